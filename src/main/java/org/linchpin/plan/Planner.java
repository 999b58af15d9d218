package org.linchpin.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.plan.Planned.Exposed;
import org.linchpin.plan.Planned.Rule;
import org.linchpin.plan.Planned.Step;
import org.linchpin.plan.Planned.Substitution;
import org.linchpin.plan.Planned.Worth;
import org.linchpin.plan.Planned.Year;
import org.linchpin.replacement.Work;

/** Plans works within limits, and says what the plan is worth beside other ways to spend the same. */
final class Planner {

    private static final double[] OTHER_BUDGETS = {0.25, 0.5, 1, 2, 4};

    private final List<Work> works;
    private final Limits limits;
    private final Objective objective;
    private final List<Task> tasks;

    Planner(List<Work> works, Limits limits, Objective objective) {
        this.works = works;
        this.limits = limits;
        this.objective = objective;
        this.tasks =
                works.stream().map(work -> Task.of(work, limits, objective)).toList();
    }

    Planned plan(int priceYear, @Nullable Substitution substitution, double gap) {
        Schedule best = Solver.schedule(tasks, limits, gap);
        long value = best.value(tasks);
        List<Rule> rules = List.of(
                rule("plan", best),
                rule("greedy", Greedy.schedule(tasks, limits)),
                rule("pro_rata", ProRata.schedule(tasks, limits)));
        return new Planned(
                priceYear,
                objective,
                limits.start(),
                exposed(best, -1),
                programme(best),
                years(best),
                best.bound() <= 0 ? 0 : Math.max(0, 1 - (double) value / best.bound()),
                best.bound() / 100.0,
                rules,
                weightedLeft(new Schedule(new long[tasks.size()][limits.years()], Long.MAX_VALUE)),
                otherBudgets(best),
                substitution,
                notes());
    }

    private List<Step> programme(Schedule schedule) {
        List<Step> steps = new ArrayList<>();
        for (int year = 0; year < limits.years(); year++) {
            for (int task = 0; task < works.size(); task++) {
                long units = schedule.units()[task][year];
                if (units > 0) {
                    Work work = works.get(task);
                    steps.add(new Step(
                            limits.start() + year,
                            work.operator(),
                            work.assetClass(),
                            work.sector(),
                            work.region(),
                            work.sensitive(),
                            work.naturalEnd(),
                            units,
                            units * work.pence(),
                            work.need()));
                }
            }
        }
        steps.sort(Comparator.comparingInt(Step::year).thenComparing(step -> -step.cost()));
        return steps;
    }

    private List<Year> years(Schedule schedule) {
        List<Year> years = new ArrayList<>();
        for (int year = 0; year < limits.years(); year++) {
            long replaced = 0;
            long ended = 0;
            for (int task = 0; task < tasks.size(); task++) {
                replaced += schedule.units()[task][year];
                if (endsIn(task, year)) {
                    ended += left(schedule, task, year - 1);
                }
            }
            years.add(new Year(
                    limits.start() + year,
                    limits.pence().get(year),
                    schedule.pence(tasks, year),
                    limits.visits().get(year),
                    schedule.visits(tasks, year) / 100.0,
                    replaced,
                    ended,
                    exposed(schedule, year)));
        }
        return years;
    }

    /** The first year takes what should have gone before. */
    private boolean endsIn(int task, int year) {
        Integer end = works.get(task).naturalEnd();
        return end != null && (end == limits.start() + year || (year == 0 && end < limits.start()));
    }

    /** Units of a task that nobody has exchanged by the end of a year, whatever their age. */
    private long left(Schedule schedule, int task, int year) {
        long left = tasks.get(task).units();
        for (int before = 0; before <= year; before++) {
            left -= schedule.units()[task][before];
        }
        return left;
    }

    /** What is exposed at the end of a year; of year -1, before the plan. */
    private Exposed exposed(Schedule schedule, int year) {
        double sure = 0;
        double possible = 0;
        double weighted = 0;
        for (int task = 0; task < tasks.size(); task++) {
            Work work = works.get(task);
            Integer end = work.naturalEnd();
            if (year < 0 || end == null || end > limits.start() + year) {
                long left = left(schedule, task, year);
                sure += left;
                possible += left + Math.max(0, work.possible() - work.units());
                weighted += left * objective.weight(work);
            }
        }
        return new Exposed(sure, possible, weighted);
    }

    private Rule rule(String name, Schedule schedule) {
        long spent = 0;
        long replaced = 0;
        List<Double> left = new ArrayList<>();
        for (int year = 0; year < limits.years(); year++) {
            spent += schedule.pence(tasks, year);
            left.add(exposed(schedule, year).sure());
            for (long[] units : schedule.units()) {
                replaced += units[year];
            }
        }
        double removed = schedule.value(tasks) / 100.0;
        return new Rule(
                name,
                spent,
                replaced,
                removed,
                spent == 0 ? 0 : removed * 100_000 / spent,
                left,
                weightedLeft(schedule));
    }

    private List<Double> weightedLeft(Schedule schedule) {
        return IntStream.range(0, limits.years())
                .mapToObj(year -> exposed(schedule, year).weighted())
                .toList();
    }

    /** Of the money asked the plan itself; with other money the rule that comes near to the best in no time. */
    private List<Worth> otherBudgets(Schedule best) {
        double need = tasks.stream()
                .filter(task -> task.benefit(0) > 0)
                .mapToDouble(task -> (double) task.units() * task.pence())
                .sum();
        List<Worth> worth = new ArrayList<>();
        for (double times : OTHER_BUDGETS) {
            Limits other = limits.withMoney(times);
            Schedule choice = times == 1 ? best : Greedy.schedule(tasks, other);
            double chosen = perThousand(choice.value(tasks), choice, other);
            double bound = times == 1 ? best.bound() : Relaxation.bound(tasks, other);
            double most = perThousand(bound, choice, other);
            Schedule shares = ProRata.schedule(tasks, other);
            double equal = perThousand(shares.value(tasks), shares, other);
            long budget = other.pence().stream().mapToLong(Long::longValue).sum();
            worth.add(new Worth(
                    times,
                    budget,
                    need == 0 ? 0 : budget / need,
                    chosen,
                    equal,
                    equal == 0 ? 0 : chosen / equal,
                    equal == 0 ? 0 : most / equal));
        }
        return worth;
    }

    /** So many hundredths of weighted unit-years for what a schedule spends. */
    private double perThousand(double value, Schedule schedule, Limits within) {
        long spent = 0;
        for (int year = 0; year < within.years(); year++) {
            spent += schedule.pence(tasks, year);
        }
        return spent == 0 ? 0 : value * 1_000 / spent;
    }

    private static List<String> notes() {
        return List.of(
                "Only units that surely have such a module are planned; the unknown ones must be identified first.",
                "A unit that reaches its natural end is exchanged from its owner's ordinary budget and costs the programme nothing.",
                "Costs are means; certification is spread over the units of a design.",
                "Unspent money is not carried into the next year.");
    }
}
