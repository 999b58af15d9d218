package org.linchpin.statement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linchpin.access.Scope;
import org.linchpin.catalogue.Wordings;
import org.linchpin.ownership.Ties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a statement would move in the figures of a viewer's scope, under declared control: it is made in a transaction,
 * looked at and undone.
 */
@Component
class Effects {

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
     * What would move, in units.
     *
     * @param moves holders whose units would change, the largest change first
     */
    record Effect(long totalBefore, long totalAfter, long unknownBefore, long unknownAfter, List<Move> moves) {

        /** By how many percentage points of all units the share of any holder would move, at its edges. */
        double points() {
            double most = 0;
            for (Move move : moves) {
                most = Math.max(most, points(move.sureBefore(), move.sureAfter()));
                most = Math.max(most, points(move.possibleBefore(), move.possibleAfter()));
            }
            return most;
        }

        private double points(long before, long after) {
            return Math.abs(100.0 * before / Math.max(1, totalBefore) - 100.0 * after / Math.max(1, totalAfter));
        }

        public boolean nothing() {
            return moves.isEmpty() && unknownBefore == unknownAfter && totalBefore == totalAfter;
        }
    }

    private record Line(int wording, String outcome, long units, Set<String> makers) {}

    private record Sums(long total, long unknown, Map<String, Long> sure, Map<String, Long> undecided) {

        long sure(String holder) {
            return sure.getOrDefault(holder, 0L);
        }

        long possible(String holder) {
            return sure(holder) + undecided.getOrDefault(holder, 0L) + unknown;
        }
    }

    /**
     * The effect of something that writes; what it writes is undone.
     *
     * @param everyWording whether all wordings are to be recognised again, or only those named
     */
    Effect of(Scope scope, Runnable write, boolean everyWording, Set<Integer> named) {
        List<Line> before = lines(scope);
        Map<String, Ties.Holder> led = ties.holders();
        Map<Integer, Wordings.Likely> likely = new HashMap<>();
        Map<String, Ties.Holder> leading = new HashMap<>();
        trial.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            write.run();
            leading.putAll(ties.holders());
            if (everyWording || !named.isEmpty()) {
                likely.putAll(wordings.supposing(everyWording ? null : named));
            }
        });
        List<Line> after = before.stream().map(line -> after(line, likely)).toList();
        return effect(sums(before, led), sums(after, leading), led, leading);
    }

    private static Line after(Line line, Map<Integer, Wordings.Likely> likely) {
        Wordings.Likely now = likely.get(line.wording());
        return now == null ? line : new Line(line.wording(), now.outcome(), line.units(), now.makers());
    }

    private static Effect effect(
            Sums before, Sums after, Map<String, Ties.Holder> led, Map<String, Ties.Holder> leading) {
        Map<String, String> names = new HashMap<>();
        Stream.concat(led.values().stream(), leading.values().stream())
                .forEach(holder -> names.put(holder.key(), holder.name()));
        Set<String> holders = new TreeSet<>();
        Stream.of(before, after).forEach(sums -> {
            holders.addAll(sums.sure().keySet());
            holders.addAll(sums.undecided().keySet());
        });
        List<Move> moves = new ArrayList<>(holders.stream()
                .map(holder -> new Move(
                        holder,
                        names.getOrDefault(holder, holder),
                        before.sure(holder),
                        after.sure(holder),
                        before.possible(holder),
                        after.possible(holder)))
                .filter(Move::moved)
                .toList());
        moves.sort(Comparator.comparing((Move move) -> -Math.abs(move.sureAfter() - move.sureBefore()))
                .thenComparing(Move::holder));
        return new Effect(before.total(), after.total(), before.unknown(), after.unknown(), List.copyOf(moves));
    }

    /** As figures are counted: sure where all candidates lead to one holder, unknown where nothing is known. */
    private static Sums sums(List<Line> lines, Map<String, Ties.Holder> led) {
        long total = 0;
        long unknown = 0;
        Map<String, Long> sure = new HashMap<>();
        Map<String, Long> undecided = new HashMap<>();
        for (Line line : lines) {
            Set<String> holders = line.makers().stream()
                    .map(maker -> {
                        Ties.Holder holder = led.get(maker);
                        return holder == null ? maker : holder.key();
                    })
                    .collect(Collectors.toSet());
            total += line.outcome().equals("none") ? 0 : line.units();
            if (line.outcome().equals("unknown") || !line.outcome().equals("none") && holders.isEmpty()) {
                unknown += line.units();
            } else if (!line.outcome().equals("none")) {
                Map<String, Long> where = holders.size() == 1 ? sure : undecided;
                holders.forEach(holder -> where.merge(holder, line.units(), Long::sum));
            }
        }
        return new Sums(total, unknown, sure, undecided);
    }

    private List<Line> lines(Scope scope) {
        return Objects.requireNonNull(trial.execute(reading -> jdbc.sql("""
                        select wording_id, outcome, sum(units)::bigint as units, makers from wording_units
                        where :everything or operator_id = any (:scope)
                        group by wording_id, outcome, makers
                        """)
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .query((row, n) -> new Line(
                        row.getInt("wording_id"), row.getString("outcome"), row.getLong("units"), Set.of((String[])
                                row.getArray("makers").getArray())))
                .list()));
    }
}
