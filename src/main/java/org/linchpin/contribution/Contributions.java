package org.linchpin.contribution;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.Listing;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Sha256;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.catalogue.Wordings;
import org.linchpin.contribution.Statements.Contents;
import org.linchpin.contribution.Statements.Subject;
import org.linchpin.recognition.Recognition;
import org.linchpin.recognition.Wording;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was brought in. Its statements serve everybody from the moment they are in, until they are taken back; who brought
 * them in is seen by that operator's own people and by those who see all operators.
 */
@Component
class Contributions {

    private static final int MOST_PROBLEMS = 1_000;
    private static final String NUMBER = "[0-9]{1,15}";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Wordings wordings;
    private final Operators operators;
    private final Trail trail;
    private final JsonMapper json;

    Contributions(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Wordings wordings,
            Operators operators,
            Trail trail,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.wordings = wordings;
        this.operators = operators;
        this.trail = trail;
        this.json = json;
    }

    /** What kind of knowledge it is. */
    enum Kind {
        TYPE_CODES("type-codes"),
        CONTENTS("contents");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        static Kind of(@Nullable String said) {
            for (Kind kind : values()) {
                if (kind.key.equals(said)) {
                    return kind;
                }
            }
            throw BadInput.fields(List.of(Fault.field(
                    "kind", said, "kind-unknown", "kind must be type-codes or contents", "Say what the file holds")));
        }
    }

    /**
     * What somebody sends.
     *
     * @param source what it rests on, such as the title of a document
     * @param operator the code of the operator for whom; needed where the sender acts for several
     */
    record Sent(Kind kind, String source, @Nullable String operator, String fileName, byte[] file, Subject subject) {}

    /**
     * A contribution as its own people see it.
     *
     * @param id a number that says nothing
     * @param operator the code of the operator; null where a regulator or an analyst brought it in
     * @param lines how many lines or parts the file has
     * @param accepted how many of them state something
     * @param naming how many statements name a maker that is known here
     */
    record Contribution(
            String id,
            String kind,
            @Nullable String operator,
            String author,
            String source,
            String fileName,
            OffsetDateTime recordedAt,
            int lines,
            int accepted,
            int naming,
            @Nullable OffsetDateTime withdrawnAt,
            List<Fault> problems) {}

    private static final String SELECT = """
            select c.*, o.code as operator_code from contribution c left join operator o on o.id = c.operator_id
            """;

    /** Those that the viewer may see, newest first. */
    @Transactional(readOnly = true)
    Listing<Contribution> all(int size, @Nullable String after) {
        String last = after == null ? "0" : after;
        if (!last.matches(NUMBER)) {
            throw Listing.unknown(last);
        }
        List<Contribution> fetched = jdbc.sql(SELECT + """
                        where :last = 0 or (c.recorded_at, c.id) < (select recorded_at, id from contribution where id = :last)
                        order by c.recorded_at desc, c.id desc limit :limit
                        """)
                .param("last", Long.valueOf(last))
                .param("limit", size + 1)
                .query((row, n) -> contribution(row, List.of()))
                .list();
        if (fetched.isEmpty() && after != null) {
            throw Listing.unknown(after);
        }
        long total =
                jdbc.sql("select count(*) from contribution").query(Long.class).single();
        return Listing.of(fetched, size, total, Contribution::id);
    }

    @Transactional(readOnly = true)
    Contribution one(String id) {
        if (!id.matches(NUMBER)) {
            throw BadInput.notFound("contribution");
        }
        return jdbc.sql(SELECT + "where c.id = ?")
                .param(Long.valueOf(id))
                .query((row, n) -> contribution(
                        row, json.readValue(row.getString("problems"), new TypeReference<List<Fault>>() {})))
                .optional()
                .orElseThrow(() -> BadInput.notFound("contribution"));
    }

    private static Contribution contribution(ResultSet row, List<Fault> problems) throws SQLException {
        return new Contribution(
                String.valueOf(row.getLong("id")),
                row.getString("kind"),
                row.getString("operator_code"),
                row.getString("username"),
                row.getString("source"),
                row.getString("file_name"),
                row.getObject("recorded_at", OffsetDateTime.class),
                row.getInt("lines"),
                row.getInt("accepted"),
                row.getInt("naming"),
                row.getObject("withdrawn_at", OffsetDateTime.class),
                problems);
    }

    /** What is inside one model, as a form says it. */
    @Transactional
    Contribution say(Viewer viewer, String source, @Nullable String operator, Sheet line) {
        byte[] words = json.writeValueAsBytes(line);
        return add(
                viewer, new Sent(Kind.CONTENTS, source, operator, "", words, Subject.UNSAID), ContentsSheet.read(line));
    }

