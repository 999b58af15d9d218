package org.linchpin.plan;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.List;

/** What no schedule within limits can exceed: the same programme with units that can be cut, which a linear solver solves exactly. */
final class Relaxation {

    /** The solver's answer is as exact as its tolerance; a bound must not lie below the best. */
    private static final double TOLERANCE = 1e-6;

    /** Limits beyond that only make the numbers hard to handle. */
    private static final double AS_GOOD_AS_NONE = 1e14;

    static {
        Loader.loadNativeLibraries();
    }

    private Relaxation() {}

    /** In hundredths of weighted unit-years. */
    static double bound(List<Task> tasks, Limits limits) {
        MPSolver solver = MPSolver.createSolver("GLOP");
        MPObjective value = solver.objective();
        value.setMaximization();
        int years = limits.years();
        MPConstraint[] pence = new MPConstraint[years];
        MPConstraint[] visits = new MPConstraint[years];
        MPConstraint[] units = new MPConstraint[years];
        for (int year = 0; year < years; year++) {
            pence[year] = solver.makeConstraint(0, limit(limits.pence().get(year)), "");
            visits[year] = solver.makeConstraint(0, limit(limits.visits().get(year) * 100.0), "");
            units[year] = solver.makeConstraint(0, limit(limits.units().get(year)), "");
        }
        for (Task task : tasks) {
            MPConstraint there = solver.makeConstraint(0, task.units(), "");
            for (int year = 0; year < years; year++) {
                if (task.benefit(year) > 0) {
                    MPVariable many = solver.makeNumVar(0, task.units(), "");
                    value.setCoefficient(many, task.benefit(year));
                    there.setCoefficient(many, 1);
                    pence[year].setCoefficient(many, task.pence());
                    visits[year].setCoefficient(many, task.visits());
                    units[year].setCoefficient(many, 1);
                }
            }
        }
        if (solver.solve() != MPSolver.ResultStatus.OPTIMAL) {
            throw new IllegalStateException("doing nothing is always possible, but the solver finds no bound");
        }
        double bound = value.value() * (1 + TOLERANCE);
        solver.delete();
        return bound;
    }

    private static double limit(double most) {
        return most < AS_GOOD_AS_NONE ? most : MPSolver.infinity();
    }
}
