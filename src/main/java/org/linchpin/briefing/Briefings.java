package org.linchpin.briefing;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Listing;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Sha256;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** All briefings: commissioned, composed by a job, issued, and from then on as they are. */
@Component
class Briefings {

    /** Apart from the application's: what is frozen must not change with a setting. */
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration A_WHILE = Duration.ofMillis(100);

    /** How often it is asked whether knowledge stands still: for ten seconds in all. */
    private static final int PATIENCE = 100;

    private static final String COLUMNS =
            "id, number, title, author, audience, marking, state, step, done, steps, failure, as_at, known_at, requested_at, issued_at, follows, sha256";

    private final JdbcClient jdbc;
    private final Composer composer;
    private final Press press;
    private final Operators operators;
    private final Trail trail;
    private final Scopes scopes;
    private final TransactionTemplate apart;

    Briefings(
            JdbcClient jdbc,
            Composer composer,
            Press press,
            Operators operators,
            Trail trail,
            Scopes scopes,
            PlatformTransactionManager transactions) {
        this.scopes = scopes;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.apart.setReadOnly(true);
        this.jdbc = jdbc;
        this.composer = composer;
        this.press = press;
        this.operators = operators;
        this.trail = trail;
    }

    /** A briefing without what is in it; its marking is a key. */
    record Entry(
            long id,
            String number,
            String title,
            String author,
            String audience,
            String marking,
            String state,
            String step,
            int done,
            int steps,
            @Nullable String failure,
            LocalDate asAt,
            Instant knownAt,
            Instant requestedAt,
            @Nullable Instant issuedAt,
            @Nullable Long follows,
            @Nullable String sha256) {

        public boolean issued() {
            return state.equals("issued");
        }

        /** Whether it waits for a second person. */
        public boolean waiting() {
            return state.equals("waiting");
        }

        public boolean busy() {
            return state.equals("composing");
        }

        public int percent() {
            return issued() ? 100 : Math.min(99, 100 * done / Math.max(1, steps));
        }

        public String address() {
            return "/briefings/" + id;
        }
    }

    /** A file of a briefing without its bytes. */
    record Sheet(String format, String name, String sha256, long bytes) {}

    /**
     * That figures about an operator were issued, as that operator may know.
     *
     * @param next what to ask for {@code after} to get those behind this one
     */
    record Mention(String number, String marking, Instant issuedAt, String operator, String next) {}