    /** Reads a file, keeps what it states, and has every wording recognised again. The same file again is the same one. */
    @Transactional
    Contribution add(Viewer viewer, Sent sent) {
        return add(viewer, sent, null);
    }

    private Contribution add(Viewer viewer, Sent sent, @Nullable Statements said) {
        String source = sent.source().strip();
        if (source.codePoints().count() < 3 || source.length() > 300) {
            throw BadInput.fields(List.of(Fault.field(
                    "source",
                    source,
                    "source-missing",
                    "Say in 3 to 300 characters what this rests on",
                    "For instance the title and date of the list or the data sheet")));
        }
        Integer operator = operator(viewer, sent.operator());
        String digest = digest(sent);
        Optional<Contribution> before = jdbc.sql(
                        SELECT + "where c.file_sha256 = ? and c.username = ? and c.withdrawn_at is null")
                .params(digest, viewer.username())
                .query((row, n) -> contribution(row, List.of()))
                .optional();
        if (before.isPresent()) {
            return one(before.get().id());
        }
        Statements statements = said == null ? read(sent) : said;
        if (statements.accepted() == 0) {
            throw new BadInput(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "nothing-stated",
                    "Nothing of it states anything that can be used",
                    statements.problems());
        }
        long id = keep(viewer, sent, source, operator, digest, statements);
        trail.record(
                "contribution.add",
                "/catalogue/contributions/" + id,
                operator,
                sent.kind().key());
        wordings.knowledgeChanged();
        return one(String.valueOf(id));
    }

    private Statements read(Sent sent) {
        if (sent.kind() == Kind.TYPE_CODES) {
            return CodeList.read(Sheet.read(sent.file()));
        }
        Recognition recognition = wordings.recognition();
        if (HardwareBom.is(sent.file())) {
            return HardwareBom.read(sent.file(), sent.subject(), recognition);
        }
        Sheet sheet = Sheet.read(sent.file());
        return ContentsSheet.is(sheet) ? ContentsSheet.read(sheet) : PartsList.read(sheet, sent.subject(), recognition);
    }

    /** A utility speaks for an operator; regulators and analysts for themselves. */
    private @Nullable Integer operator(Viewer viewer, @Nullable String code) {
        if (viewer.role() != Role.UTILITY) {
            return null;
        }
        List<Operator> own = operators.within(viewer.scope()).stream()
                .filter(one -> code == null || code.isBlank() || one.code().equals(code))
                .toList();
        if (own.size() != 1) {
            throw BadInput.fields(List.of(Fault.field(
                    "operator",
                    code,
                    "operator-unclear",
                    own.isEmpty() ? "You act for no such operator" : "You act for several operators: say for which",
                    "Give the operator's code")));
        }
        return own.get(0).id();
    }

    private static String digest(Sent sent) {
        return Sha256.hex((sent.kind() + "\u001f" + sent.subject()).getBytes(StandardCharsets.UTF_8), sent.file());
    }

