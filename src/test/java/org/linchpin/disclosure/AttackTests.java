package org.linchpin.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks all that was ever told with linear programming. The attacker keeps every number of every day, knows which operators
 * take part where and which of them changed when, knows that nothing is negative, and is an operator itself, whose own
 * numbers it knows. It looks for the least and the most that somebody else can have.
 */
class AttackTests {

    private static final List<String> SECTORS = List.of("energy", "health", "water");
    private static final List<String> KEYS = List.of("q", "t", "");
    private static final int OPERATORS = 6;
    private static final int DAYS = 5;
    private static final double MARGIN = 0.1;
    private static final Threshold THRESHOLD = new Threshold(3, 100, MARGIN);

    @BeforeAll
    static void solver() {
        Loader.loadNativeLibraries();
    }

    /** A cell of the table and whose it is. */
    private record Part(String sector, String key, int operator) {}

    /** What somebody has in a part since the day it last changed. */
    private record Version(Part part, int since) {}

    /** A number that was told, as the sum it is. */
    private record Told(Set<Version> parts, double sum) {}

    /** Registers of some days, and all that was told of them. */
    private static final class World {

        final Map<Version, Double> truth = new HashMap<>();
        final List<Told> told = new ArrayList<>();
        /** By operator, what it contributes to each number told. */
        final List<Map.Entry<Integer, Set<Version>>> wanted = new ArrayList<>();

        World(long seed, Threshold threshold) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<Part, Double> now = new HashMap<>();
            Map<Part, Integer> since = new HashMap<>();
            List<Atom> atoms = List.of();
            for (int day = 0; day < DAYS; day++) {
                change(random, now, since, day);
                LocalDate date = LocalDate.of(2026, 1, 1 + day);
                List<Contribution> contributions = now.entrySet().stream()
                        .filter(one -> one.getValue() > 0)
                        .map(one -> new Contribution(
                                one.getKey().sector(),
                                one.getKey().key(),
                                one.getKey().operator(),
                                one.getValue()))
                        .toList();
                atoms = Cut.next(atoms, contributions, threshold, date);
                for (Atom atom : atoms) {
                    if (atom.day().equals(date)) {
                        tell(atom, atoms, since);
                    }
                }
            }
        }

        private void change(SplittableRandom random, Map<Part, Double> now, Map<Part, Integer> since, int day) {
            for (int operator = 0; operator < OPERATORS; operator++) {
                if (day == 0 || random.nextInt(3) == 0) {
                    for (String sector : SECTORS) {
                        for (String key : KEYS) {
                            double size = 20 + 400 * random.nextDouble() * random.nextDouble();
                            Part part = new Part(sector, key, operator);
                            double amount = random.nextInt(10) < 6 ? Math.rint(size) : 0;
                            if (day == 0 || now.get(part) != amount) {
                                now.put(part, amount);
                                since.put(part, day);
                                truth.put(new Version(part, day), amount);
                            }
                        }
                    }
                }
            }
        }

        private void tell(Atom atom, List<Atom> atoms, Map<Part, Integer> since) {
            Set<String> named = atoms.stream()
                    .filter(one -> one.sector().equals(atom.sector()))
                    .map(Atom::key)
                    .collect(Collectors.toSet());
            Set<Version> parts = new HashSet<>();
            since.forEach((part, day) -> {
                boolean key = atom.rest()
                        ? part.key().isEmpty() || !named.contains(part.key())
                        : part.key().equals(atom.key());
                if (atom.sector().equals(part.sector()) && key) {
                    parts.add(new Version(part, day));
                }
            });
            told.add(new Told(parts, atom.sum()));
            for (int operator = 0; operator < OPERATORS; operator++) {
                int one = operator;
                Set<Version> own = parts.stream()
                        .filter(version -> version.part().operator() == one)
                        .collect(Collectors.toSet());
                if (sum(own) > 0) {
                    wanted.add(Map.entry(operator, own));
                }
            }
        }

        double sum(Set<Version> parts) {
            return parts.stream().mapToDouble(truth::get).sum();
        }
    }

    /** The least and the most that some parts can be, for an attacker who is an operator itself and sees some sectors in full. */
    private static double[] bounds(World world, int attacker, Set<String> seen, Set<Version> wanted) {
        double[] bounds = new double[2];
        for (int side = 0; side < 2; side++) {
            MPSolver solver = MPSolver.createSolver("GLOP");
            Map<Version, MPVariable> variables = new HashMap<>();
            world.truth.forEach((version, amount) -> {
                boolean known = amount == 0
                        || version.part().operator() == attacker
                        || seen.contains(version.part().sector());
                variables.put(version, solver.makeNumVar(known ? amount : 0, known ? amount : MPSolver.infinity(), ""));
            });
            for (Told told : world.told) {
                MPConstraint constraint = solver.makeConstraint(told.sum(), told.sum());
                told.parts().forEach(part -> constraint.setCoefficient(variables.get(part), 1));
            }
            MPObjective objective = solver.objective();
            wanted.forEach(part -> objective.setCoefficient(variables.get(part), 1));
            objective.setOptimizationDirection(side == 1);
            MPSolver.ResultStatus status = solver.solve();
            bounds[side] = status == MPSolver.ResultStatus.OPTIMAL ? objective.value() : Double.MAX_VALUE;
            solver.delete();
        }
        return bounds;
    }

    /** How near the attackers come: the smallest part by which the most that somebody can have exceeds what it has. */
    private static double nearest(World world, Set<String> seen) {
        double nearest = Double.MAX_VALUE;
        for (Map.Entry<Integer, Set<Version>> one : world.wanted) {
            double truth = world.sum(one.getValue());
            boolean theirs = one.getValue().stream()
                    .anyMatch(version -> seen.contains(version.part().sector()));
            for (int attacker = -1; attacker < OPERATORS; attacker++) {
                if (attacker != one.getKey() && !theirs) {
                    double[] bounds = bounds(world, attacker, seen, one.getValue());
                    assertThat(bounds[0]).isLessThanOrEqualTo(truth + 1e-6);
                    nearest = Math.min(nearest, (bounds[1] - truth) / truth);
                }
            }
        }
        return nearest;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noOperatorsContributionIsRecoveredByAnyOther(long seed) {
        World world = new World(seed, THRESHOLD);
        assertThat(world.told).as("something is told").isNotEmpty();
        assertThat(nearest(world, Set.of())).isGreaterThanOrEqualTo(MARGIN - 1e-6);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void norByTwoOfficialsWhoPutTheirSectorsTogether(long seed) {
        World world = new World(seed, THRESHOLD);
        assertThat(nearest(world, Set.of("energy", "health"))).isGreaterThanOrEqualTo(MARGIN - 1e-6);
    }

    @Test
    void theHarnessSeesWhatALaxerRuleGivesAway() {
        assertThat(nearest(new World(1, new Threshold(1, 1, 0)), Set.of())).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void noChangeOfOneOperatorIsRecoveredByDifferencingDays(long seed) {
        World world = new World(seed, THRESHOLD);
        for (Told one : world.told) {
            for (Told other : world.told) {
                Set<Version> more = new HashSet<>(one.parts());
                more.removeAll(other.parts());
                Set<Version> less = new HashSet<>(other.parts());
                less.removeAll(one.parts());
                Set<Integer> operators = new HashSet<>();
                more.forEach(version -> operators.add(version.part().operator()));
                less.forEach(version -> operators.add(version.part().operator()));
                assertThat(operators.size())
                        .as("operators in the difference of two numbers told")
                        .matches(count -> count == 0 || count >= 3);
            }
        }
    }
}
