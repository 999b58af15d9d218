package org.linchpin.inventory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.InstalledBase.Seen;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The stock of submissions and the readings of wordings, kept in memory as columns: a tally of a nation then takes
 * milliseconds and one short statement. Which submissions a viewer may have counted is not decided here: whoever asks has
 * just been told by the database, under row-level security.
 */
@Component
class CellStore {

    /** About 60 bytes a cell: a nation of 200 operators has some hundred thousand. */
    private static final long MOST_CELLS = 4_000_000;

    private static final int MOST_READINGS = 200;
    private static final int FETCHED_AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final Codes codes = new Codes();
    private final Cache<Seen, Cells> cells = Caffeine.newBuilder()
            .maximumWeight(MOST_CELLS)
            .weigher((Seen submission, Cells some) -> some.size() + 1)
            .build();
    private final Cache<Question, Readings> readings =
            Caffeine.newBuilder().maximumSize(MOST_READINGS).build();

    CellStore(JdbcTemplate database) {
        JdbcTemplate inBlocks = new JdbcTemplate(Objects.requireNonNull(database.getDataSource()));
        inBlocks.setFetchSize(FETCHED_AT_ONCE);
        this.jdbc = JdbcClient.create(inBlocks);
    }

    /** What readings are asked for; the version stands for all that is known. */
    private record Question(long version, String clocks, LookThroughRule rule, Dimension by) {}

    Codes codes() {
        return codes;
    }

    /**
     * The cells of submissions, in the order asked; what is not in memory is fetched with one statement.
     *
     * @param pending a submission that is not accepted yet: it may change, and is not kept
     */
    List<Cells> of(Collection<Seen> submissions, @Nullable Long pending) {
        Map<Seen, Cells> all = new HashMap<>(cells.getAllPresent(submissions));
        List<Seen> missing =
                submissions.stream().filter(one -> !all.containsKey(one)).toList();
        if (!missing.isEmpty()) {
            Map<Seen, Cells> fetched = fetch(missing);
            all.putAll(fetched);
            fetched.keySet().removeIf(one -> Long.valueOf(one.submission()).equals(pending));
            cells.putAll(fetched);
        }
        return submissions.stream().map(all::get).toList();
    }

    /** Of whoever is confined to sectors no more of a submission than its scope sees, also where the database shows more. */
    private Map<Seen, Cells> fetch(List<Seen> submissions) {
        Map<Long, Seen> byNumber = new HashMap<>();
        submissions.forEach(one -> byNumber.put(one.submission(), one));
        Map<Seen, Cells> fetched = new HashMap<>();
        jdbc.sql("""
                        select submission_id, wording_id, asset_class, sector, region, installed_year::text, planned_year::text,
                               criticality, sensitive_site, assets, units, kilowatts, people
                        from stock where operator_id = any (:operators) and submission_id = any (:submissions)
                        """)
                .param(
                        "operators",
                        submissions.stream().map(Seen::operator).distinct().toArray(Integer[]::new))
                .param("submissions", submissions.stream().map(Seen::submission).toArray(Long[]::new))
                .query(row -> {
                    Seen submission = Objects.requireNonNull(byNumber.get(row.getLong("submission_id")));
                    if (submission.sees(row.getString("sector"))) {
                        fetched.computeIfAbsent(submission, fresh -> new Cells(codes))
                                .add(row);
                    }
                });
        submissions.forEach(submission ->
                fetched.computeIfAbsent(submission, without -> new Cells(codes)).whole());
        return fetched;
    }

    /** Where every wording up to a number leads. */
    Readings readings(long version, Slice slice, LookThroughRule rule, Dimension by, int lastWording) {
        Clocks clocks = Clocks.of(slice);
        Question question = new Question(version, clocks.asAt() + " " + slice.knownAt(), rule, by);
        Readings kept = readings.getIfPresent(question);
        if (kept == null || !kept.holds(lastWording)) {
            kept = read(rule, by, clocks);
            readings.put(question, kept);
        }
        return kept;
    }

    private Readings read(LookThroughRule rule, Dimension by, Clocks clocks) {
        Readings readings = new Readings();
        jdbc.sql("""
                        with held as (
                            select c.wording_id, array_agg(distinct %1$s order by %1$s) as keys, min(c.grade) as grade
                            from candidate_held_at(:asAt, :knownAt) c %3$s
                            where c.rule = :rule
                            group by c.wording_id
                        )
                        select w.id, w.outcome, %2$s as keys
                        from wording_at(:knownAt) w left join held on held.wording_id = w.id
                        """.formatted(
                                recognised(by),
                                keys(by),
                                by == Dimension.GENERATION
                                        ? "left join module_family_at(:knownAt) g on g.key = c.family_key"
                                        : ""))
                .param("rule", rule.key())
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    readings.add(row);
                });
        return readings;
    }

    private static String recognised(Dimension by) {
        return switch (by) {
            case MODULE -> "coalesce(c.family_key, '~' || c.vendor_key)";
            case CONTROLLER -> "c.holder_key";
            case COUNTRY -> "c.country";
            case GENERATION -> "coalesce(g.generation, '??')";
            default -> "c.vendor_key";
        };
    }

    private static String keys(Dimension by) {
        return switch (by) {
            case MODULE, VENDOR, CONTROLLER, COUNTRY, GENERATION -> "held.keys";
            case MAKER -> "array[w.equipment_maker]";
            case GRADE ->
                "array[case when w.outcome in ('certain', 'ambiguous') then coalesce(held.grade, '?') else '?' end]";
            default -> "null::text[]";
        };
    }
}
