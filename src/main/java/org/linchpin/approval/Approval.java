package org.linchpin.approval;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, and what a second person made of it.
 *
 * @param subject the address of the thing
 * @param state waiting, approved, declined or withdrawn
 */
public record Approval(
        String id,
        String matter,
        String subject,
        String title,
        @Nullable String why,
        String askedBy,
        OffsetDateTime askedAt,
        String state,
        @Nullable String decidedBy,
        @Nullable OffsetDateTime decidedAt,
        @Nullable String decision) {

    public boolean waiting() {
        return state.equals("waiting");
    }

    /** What kind of thing it is, for people. */
    @JsonIgnore
    public String words() {
        return Matter.of(matter).words();
    }
}
