package org.linchpin.plan;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best schedule that there is, or one with a proof of how far it can be from the best: an integer programme, solved by
 * OR-Tools' CP-SAT. One worker and a limit in its own measure of work, so that every run ends with the same answer.
 */
final class Solver {

    /** A schedule this near to its bound will do. */
    static final double GAP = 0.000_5;

    /** In the solver's own measure, about seconds. */
    private static final double WORK = 4;

    /** However slow the machine is, nobody waits longer; only then may two runs end apart. */
    private static final double SECONDS = 30;

    static {
        Loader.loadNativeLibraries();
    }

    private final List<Task> tasks;
    private final Limits limits;
    private final CpModel model = new CpModel();
    private final @Nullable IntVar[][] planned;

    private Solver(List<Task> tasks, Limits limits) {
        this.tasks = tasks;
        this.limits = limits;
        this.planned = new IntVar[tasks.size()][limits.years()];
    }

    static Schedule schedule(List<Task> tasks, Limits limits, double gap) {
        return new Solver(tasks, limits).solve(gap);
    }

    private Schedule solve(double gap) {
        Schedule begun = Greedy.schedule(tasks, limits);
        LinearExprBuilder value = LinearExpr.newBuilder();
        for (int task = 0; task < tasks.size(); task++) {
            LinearExprBuilder all = LinearExpr.newBuilder();
            for (int year = 0; year < limits.years(); year++) {
                long benefit = tasks.get(task).benefit(year);
                long most = Math.min(tasks.get(task).units(), limits.units().get(year));
                if (benefit > 0 && most > 0) {
                    IntVar many = model.newIntVar(0, most, "");
                    planned[task][year] = many;
                    model.addHint(many, begun.units()[task][year]);
                    value.addTerm(many, benefit);
                    all.add(many);
                }
            }
            model.addLessOrEqual(all, tasks.get(task).units());
        }
        for (int year = 0; year < limits.years(); year++) {
            limit(year);
        }
        model.maximize(value);
        CpSolver solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(1)
                .setRelativeGapLimit(gap)
                .setMaxDeterministicTime(WORK)
                .setMaxTimeInSeconds(SECONDS);
        CpSolverStatus status = solver.solve(model);
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            throw new IllegalStateException("doing nothing is always possible, but the solver says " + status);
        }
        long[][] units = new long[tasks.size()][limits.years()];
        for (int task = 0; task < tasks.size(); task++) {
            for (int year = 0; year < limits.years(); year++) {
                IntVar many = planned[task][year];
                units[task][year] = many == null ? 0 : solver.value(many);
            }
        }
        Schedule found = new Schedule(units, (long) Math.ceil(solver.bestObjectiveBound()));
        return found.value(tasks) >= begun.value(tasks) ? found : new Schedule(begun.units(), found.bound());
    }

    private void limit(int year) {
        LinearExprBuilder pence = LinearExpr.newBuilder();
        LinearExprBuilder visits = LinearExpr.newBuilder();
        LinearExprBuilder units = LinearExpr.newBuilder();
        for (int task = 0; task < tasks.size(); task++) {
            IntVar many = planned[task][year];
            if (many != null) {
                pence.addTerm(many, tasks.get(task).pence());
                visits.addTerm(many, tasks.get(task).visits());
                units.add(many);
            }
        }
        model.addLessOrEqual(pence, limits.pence().get(year));
        model.addLessOrEqual(visits, limits.visits().get(year) * 100);
        if (limits.units().get(year) < Long.MAX_VALUE) {
            model.addLessOrEqual(units, limits.units().get(year));
        }
    }
}