    private long keep(
            Viewer viewer, Sent sent, String source, @Nullable Integer operator, String digest, Statements statements) {
        List<Fault> problems = statements
                .problems()
                .subList(0, Math.min(MOST_PROBLEMS, statements.problems().size()));
        long id = jdbc.sql("""
                        insert into contribution (operator_id, username, kind, source, file_name, file_sha256, lines, accepted, naming, problems)
                        values (:operator, :username, :kind, :source, :name, :digest, :lines, :accepted, :naming, cast(:problems as jsonb))
                        returning id
                        """)
                .param("operator", operator, Types.INTEGER)
                .param("username", viewer.username())
                .param("kind", sent.kind().key())
                .param("source", source)
                .param("name", sent.fileName())
                .param("digest", digest)
                .param("lines", statements.lines())
                .param("accepted", Math.min(statements.accepted(), statements.lines()))
                .param("naming", naming(statements))
                .param("problems", json.writeValueAsString(problems))
                .query(Long.class)
                .single();
        String origin = switch (viewer.role()) {
            case UTILITY -> "operator";
            case OFFICIAL -> "regulator";
            default -> "analyst";
        };
        // What an operator calls its source may tell who it is.
        String shown = operator == null ? source : null;
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        batches.batchUpdate(
                "insert into contributed_code (contribution_id, line, code, maker, model, origin, source, stated_on) values (?, ?, ?, ?, ?, ?, ?, ?)",
                statements.codes(),
                500,
                (row, one) -> {
                    row.setLong(1, id);
                    row.setInt(2, one.line());
                    row.setString(3, one.code());
                    row.setString(4, one.maker());
                    row.setString(5, one.model());
                    row.setString(6, origin);
                    row.setString(7, shown);
                    row.setObject(8, today);
                });
        List<Contents> contents = statements.contents();
        batches.batchUpdate("""
                insert into contributed_contents (contribution_id, line, part, maker, model, variant, cellular, module_maker, module, share,
                                                  evidence, confidence, origin, source, stated_on)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, IntStream.range(0, contents.size()).boxed().toList(), 500, (row, i) -> {
            Contents one = contents.get(i);
            row.setLong(1, id);
            row.setInt(2, one.line());
            row.setInt(3, i);
            row.setString(4, one.maker());
            row.setString(5, one.model());
            row.setString(6, one.variant());
            row.setBoolean(7, one.cellular());
            row.setString(8, one.moduleMaker());
            row.setString(9, one.module());
            row.setObject(10, one.share(), Types.NUMERIC);
            row.setString(11, one.evidence());
            row.setString(12, confidence(one, viewer));
            row.setString(13, origin);
            row.setString(14, shown);
            row.setObject(15, today);
        });
        return id;
    }

    /** What an operator says of its suppliers is not yet as sure as what was looked into. */
    private static String confidence(Contents one, Viewer viewer) {
        return one.confidence().equals("high") && !viewer.may(Action.EDIT_CATALOGUE) ? "medium" : one.confidence();
    }

    private int naming(Statements statements) {
        Recognition recognition = wordings.recognition();
        long codes = statements.codes().stream()
                .filter(one -> names(recognition, one.maker(), one.model()))
                .count();
        long contents = statements.contents().stream()
                .filter(one -> names(recognition, one.moduleMaker(), one.module()))
                .count();
        return (int) (codes + contents);
    }

    private static boolean names(Recognition recognition, String maker, String module) {
        return recognition
                .recognise(new Wording("", "", "", "", "", maker, module, "", "", ""))
                .vendor()
                .isPresent();
    }

    /** Takes it back: its statements count no longer, and stay on record. By whoever brought it in, or an analyst. */
    @Transactional
    Contribution withdraw(Viewer viewer, String id) {
        Contribution one = one(id);
        if (!one.author().equals(viewer.username()) && !viewer.may(Action.EDIT_CATALOGUE)) {
            throw new BadInput(
                    HttpStatus.FORBIDDEN, "not-yours", "Only who brought it in, or an analyst, can take it back");
        }
        int taken = jdbc.sql(
                        "update contribution set withdrawn_at = now(), withdrawn_by = ? where id = ? and withdrawn_at is null")
                .params(viewer.username(), Long.valueOf(id))
                .update();
        if (taken == 0) {
            throw BadInput.conflict("withdrawn", "This contribution was taken back before");
        }
        for (String table : List.of("contributed_code", "contributed_contents")) {
            jdbc.sql("update " + table + " set retracted_at = now() where contribution_id = ?")
                    .param(Long.valueOf(id))
                    .update();
        }
        trail.record("contribution.withdraw", "/catalogue/contributions/" + id, null, null);
        wordings.knowledgeChanged();
        return one(id);
    }

    /** What is known to be inside a kind of equipment, as a bill of materials; nothing where no such equipment is known. */
    @Transactional(readOnly = true)
    Optional<String> contents(String key, boolean xml) {
        record Kept(String maker, String model) {}
        return jdbc.sql("select maker, model from equipment where key = ?")
                .param(key)
                .query(Kept.class)
                .optional()
                .map(box -> HardwareBom.write(box.maker(), box.model(), inside(box.maker(), box.model()), xml));
    }

    private List<HardwareBom.Part> inside(String maker, String model) {
        List<HardwareBom.Part> parts = new ArrayList<>(
                jdbc.sql("""
                        select coalesce(o.name, '') as maker, coalesce(e.module, '') as name, coalesce(e.variant, '') as order_code,
                               coalesce(e.evidence, '') as evidence, e.confidence, array_to_string(e.sources, '; ') as sources
                        from equipment e left join organisation o on o.key = e.vendor_key
                        where e.maker = ? and e.model = ? and e.has_cellular = 'yes' order by e.key
                        """).params(maker, model).query(HardwareBom.Part.class).list());
        parts.addAll(
                jdbc.sql("""
                        select module_maker as maker, module as name, variant as order_code, evidence, confidence,
                               'brought in by ' || case origin when 'operator' then 'an operator' when 'regulator' then 'a regulator' else 'an analyst' end
                                   || ', ' || stated_on || coalesce('; ' || source, '') as sources
                        from contributed_contents
                        where lower(maker) = lower(?) and lower(model) = lower(?) and cellular and retracted_at is null order by contribution_id, line, part
                        """).params(maker, model).query(HardwareBom.Part.class).list());
        return parts;
    }
}
