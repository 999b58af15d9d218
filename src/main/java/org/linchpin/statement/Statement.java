package org.linchpin.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody stated: who, when, from which source and why. Its words never change; whether it stands does.
 *
 * @param subject the key of the thing; for a tie its child, relation and parent; for words those words
 * @param body what is stated, field by field
 * @param validFrom since when it is true, as precise as the source; null where not known
 * @param replaces for a tie the number of the line it corrects
 * @param state proposed, standing, declined or reversed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Statement(
        long id,
        String kind,
        String subject,
        Map<String, Object> body,
        @Nullable String validFrom,
        @Nullable String validTo,
        String source,
        String grade,
        @Nullable String why,
        String author,
        OffsetDateTime recordedAt,
        @Nullable Long replaces,
        String state,
        @Nullable String decidedBy,
        @Nullable OffsetDateTime decidedAt,
        @Nullable String decision,
        @Nullable String reversedBy,
        @Nullable OffsetDateTime reversedAt,
        @Nullable String reversal) {

    Kind about() {
        return Kind.of(kind).orElseThrow();
    }

    public boolean proposed() {
        return state.equals("proposed");
    }

    public boolean standing() {
        return state.equals("standing");
    }

    /** What it is about, for people. */
    public String title() {
        return switch (about()) {
            case OWNERSHIP ->
                "%s: %s, %s"
                        .formatted(
                                body.get("child"),
                                String.valueOf(body.get("relation")).replace('_', ' '),
                                body.getOrDefault("parentName", String.valueOf(body.get("parent"))));
            case WORDING -> words(subject);
            default -> String.valueOf(body.getOrDefault("name", body.getOrDefault("prefix", subject)));
        };
    }

    /** Where all versions of what it is about stand side by side; null for ties and words. */
    public @Nullable String history() {
        return about().entry().isPresent() ? "/catalogue/" + about().things() + "/" + subject + "/history" : null;
    }

    static String words(String likeness) {
        return likeness.replaceAll("\\u001f+", " ").trim();
    }
}
