package org.linchpin.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The chain in the database: seals lines in the order they became visible, signs checkpoints, and reads all of it back. */
final class Chain {

    /** So that two instances never seal at once; any number will do. */
    private static final long LOCK = 5_039_851;

    private static final int AT_ONCE = 5_000;
    private static final String LINE = """
            t.id, t.at, t.kind, t.username, t.action, t.subject, t.operator_id, t.everyone, t.detail, t.why, t.address, t.token,
            t.before::text as before, t.after::text as after, t.tx,
            encode(t.salt, 'hex') as salt, t.erasure::text as erasure
            """;

    private final JdbcClient jdbc;

    Chain(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record End(long seq, Instant sealedAt, byte[] link) {}

    /** Seals what is written and not sealed, up to some thousand lines; how many. In a transaction of the caller's. */
    int seal() {
        return seal(Instant.now());
    }

    /** The same with a clock that may be wrong: no seal is older than the one before it. */
    int seal(Instant now) {
        if (!jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single()) {
            return 0;
        }
        List<Line> lines = jdbc.sql(
                        "select " + LINE + " from trail_pending p join trail t on t.id = p.line order by t.id limit ?")
                .param(AT_ONCE)
                .query(Chain::line)
                .list();
        if (lines.isEmpty()) {
            return 0;
        }
        End end = end();
        Instant clock = now.truncatedTo(ChronoUnit.MICROS);
        Instant moment = clock.isBefore(end.sealedAt()) ? end.sealedAt() : clock;
        OffsetDateTime sealedAt = OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
        long seq = end.seq();
        byte[] link = end.link();
        List<Long> seqs = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        List<byte[]> links = new ArrayList<>();
        for (Line line : lines) {
            link = Sealed.link(link, ++seq, moment, line);
            seqs.add(seq);
            ids.add(line.id());
            links.add(link);
        }
        jdbc.sql("""
                        insert into trail_seal (seq, line, sealed_at, link)
                        select s, l, :at, k from unnest(:seqs, :ids, :links) as u (s, l, k)
                        """)
                .param("at", sealedAt)
                .param("seqs", seqs.toArray(Long[]::new))
                .param("ids", ids.toArray(Long[]::new))
                .param("links", links.toArray(byte[][]::new))
                .update();
        jdbc.sql("delete from trail_pending where line = any (?)")
                .param(ids.toArray(Long[]::new))
                .update();
        return lines.size();
    }

    private End end() {
        return jdbc.sql("select seq, sealed_at, link from trail_seal order by seq desc limit 1")
                .query((row, n) -> new End(row.getLong("seq"), instant(row, "sealed_at"), row.getBytes("link")))
                .optional()
                .orElseGet(() -> new End(0, Instant.EPOCH, new byte[32]));
    }

    /** Signs what was sealed since the last checkpoint, if anything was. In a transaction of the caller's. */
    Optional<Checkpoint> checkpoint(String origin, AuditKey key) {
        if (!jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single()) {
            return Optional.empty();
        }
        Merkle tree = jdbc.sql("select size, frontier from trail_checkpoint order by size desc limit 1")
                .query((row, n) -> Merkle.of(row.getLong("size"), row.getBytes("frontier")))
                .optional()
                .orElseGet(Merkle::new);
        long before = tree.size();
        jdbc.sql("select link from trail_seal where seq > ? order by seq")
                .param(before)
                .withFetchSize(AT_ONCE)
                .query((RowCallbackHandler) row -> tree.add(row.getBytes("link")));
        if (tree.size() == before) {
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.sign(origin, tree, Instant.now().truncatedTo(ChronoUnit.SECONDS), key);
        jdbc.sql("insert into trail_checkpoint (size, at, root, frontier, note) values (?, ?, ?, ?, ?)")
                .params(
                        tree.size(),
                        OffsetDateTime.ofInstant(checkpoint.at(), ZoneOffset.UTC),
                        tree.root(),
                        tree.edge(),
                        checkpoint.note())
                .update();
        return Optional.of(checkpoint);
    }

    /** Waits until nobody else seals or signs, and keeps it so until the caller's transaction ends. */
    void hold() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query((row, n) -> 0)
                .list();
    }

    /**
     * One key hands the trail over to the next: signs all there is for the last time, and names it. In a transaction of the
     * caller's that {@link #hold holds} the chain, and in which the line that tells of it was written.
     */
    Handover handOver(String origin, AuditKey from, AuditKey to) {
        int sealed = 1;
        while (sealed > 0) {
            sealed = seal();
        }
        checkpoint(origin, from);
        Checkpoint last = lastCheckpoint().orElseThrow();
        Handover handover = Handover.sign(
                origin, from, to, Instant.now().truncatedTo(ChronoUnit.SECONDS), last.size(), last.root());
        jdbc.sql("insert into trail_handover (size, at, note) values (?, ?, ?)")
                .params(handover.size(), OffsetDateTime.ofInstant(handover.at(), ZoneOffset.UTC), handover.note())
                .update();
        return handover;
    }

    Optional<Checkpoint> lastCheckpoint() {
        return jdbc.sql("select note from trail_checkpoint order by size desc limit 1")
                .query(String.class)
                .optional()
                .map(note -> Checkpoint.read(note).get(0));
    }

    /** Each handover of the trail's key, in order. */
    List<Handover> handovers() {
        return jdbc.sql("select note from trail_handover order by size").query(String.class).list().stream()
                .flatMap(note -> Handover.read(note).stream())
                .toList();
    }

    /** Since when the key in force signs; empty as long as nothing is signed. */
    Optional<OffsetDateTime> keySince() {
        return jdbc.sql("select coalesce((select max(at) from trail_handover), (select min(at) from trail_checkpoint))")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single();
    }

    /** The whole chain in its order, without holding it. In a transaction of the caller's. */
    void walk(Consumer<Sealed> visitor) {
        walk(0, Long.MAX_VALUE, visitor);
    }

    /** The places after one and up to another. */
    void walk(long after, long until, Consumer<Sealed> visitor) {
        jdbc.sql("select s.seq, s.sealed_at, s.link, " + LINE + """
                        from trail_seal s left join trail t on t.id = s.line
                        where s.seq > ? and s.seq <= ? order by s.seq
                        """)
                .params(after, until)
                .withFetchSize(AT_ONCE)
                .query((RowCallbackHandler) row -> visitor.accept(place(row, 0)));
    }

    /** Until the caller's transaction ends nobody else sends lines on; false where somebody does. */
    boolean holdCopy() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK + 1)
                .query(Boolean.class)
                .single();
    }

    /** How many lines a copy of the trail holds. */
    long copied(String place) {
        return jdbc.sql("select size from trail_copy where place = ?")
                .param(place)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void copied(String place, long size) {
        jdbc.sql("""
                        insert into trail_copy (place, size) values (?, ?)
                        on conflict (place) do update set size = excluded.size
                        """).params(place, size).update();
    }

    /** What the database holds of what was signed. */
    Notes notes() {
        return new Notes(checkpoints(), handovers());
    }

    private List<Checkpoint> checkpoints() {
        return jdbc.sql("select note from trail_checkpoint order by size").query(String.class).list().stream()
                .flatMap(note -> Checkpoint.read(note).stream())
                .toList();
    }

    private static Sealed place(ResultSet row, int n) throws SQLException {
        return new Sealed(
                row.getLong("seq"),
                row.getObject("id") == null ? null : line(row, 0),
                instant(row, "sealed_at"),
                HexFormat.of().formatHex(row.getBytes("link")));
    }

    /** Sealed lines for which a condition holds, which may name {@code t.} and parameters. */
    List<Sealed> where(String condition, Map<String, ?> parameters) {
        return jdbc.sql("select s.seq, s.sealed_at, s.link, " + LINE
                        + " from trail t join trail_seal s on s.line = t.id where " + condition
                        + " order by s.seq limit " + AT_ONCE)
                .params(parameters)
                .query(Chain::place)
                .list();
    }

    /** Lines that are neither sealed nor waiting to be: somebody slipped them in, or took them out of the queue. */
    List<Long> outside() {
        return jdbc.sql("""
                        select id from trail t where not exists (select from trail_seal s where s.line = t.id)
                          and not exists (select from trail_pending p where p.line = t.id) order by id limit 100
                        """).query(Long.class).list();
    }

    long waiting() {
        return jdbc.sql("select count(*) from trail_pending").query(Long.class).single();
    }

    /** Rows that do not stand as the trail last saw them, in words. */
    List<String> strays() {
        return jdbc.sql("select subject || ' ' || what from trail_strays() limit 100")
                .query(String.class)
                .list();
    }

    /** Tables whose changes nobody writes down. */
    List<String> unwatched() {
        return jdbc.sql("select * from trail_unwatched()").query(String.class).list();
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                row.getLong("id"),
                instant(row, "at"),
                row.getString("kind"),
                row.getString("username"),
                row.getString("action"),
                row.getString("subject"),
                row.getObject("operator_id", Integer.class),
                row.getBoolean("everyone"),
                optional(row, "detail"),
                optional(row, "why"),
                optional(row, "address"),
                optional(row, "token"),
                optional(row, "before"),
                optional(row, "after"),
                row.getLong("tx"),
                optional(row, "salt"),
                erasure(optional(row, "erasure")));
    }

    private static @Nullable Erasure erasure(@Nullable String text) {
        return text == null ? null : JsonMapper.shared().readValue(text, Erasure.class);
    }

    private static @Nullable String optional(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
