package org.linchpin.inventory;

import static java.util.Comparator.comparing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Language;
import org.linchpin.access.Scope;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All submissions in force, counted. The database says with one short statement which submissions a viewer's slice rests
 * on; their stock is counted in memory, and a question asked before, of the same submissions and knowledge, has its answer.
 */
@Component
public class InstalledBase {

    private static final int ANSWERS_KEPT = 2_000;

    private final JdbcClient jdbc;
    private final CellStore cells;
    private final Names names;
    private final Language language;
    private final Cache<Question, Map<String, Tally>> answers =
            Caffeine.newBuilder().maximumSize(ANSWERS_KEPT).build();

    InstalledBase(JdbcClient jdbc, CellStore cells, Names names, Language language) {
        this.language = language;
        this.jdbc = jdbc;
        this.cells = cells;
        this.names = names;
    }

    /** What a register's current state rests on. */
    public record Basis(
            String operator, String register, LocalDate effective, Instant acceptedAt, String sha256, long rows) {

        /** For whoever sees only a part of it: neither how long the file was nor which it was. */
        private Basis inSight(long seen) {
            return new Basis(operator, register, effective, acceptedAt, "", seen);
        }
    }

    /** Counts a slice by one dimension. */
    @Transactional(readOnly = true)
    public Tally tally(Scope scope, Slice slice, Dimension by, Weight weight, LookThroughRule rule) {
        return count(scope, slice, null, by, weight, List.of(rule)).getOrDefault("", new Fold(by).tally(names));
    }

    /** Counts a slice by controller under every rule at once, so that what fronts hide can be read off. */
    @Transactional(readOnly = true)
    public Map<LookThroughRule, Tally> tallyByRule(Scope scope, Slice slice, Weight weight) {
        List<LookThroughRule> rules = List.of(LookThroughRule.values());
        Map<LookThroughRule, Tally> tallies = new EnumMap<>(LookThroughRule.class);
        Map<String, Tally> counted = count(scope, slice, null, Dimension.CONTROLLER, weight, rules);
        for (LookThroughRule rule : rules) {
            tallies.put(rule, counted.getOrDefault(rule.key(), new Fold(Dimension.CONTROLLER).tally(names)));
        }
        return tallies;
    }

    /** Counts each part of a slice by one dimension: for instance each sector by controller. Parts have plain keys. */
    @Transactional(readOnly = true)
    public Map<String, Tally> tallies(
            Scope scope, Slice slice, Dimension parts, Dimension by, Weight weight, LookThroughRule rule) {
        return count(scope, slice, parts, by, weight, List.of(rule));
    }

    private Map<String, Tally> count(
            Scope scope,
            Slice slice,
            @Nullable Dimension parts,
            Dimension by,
            Weight weight,
            List<LookThroughRule> rules) {
        InForce now = inForce(scope, slice);
        if (slice.pending() != null) {
            // What is pending may be checked again and then says something else: nothing of it is remembered.
            return new Counting(cells, now, slice, names).by(parts, by, weight, rules);
        }
        Question question = new Question(now, slice.query(), parts, by, weight, rules, language.locale());
        Map<String, Tally> known = answers.getIfPresent(question);
        if (known == null) {
            known = new Counting(cells, now, slice, names).by(parts, by, weight, rules);
            answers.put(question, known);
        }
        return known;
    }

    /** What was counted, over which submissions and with which knowledge, named in which language. */
    private record Question(
            InForce inForce,
            String slice,
            @Nullable Dimension parts,
            Dimension by,
            Weight weight,
            List<LookThroughRule> rules,
            Locale language) {}

    /**
     * The submissions that a slice counts, as the database lets this scope see them.
     *
     * @param day the day of the question: knowledge has dates that come into force
     * @param version of what is known
     * @param submissions they, as far as they are seen, in a fixed order
     * @param operators whose each is, by code
     */
    record InForce(LocalDate day, long version, List<Seen> submissions, List<String> operators) {}

    /**
     * A submission as a scope sees it.
     *
     * @param sectors the only ones that are seen of it; empty where all are
     */
    record Seen(int operator, long submission, Set<String> sectors) {

        boolean sees(@Nullable String sector) {
            return sectors.isEmpty() || (sector != null && sectors.contains(sector));
        }
    }

    /** One pass over a slice, ready to count; asks which submissions are in force. */
    Counting counting(Scope scope, Slice slice) {
        return new Counting(cells, inForce(scope, slice), slice, names);
    }

    /** The same as long as a slice rests on the same submissions and the same knowledge. */
    @Transactional(readOnly = true)
    public String mark(Scope scope, Slice slice) {
        return inForce(scope, slice).toString();
    }

    /** Whether a submission, in force or not, is there for a scope. */
    @Transactional(readOnly = true)
    public boolean sees(Scope scope, long submission) {
        return jdbc.sql(
                        "select exists (select from submission where id = :id and (:everything or operator_id = any (:scope)))")
                .param("id", submission)
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .query(Boolean.class)
                .single();
    }

