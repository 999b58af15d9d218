package org.linchpin.register;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Scopes;
import org.linchpin.access.Viewer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * How many bytes an operator may bring in a day, and keep here, and how many files a person may send in a day: nobody fills
 * the disk, or the queue, of all.
 */
@Component
class Quota {

    /**
     * Bytes for each operator, and files for each person.
     *
     * @param day in 24 hours ({@code LINCHPIN_QUOTA_DAY})
     * @param stored of all files together ({@code LINCHPIN_QUOTA_STORED})
     * @param files of one person in 24 hours ({@code LINCHPIN_QUOTA_FILES})
     */
    @ConfigurationProperties("linchpin.quota")
    record Sizes(
            @DefaultValue("200GB") DataSize day,
            @DefaultValue("2TB") DataSize stored,
            @DefaultValue("10000") int files) {}

    private final Sizes sizes;
    private final JdbcClient jdbc;
    private final Scopes scopes;
    private final TransactionTemplate transaction;

    Quota(Sizes sizes, JdbcClient jdbc, Scopes scopes, PlatformTransactionManager transactions) {
        this.scopes = scopes;
        this.sizes = sizes;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Brought(long today, long stored) {}

    /** What an operator has left. */
    record Room(long today, long stored) {

        long bytes() {
            return Math.min(today, stored);
        }

        BadInput refusal() {
            return today <= stored
                    ? new BadInput(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "quota-day",
                            "With this file the operator would bring in more than its quota of a day. Send it tomorrow, or ask the administrator")
                    : new BadInput(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "quota-stored",
                            "With this file the operator would keep more here than its quota. Ask the administrator");
        }
    }

    Room of(int operator) {
        Brought brought = Objects.requireNonNull(transaction.execute(
                status -> jdbc.sql("""
                        select coalesce(sum(file_bytes) filter (where received_at > now() - interval '24 hours'), 0) as today,
                               coalesce(sum(file_bytes), 0) as stored
                        from submission where operator_id = ?
                        """).param(operator).query(Brought.class).single()));
        return new Room(sizes.day().toBytes() - brought.today(), sizes.stored().toBytes() - brought.stored());
    }

    /** Again when the file is there, for others may have come in meanwhile; held until the end of the transaction. */
    void hold(int operator, long bytes) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('quota'), ?)")
                .param(operator)
                .query(row -> {});
        filesOf(scopes.viewer());
        Room room = of(operator);
        if (bytes > room.bytes()) {
            throw room.refusal();
        }
    }

    private void filesOf(@Nullable Viewer viewer) {
        if (viewer == null) {
            return;
        }
        long sent = jdbc.sql(
                        "select count(*) from submission where received_by = ? and received_at > now() - interval '24 hours'")
                .param(viewer.username())
                .query(Long.class)
                .single();
        if (sent >= sizes.files()) {
            throw new BadInput(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "quota-files",
                    "With this file you would send more files than the quota of a day. Send it tomorrow, or ask the administrator");
        }
    }
}
