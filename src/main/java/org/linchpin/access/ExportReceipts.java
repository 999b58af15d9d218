package org.linchpin.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each file that was handed out holds, told to whoever took it away. */
@Component
class ExportReceipts {

    private static final int KEPT_IN_SIGHT = 1_000;

    private final JdbcClient jdbc;
    private final Scopes scopes;

    ExportReceipts(JdbcClient jdbc, Scopes scopes) {
        this.jdbc = jdbc;
        this.scopes = scopes;
    }

    /**
     * A receipt.
     *
     * @param state complete, being written, or broken off
     * @param rows without the header
     * @param sha256 of all bytes; null where the file is not whole
     */
    record Receipt(
            String id,
            String file,
            String address,
            Instant begunAt,
            @Nullable Instant finishedAt,
            String state,
            @Nullable Long rows,
            @Nullable Long bytes,
            @Nullable String sha256) {}

    long begin(Exports.File file) {
        return Objects.requireNonNull(jdbc.sql("""
                        insert into export_receipt (username, file, address) values (?, ?, ?) returning id
                        """)
                .params(who(), file.name(), file.subject())
                .query(Long.class)
                .single());
    }

    void finish(long id, long rows, long bytes, String sha256) {
        jdbc.sql("update export_receipt set finished_at = now(), rows = ?, bytes = ?, sha256 = ? where id = ?")
                .params(rows, bytes, sha256, id)
                .update();
    }

    void breakOff(long id, long rows) {
        jdbc.sql("update export_receipt set rows = ? where id = ? and finished_at is null")
                .params(rows, id)
                .update();
    }

    /** Those of whoever asks, the newest first. */
    List<Receipt> own() {
        return jdbc.sql("""
                        select * from export_receipt where username = ? order by begun_at desc, id limit ?
                        """)
                .params(who(), KEPT_IN_SIGHT)
                .query((row, n) -> receipt(row))
                .list();
    }

    Optional<Receipt> own(long id) {
        return jdbc.sql("select * from export_receipt where username = ? and id = ?")
                .params(who(), id)
                .query((row, n) -> receipt(row))
                .optional();
    }

    private String who() {
        Viewer viewer = scopes.viewer();
        return viewer == null ? "system" : viewer.username();
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        Long rows = row.getObject("rows", Long.class);
        return new Receipt(
                row.getString("id"),
                row.getString("file"),
                row.getString("address"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                finished != null ? "complete" : rows != null ? "broken off" : "being written",
                rows,
                row.getObject("bytes", Long.class),
                row.getString("sha256"));
    }
}