    private InForce inForce(Scope scope, Slice slice) {
        return inForce(scope, slice, "", "", row -> {});
    }

    private InForce inForce(Scope scope, Slice slice, String columns, String joins, RowCallbackHandler each) {
        Clocks clocks = Clocks.of(slice);
        List<Seen> submissions = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        long[] version = {0};
        // A position in a list tells the planner nothing of how many pass, so one plan serves every scope; "any" of a
        // list
        // would have it plan anew each time.
        jdbc.sql("""
                        select f.operator_id, f.submission_id, o.code, (select version from knowledge_version) as version %s
                        from %s f
                        join operator o on o.id = f.operator_id %s
                        where (:everything or array_position(:scope, f.operator_id) is not null) %s
                        order by f.operator_id, f.submission_id
                        """.formatted(
                                columns,
                                slice.pending() == null
                                        ? "in_force(:asAt, :knownAt)"
                                        : "in_force_if(:asAt, :knownAt, :pending)",
                                joins,
                                slice.operators().isEmpty() ? "" : "and o.code = any (:operators)"))
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("pending", slice.pending())
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .param("operators", slice.operators().toArray(String[]::new))
                .query(row -> {
                    int operator = row.getInt("operator_id");
                    submissions.add(new Seen(operator, row.getLong("submission_id"), scope.sectorsOf(operator)));
                    codes.add(row.getString("code"));
                    version[0] = row.getLong("version");
                    each.processRow(row);
                });
        return new InForce(clocks.asAt(), version[0], List.copyOf(submissions), List.copyOf(codes));
    }

    /**
     * The submissions that a slice rests on. The database names those in force; which of them the slice takes something
     * from is read off the cells in memory: for a small slice of a nation all of the stock would have to be looked through.
     */
    @Transactional(readOnly = true)
    public List<Basis> basis(Scope scope, Slice slice) {
        List<Basis> named = new ArrayList<>();
        InForce now = inForce(
                scope,
                slice,
                ", r.name, sub.effective, coalesce(sub.accepted_at, sub.checked_at) as taken, sub.file_sha256, sub.lines",
                """
                join submission sub on sub.operator_id = f.operator_id and sub.id = f.submission_id
                join register r on r.operator_id = sub.operator_id and r.id = sub.register_id
                """,
                row -> named.add(new Basis(
                        row.getString("code"),
                        row.getString("name"),
                        row.getObject("effective", LocalDate.class),
                        row.getObject("taken", OffsetDateTime.class).toInstant(),
                        row.getString("file_sha256"),
                        row.getLong("lines"))));
        Counting counting = new Counting(cells, now, slice, names);
        return IntStream.range(0, named.size())
                .filter(counting::takesFrom)
                .mapToObj(i -> scope.confined() ? named.get(i).inSight(counting.assets(i)) : named.get(i))
                .sorted(comparing(Basis::operator).thenComparing(Basis::register))
                .toList();
    }

    /**
     * The days on which something in scope came into force, earliest first, as known at the moment of a slice: where a
     * trend has its points.
     */
    @Transactional(readOnly = true)
    public List<LocalDate> days(Scope scope, Slice slice) {
        // Of a submission that has nothing in sight it must not even show on which day it came, unless it took away
        // what was.
        String seen = scope.confined() ? """
                        select distinct effective from (
                            select s.effective, own.rows, lag(own.rows) over (partition by s.register_id order by s.effective, s.accepted_at) as before
                            from submission s,
                                 lateral (select exists (select from stock t where t.operator_id = s.operator_id and t.submission_id = s.id)) own (rows)
                            where s.state in ('accepted', 'withdrawn') and s.accepted_at <= :knownAt
                               and (s.withdrawn_at is null or s.withdrawn_at > :knownAt) and (:everything or s.operator_id = any (:scope))
                        ) told where rows or before order by 1
                        """ : """
                        select distinct effective from submission
                        where state in ('accepted', 'withdrawn') and accepted_at <= :knownAt
                           and (withdrawn_at is null or withdrawn_at > :knownAt) and (:everything or operator_id = any (:scope)) order by 1
                        """;
        return jdbc.sql(seen)
                .param("knownAt", Clocks.of(slice).knownAt().atOffset(ZoneOffset.UTC))
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .query(LocalDate.class)
                .list();
    }

    /** What the clocks of a slice stand at, for people and for answers. */
    public record Clocks(LocalDate asAt, Instant knownAt) {

        public static Clocks of(Slice slice) {
            return new Clocks(
                    Objects.requireNonNullElseGet(slice.asAt(), () -> LocalDate.now(ZoneOffset.UTC)),
                    Objects.requireNonNullElseGet(slice.knownAt(), Instant::now));
        }
    }
}
