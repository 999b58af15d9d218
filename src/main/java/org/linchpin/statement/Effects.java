package org.linchpin.statement;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.catalogue.Wordings;
import org.linchpin.ownership.Ties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a statement would move in the figures of a viewer's scope: it is made in a transaction, looked at and undone. Moves
 * are told under declared control; how far it goes is measured under every rule that figures offer.
 */
@Component
class Effects {

    private static final String DECLARED = "declared";

    private final JdbcClient jdbc;
    private final Ties ties;
    private final Wordings wordings;
    private final TransactionTemplate trial;

    Effects(JdbcClient jdbc, Ties ties, Wordings wordings, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ties = ties;
        this.wordings = wordings;
        this.trial = new TransactionTemplate(transactions);
        this.trial.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** A holder's units before and after. */
    record Move(String holder, String name, long sureBefore, long sureAfter, long possibleBefore, long possibleAfter) {

        boolean moved() {
            return sureBefore != sureAfter || possibleBefore != possibleAfter;
        }
    }

    /**
     * The figure that moves most.
     *
     * @param rule how far it looks through
     * @param key of the holder, or {@code country:} and the country
     * @param day a day on which it moves so
     * @param points of all units installed today, by which its share moves at either edge
     */
    record Furthest(String rule, String key, String name, LocalDate day, double points) {}

    /**
     * What would move, in units.
     *
     * @param moves holders whose units would change today under declared control, the largest change first
     * @param furthest what moves most under any rule on any day; null where no share moves
     */
    record Effect(
            long totalBefore,
            long totalAfter,
            long unknownBefore,
            long unknownAfter,
            List<Move> moves,
            @Nullable Furthest furthest) {

        /** By how many percentage points of all units the share of any holder or country would move, at its edges. */
        double points() {
            return furthest == null ? 0 : furthest.points();
        }

        public boolean nothing() {
            return moves.isEmpty() && unknownBefore == unknownAfter && totalBefore == totalAfter && furthest == null;
        }
    }

    /**
     * The effect of something that writes; what it writes is undone.
     *
     * @param everyWording whether all wordings are to be recognised again, or only those named
     */
    Effect of(Scope scope, Runnable write, boolean everyWording, Set<Integer> named) {
        List<UnitSums.Line> before = lines(scope);
        List<Ties.Lead> led = ties.leads();
        Map<Integer, Wordings.Likely> likely = new HashMap<>();
        List<Ties.Lead> leading = new ArrayList<>();
        trial.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            write.run();
            leading.addAll(ties.leads());
            if (everyWording || !named.isEmpty()) {
                likely.putAll(wordings.supposing(everyWording ? null : named));
            }
        });
        List<UnitSums.Line> after =
                before.stream().map(line -> after(line, likely)).toList();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        UnitSums sums = UnitSums.of(before, holders(led, DECLARED, today));
        UnitSums then = UnitSums.of(after, holders(leading, DECLARED, today));
        Map<String, String> names = names(led, leading);
        return new Effect(
                sums.total(),
                then.total(),
                sums.unknown(),
                then.unknown(),
                moves(sums, then, names),
                furthest(before, after, led, leading, names));
    }

    private static UnitSums.Line after(UnitSums.Line line, Map<Integer, Wordings.Likely> likely) {
        Wordings.Likely now = likely.get(line.wording());
        return now == null ? line : new UnitSums.Line(line.wording(), now.outcome(), line.units(), now.makers());
    }

    private static Map<String, String> names(List<Ties.Lead> led, List<Ties.Lead> leading) {
        Map<String, String> names = new HashMap<>();
        Stream.of(led, leading).flatMap(List::stream).forEach(lead -> {
            names.put(lead.holder(), lead.holderName());
            names.putIfAbsent(country(lead), "Jurisdiction " + lead.country());
        });
        return names;
    }

    private static String country(Ties.Lead lead) {
        return "country:" + lead.country();
    }

    private static Map<String, String> holders(List<Ties.Lead> leads, String rule, LocalDate day) {
        return follow(leads, rule, day, Ties.Lead::holder);
    }

    private static Map<String, String> follow(
            List<Ties.Lead> leads, String rule, LocalDate day, Function<Ties.Lead, String> key) {
        return leads.stream()
                .filter(lead -> lead.rule().equals(rule) && lead.holdsOn(day))
                .collect(Collectors.toMap(Ties.Lead::vendor, key));
    }

    private static List<Move> moves(UnitSums before, UnitSums after, Map<String, String> names) {
        Set<String> holders = new TreeSet<>(before.keys());
        holders.addAll(after.keys());
        return holders.stream()
                .map(holder -> new Move(
                        holder,
                        names.getOrDefault(holder, holder),
                        before.sure(holder),
                        after.sure(holder),
                        before.possible(holder),
                        after.possible(holder)))
                .filter(Move::moved)
                .sorted(Comparator.comparing((Move move) -> -Math.abs(move.sureAfter() - move.sureBefore()))
                        .thenComparing(Move::holder))
                .toList();
    }

    /**
     * A tie that begins tomorrow, or that only an earlier day's figures rest on, moves nothing today: so each rule is
     * looked at on every day on which it leads elsewhere than before, and by holder as well as by country.
     */
    private static @Nullable Furthest furthest(
            List<UnitSums.Line> before,
            List<UnitSums.Line> after,
            List<Ties.Lead> led,
            List<Ties.Lead> leading,
            Map<String, String> names) {
        List<Furthest> all = new ArrayList<>();
        boolean words = !before.equals(after);
        for (String rule : Stream.concat(led.stream(), leading.stream())
                .map(Ties.Lead::rule)
                .collect(Collectors.toSet())) {
            for (LocalDate day : days(rule, led, leading, words)) {
                for (Function<Ties.Lead, String> key :
                        List.<Function<Ties.Lead, String>>of(Ties.Lead::holder, Effects::country)) {
                    UnitSums sums = UnitSums.of(before, follow(led, rule, day, key));
                    UnitSums then = UnitSums.of(after, follow(leading, rule, day, key));
                    moves(sums, then, names)
                            .forEach(move -> all.add(new Furthest(
                                    rule, move.holder(), move.name(), day, points(move, sums.total(), then.total()))));
                }
            }
        }
        return all.stream()
                .filter(one -> one.points() > 0)
                .max(Comparator.comparing(Furthest::points)
                        .thenComparing(one -> one.rule().equals(DECLARED))
                        .thenComparing(Furthest::day)
                        .thenComparing(Furthest::key)
                        .thenComparing(Furthest::rule))
                .orElse(null);
    }

    private static Set<LocalDate> days(String rule, List<Ties.Lead> led, List<Ties.Lead> leading, boolean words) {
        Set<Ties.Lead> elsewhere = new HashSet<>(led);
        leading.forEach(lead -> {
            if (!elsewhere.remove(lead)) {
                elsewhere.add(lead);
            }
        });
        Set<LocalDate> days = elsewhere.stream()
                .filter(lead -> lead.rule().equals(rule))
                .map(Effects::day)
                .collect(Collectors.toCollection(TreeSet::new));
        if (words || !days.isEmpty()) {
            days.add(LocalDate.now(ZoneOffset.UTC));
        }
        return days;
    }

    /** A day on which a rule leads there: the first of them, if there is one, else the last, else today. */
    private static LocalDate day(Ties.Lead lead) {
        if (!lead.from().equals(LocalDate.MIN)) {
            return lead.from();
        }
        return lead.to().equals(LocalDate.MAX)
                ? LocalDate.now(ZoneOffset.UTC)
                : lead.to().minusDays(1);
    }

    private static double points(Move move, long totalBefore, long totalAfter) {
        return Math.max(
                points(move.sureBefore(), move.sureAfter(), totalBefore, totalAfter),
                points(move.possibleBefore(), move.possibleAfter(), totalBefore, totalAfter));
    }

    private static double points(long before, long after, long totalBefore, long totalAfter) {
        return Math.abs(100.0 * before / Math.max(1, totalBefore) - 100.0 * after / Math.max(1, totalAfter));
    }

    private List<UnitSums.Line> lines(Scope scope) {
        return Objects.requireNonNull(trial.execute(reading -> jdbc.sql("""
                        select wording_id, outcome, sum(units)::bigint as units, makers from wording_units
                        where :everything or operator_id = any (:scope)
                        group by wording_id, outcome, makers
                        """)
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .query((row, n) -> new UnitSums.Line(
                        row.getInt("wording_id"), row.getString("outcome"), row.getLong("units"), Set.of((String[])
                                row.getArray("makers").getArray())))
                .list()));
    }
}
