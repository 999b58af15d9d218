package org.linchpin.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the trail is sealed and who witnesses it.
 *
 * @param witness where checkpoints are published: a file, or an http(s) address that takes them by POST and gives all of
 *     them by GET; unless said, the file {@code witness/checkpoints} in the data folder
 * @param origin the name under which this installation signs
 * @param every how often a checkpoint is signed, if there is anything new
 * @param lateness how long a line may take from being written to being sealed
 * @param renewal after which time the administrator is told to exchange the key that signs
 * @param copy where the lines of the trail are kept a second time: a folder, or an http(s) address below which
 *     {@code trail.jsonl} and {@code checkpoints} take them by POST; nowhere unless set
 * @param addresses how long the trail says from where somebody came; for good unless set
 */
@ConfigurationProperties("linchpin.audit")
record AuditSettings(
        @Nullable String witness,
        @DefaultValue("linchpin") String origin,
        @DefaultValue("60s") Duration every,
        @DefaultValue("1h") Duration lateness,
        @DefaultValue("365d") Duration renewal,
        @Nullable String copy,
        @Nullable Duration addresses) {}