    /** Keeps a commission, still to be written. */
    @Transactional
    public Entry commission(Viewer viewer, Commission commission) {
        Scope scope = viewer.scope();
        if (!scope.everything() && scope.operators().isEmpty()) {
            throw BadInput.conflict(
                    "no-operator", "Your account acts for no operator, so there is nothing to brief on");
        }
        if (commission.follows() != null
                && find(commission.follows()).filter(Entry::issued).isEmpty()) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "follows",
                    commission.follows().toString(),
                    "follows-unknown",
                    "There is no issued briefing " + commission.follows(),
                    "GET /api/v1/briefings lists them")));
        }
        Slice slice = commission.slice();
        Commission pinned = commission.with(
                Composer.pinned(slice.knownAt() == null ? slice.knownAt(fixedMoment()) : slice), commission.sections());
        long id = Objects.requireNonNull(
                jdbc.sql("select unguessable()").query(Long.class).single());
        jdbc.sql("""
                        insert into briefing (id, number, title, author, audience, marking, everything, operators, sectors, scope, commission, state,
                                              as_at, known_at, follows, steps)
                        values (:id, :number, :title, :author, :audience, :marking, :everything, :operators, :sectors, :scope, :commission, 'composing',
                                :asAt, :knownAt, :follows, :steps)
                        """)
                .param("id", id)
                .param("number", number(id, LocalDate.now(ZoneOffset.UTC)))
                .param("title", commission.title())
                .param("author", viewer.username())
                .param("audience", commission.audience())
                .param("marking", commission.marking())
                .param("everything", scope.everything())
                .param("operators", scope.operators().stream().sorted().toArray(Integer[]::new))
                .param("sectors", scope.sectors().stream().sorted().toArray(String[]::new))
                .param("scope", scope.setting())
                .param("commission", JSON.writeValueAsString(pinned))
                .param("asAt", pinned.slice().asAt())
                .param(
                        "knownAt",
                        Objects.requireNonNull(pinned.slice().knownAt()).atOffset(ZoneOffset.UTC))
                .param("follows", commission.follows())
                .param("steps", pinned.sections().size() + pinned.formats().size() + 1)
                .update();
        trail.record("briefing.issue", "/briefings/" + id, null, number(id, LocalDate.now(ZoneOffset.UTC)));
        return one(id);
    }

    /** A moment that no change of knowledge lies across, so that what is known at it stays so. */
    private Instant fixedMoment() {
        for (int tries = 0; tries < PATIENCE; tries++) {
            Optional<OffsetDateTime> moment = jdbc.sql("select fixed_moment()")
                    .query(OffsetDateTime.class)
                    .optional();
            if (moment.isPresent()) {
                return moment.get().toInstant();
            }
            LockSupport.parkNanos(A_WHILE.toNanos());
        }
        throw BadInput.conflict(
                "knowledge-moves",
                "The catalogue is being changed at this moment, so no figure can be frozen. Try again in a minute");
    }

    /** A number to be cited by, that says the day and nothing about how many there are. */
    static String number(long id, LocalDate day) {
        String letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        StringBuilder code = new StringBuilder("B-")
                .append(day.format(DateTimeFormatter.BASIC_ISO_DATE))
                .append('-');
        for (int i = 0; i < 5; i++) {
            code.append(letters.charAt((int) ((id >> (5 * i)) & 31)));
        }
        return code.toString();
    }

    @Transactional(readOnly = true)
    public Optional<Entry> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from briefing where id = ?")
                .param(id)
                .query((row, n) -> entry(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public Entry one(long id) {
        return find(id).orElseThrow(() -> BadInput.notFound("briefing"));
    }

    /** All that may be read, the newest first. */
    @Transactional(readOnly = true)
    public List<Entry> all() {
        return jdbc.sql("select " + COLUMNS + " from briefing order by requested_at desc, id")
                .query((row, n) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        OffsetDateTime issued = row.getObject("issued_at", OffsetDateTime.class);
        long follows = row.getLong("follows");
        Long before = row.wasNull() ? null : Long.valueOf(follows);
        return new Entry(
                row.getLong("id"),
                row.getString("number"),
                row.getString("title"),
                row.getString("author"),
                row.getString("audience"),
                row.getString("marking"),
                row.getString("state"),
                row.getString("step"),
                row.getInt("done"),
                row.getInt("steps"),
                row.getString("failure"),
                row.getObject("as_at", LocalDate.class),
                row.getObject("known_at", OffsetDateTime.class).toInstant(),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                issued == null ? null : issued.toInstant(),
                before,
                row.getString("sha256"));
    }

    /** It is not written before a second person approves. */
    @Transactional
    public void await(long id) {
        jdbc.sql(
                        "update briefing set state = 'waiting', step = 'waits for a second person' where id = ? and state = 'composing'")
                .param(id)
                .update();
    }

    /** It waits no longer; its number. */
    @Transactional
    public long begin(long id) {
        jdbc.sql("update briefing set state = 'composing', step = 'waiting' where id = ? and state = 'waiting'")
                .param(id)
                .update();
        return id;
    }

    @Transactional(readOnly = true)
    public Commission commissionOf(long id) {
        return JSON.readValue(
                jdbc.sql("select commission from briefing where id = ?")
                        .param(id)
                        .query(String.class)
                        .optional()
                        .orElseThrow(() -> BadInput.notFound("briefing")),
                Commission.class);
    }

    /** What was frozen. */
    @Transactional(readOnly = true)
    public Document document(long id) {
        return JSON.readValue(frozen(id), Document.class);
    }

    private byte[] frozen(long id) {
        return jdbc.sql("select document from briefing where id = ? and document is not null")
                .param(id)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> BadInput.notFound("briefing"));
    }

    @Transactional(readOnly = true)
    public List<Sheet> sheets(long id) {
        return jdbc.sql("""
                        select format, name, sha256, length(bytes) as bytes from briefing_file where briefing_id = ?
                        """).param(id).query(Sheet.class).list().stream()
                .sorted(Comparator.comparing(sheet -> Format.of(sheet.format()).orElseThrow()))
                .toList();
    }

    @Transactional(readOnly = true)
    public byte[] bytes(long id, Format format) {
        return jdbc.sql("select bytes from briefing_file where briefing_id = ? and format = ?")
                .params(id, format.key())
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> BadInput.notFound("file of this briefing"));
    }

    /** Composes a briefing, writes its files and issues it: all or nothing. */
    @Transactional
    public void issue(long id, Scope scope, Composer.Progress progress) {
        Entry entry = one(id);
        if (!entry.busy()) {
            return;
        }
        Document document = compose(entry, scope, progress);
        byte[] frozen = JSON.writeValueAsBytes(document);
        Commission commission = commissionOf(id);
        int steps =
                commission.complete().sections().size() + commission.formats().size();
        for (int i = 0; i < commission.formats().size(); i++) {
            Format format = Format.of(commission.formats().get(i)).orElseThrow();
            progress.at(format.label(), steps - commission.formats().size() + i, steps);
            keep(id, format, document, format == Format.JSON ? frozen : press.print(document, format));
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Set<Integer> about = new TreeSet<>(scope.operators());
        document.basis()
                .forEach(basis ->
                        operators.byCode(basis.operator()).map(Operator::id).ifPresent(about::add));
        jdbc.sql("""
                        update briefing set state = 'issued', title = :title, step = 'issued', done = steps, issued_at = :now,
                               sha256 = :sha256, document = :document, operators = :operators
                        where id = :id
                        """)
                .param("title", document.title())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("sha256", Sha256.hex(frozen))
                .param("document", frozen)
                .param("operators", about.toArray(Integer[]::new))
                .param("id", id)
                .update();
        document.basis().stream()
                .map(Document.Basis::operator)
                .distinct()
                .forEach(code -> operators
                        .byCode(code)
                        .ifPresent(operator -> jdbc.sql("""
                                insert into briefing_subject (briefing_id, operator_id, number, marking, issued_at)
                                values (?, ?, ?, ?, ?)
                                """)
                                .params(
                                        id,
                                        operator.id(),
                                        entry.number(),
                                        document.marking(),
                                        now.atOffset(ZoneOffset.UTC))
                                .update()));
    }

    private void keep(long id, Format format, Document document, byte[] bytes) {
        jdbc.sql("insert into briefing_file (briefing_id, format, name, sha256, bytes) values (?, ?, ?, ?, ?)")
                .params(id, format.key(), document.fileName() + "." + format.key(), Sha256.hex(bytes), bytes)
                .update();
    }

    /** The document of a briefing, counted anew as at its date and as known at its moment. */
    Document compose(Entry entry, Scope scope, Composer.Progress progress) {
        return composer.compose(
                scope,
                commissionOf(entry.id()),
                identity(entry),
                entry.follows() == null ? null : document(entry.follows()),
                progress);
    }

    private static Composer.Identity identity(Entry entry) {
        return new Composer.Identity(
                entry.number(),
                entry.address(),
                entry.author(),
                entry.requestedAt().atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /** Counted and written anew, as at its date and as known at its moment. */
    @Transactional(readOnly = true)
    public byte[] recounted(long id, Format format) {
        Entry entry = one(id);
        Commission commission = commissionOf(id);
        Document before = entry.follows() == null ? null : document(entry.follows());
        Document document = asItsAuthor(
                id, scope -> composer.compose(scope, commission, identity(entry), before, (step, done, of) -> {}));
        return format == Format.JSON ? JSON.writeValueAsBytes(document) : press.print(document, format);
    }

    /** Written anew from what was frozen: the same bytes a minute later or a year. */
    @Transactional(readOnly = true)
    public byte[] rewritten(long id, Format format) {
        return format == Format.JSON ? JSON.writeValueAsBytes(document(id)) : press.print(document(id), format);
    }

    /** Whose rows a briefing counts: its author's, whoever reads it. */
    @Transactional(readOnly = true)
    public Scope scopeOf(long id) {
        return jdbc.sql("select scope, everything, operators, sectors from briefing where id = ?")
                .param(id)
                .query((row, n) -> scope(row))
                .single();
    }

    private static Scope scope(ResultSet row) throws SQLException {
        String stated = row.getString("scope");
        if (stated != null || row.getBoolean("everything")) {
            return stated == null ? Scope.all() : Scope.read(stated);
        }
        Array sectors = row.getArray("sectors");
        return Scope.of(
                List.of((Integer[]) row.getArray("operators").getArray()),
                sectors == null ? List.of() : List.of((String[]) sectors.getArray()),
                List.of());
    }

    /** Counts what its author may see, also before the database, whoever looks. */
    Document asItsAuthor(long id, Function<Scope, Document> work) {
        Scope scope = scopeOf(id);
        return Objects.requireNonNull(scopes.within(scope, () -> apart.execute(reading -> work.apply(scope))));
    }

    /** When figures that rest on registers of the viewer's operators were issued. */
    @Transactional(readOnly = true)
    public Listing<Mention> mentions(int size, @Nullable String after) {
        List<Mention> fetched = jdbc.sql("""
                        select number, marking, issued_at, operator, next from (
                            select s.number, s.marking, s.issued_at, o.name as operator, s.number || ' ' || o.code as next
                            from briefing_subject s join operator o on o.id = s.operator_id
                        ) told
                        where :after = '' or (issued_at, next) < (
                            select s.issued_at, s.number || ' ' || o.code from briefing_subject s join operator o on o.id = s.operator_id
                            where s.number || ' ' || o.code = :after)
                        order by issued_at desc, next desc limit :limit
                        """)
                .param("after", after == null ? "" : after)
                .param("limit", size + 1)
                .query((row, n) -> new Mention(
                        row.getString("number"),
                        row.getString("marking"),
                        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        row.getString("operator"),
                        row.getString("next")))
                .list();
        if (fetched.isEmpty() && after != null) {
            throw Listing.unknown(after);
        }
        long total = jdbc.sql("select count(*) from briefing_subject")
                .query(Long.class)
                .single();
        return Listing.of(fetched, size, total, Mention::next);
    }

    /** Notes how far the work is; seen at once by whoever waits. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void progress(long id, String step, int done, int of) {
        jdbc.sql("update briefing set step = ?, done = ?, steps = ? where id = ? and state = 'composing'")
                .params(step, done, of, id)
                .update();
    }

    @Transactional
    public void fail(long id, String why) {
        jdbc.sql("update briefing set state = 'failed', failure = ? where id = ? and state = 'composing'")
                .params(why, id)
                .update();
    }
}
