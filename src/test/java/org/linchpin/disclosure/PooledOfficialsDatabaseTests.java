package org.linchpin.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two officials of different sectors put together all that the service ever told either, over real registers that change and
 * while what is known about them changes. They keep every number, also those of other days and as known at other moments, know
 * who takes part where and who changed when, and one of them is an operator as well.
 */
@LinchpinTest
class PooledOfficialsDatabaseTests {

    /** Nobody else in these tests has anything there: what is told of them is all of these registers' making. */
    private static final String FIRST = "chemicals";

    private static final String SECOND = "civil_nuclear";
    private static final List<String> OTHERS = List.of("defence", "food");
    private static final List<String> ALL = List.of(FIRST, SECOND, "defence", "food");

    private static final int OPERATORS = 6;
    private static final double MARGIN = 0.1;

    /** From this step on it is known whose modules the third wording means. */
    private static final int LEARNT = 3;

    /** Whose modules: the third is a wording that nobody knows until an analyst states what it is. */
    private static final String[][] WORDS = {{"Quectel", "EC25-E"}, {"Telit", "LE910C4-EU"}, {"", "pooled box"}};

    private record Part(String sector, int words, int operator) {}

    private record Version(Part part, int since) {}

    /** A number that was told to one of the two, as the sum it turned out to be. */
    private record Told(String what, Set<Version> parts, double sum) {}

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private final List<Person> operators = new ArrayList<>();
    private final List<String> registers = new ArrayList<>();
    private final Map<Part, Double> now = new HashMap<>();
    private final Map<Part, Integer> since = new HashMap<>();
    private final Map<Version, Double> truth = new HashMap<>();

    /** At each step: which version of each part was in force, and whose the wordings were known to be. */
    private final List<Map<Part, Integer>> steps = new ArrayList<>();

    private final List<Boolean> known = new ArrayList<>();
    private final Map<String, Told> told = new LinkedHashMap<>();

    @BeforeAll
    static void solver() {
        Loader.loadNativeLibraries();
    }

    private Api official(String sector) {
        Api keeper =
                Api.on(port, People.token(application, People.newAccount(application, Role.ADMINISTRATOR, Set.of())));
        String name = People.newName("pooled");
        keeper.post(
                        "/users",
                        "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"official\", \"sectors\": [\"%s\"]}"
                                .formatted(name, People.PASSWORD, sector))
                .is(201);
        return Api.on(port, People.token(application, name));
    }

    private void submit(int operator, int step, SplittableRandom random) {
        StringBuilder csv = new StringBuilder("asset_ref,module_manufacturer,module_model,sector,units\n");
        for (String sector : ALL) {
            // Food is small: two operators, so it can never be told.
            boolean takesPart = !sector.equals("food") || operator < 2;
            for (int words = 0; takesPart && words < WORDS.length; words++) {
                double units = 20 + random.nextInt(400);
                Part part = new Part(sector, words, operator);
                now.put(part, units);
                since.put(part, step);
                truth.put(new Version(part, step), units);
                csv.append("%s-%d,%s,%s,%s,%d%n"
                        .formatted(sector, words, WORDS[words][0], WORDS[words][1], sector, (int) units));
            }
        }
        Api api = Api.on(port, operators.get(operator).token());
        Api.Answer checked = api.submit(
                registers.get(operator),
                csv.toString().getBytes(StandardCharsets.UTF_8),
                "?effective=2026-0%d-01".formatted(step + 1));
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
    }

    /** What is told beyond an official's sector, and each number's parts found by the only sum of a step that it can be. */
    private void ask(Api official, String own, int step) {
        List<Map<String, Object>> groups =
                official.get("/exposure/others").is(200).read("$");
        for (Map<String, Object> group : groups) {
            String sector = ((List<?>) group.get("sectors")).get(0).toString();
            assertThat(group.get("sectors")).as("sectors are told one by one").isEqualTo(List.of(sector));
            assertThat(sector).isNotEqualTo(own);
            if (ALL.contains(sector)) {
                Set<String> named = new HashSet<>();
                for (Object one : (List<?>) group.get("items")) {
                    Map<?, ?> item = (Map<?, ?>) one;
                    named.add(item.get("key").toString());
                    keep(sector, item.get("key").toString(), named, ((Number) item.get("sure")).doubleValue(), step);
                }
                double open = ((Number) group.get("open")).doubleValue();
                if (open > 0) {
                    keep(sector, "", named, open, step);
                }
            }
        }
    }

    private void keep(String sector, String key, Set<String> named, double sum, int step) {
        List<Set<Version>> fitting = new ArrayList<>();
        for (int at = 0; at <= step; at++) {
            Set<Version> parts = new HashSet<>();
            for (Map.Entry<Part, Integer> one : steps.get(at).entrySet()) {
                String of = key(one.getKey().words(), known.get(at));
                boolean here = key.isEmpty() ? of.isEmpty() || !named.contains(of) : of.equals(key);
                if (one.getKey().sector().equals(sector) && here) {
                    parts.add(new Version(one.getKey(), one.getValue()));
                }
            }
            if (Math.abs(sum(parts) - sum) < 1e-6) {
                fitting.add(parts);
            }
        }
        assertThat(fitting)
                .as("what is told of %s, %s is true of some day", sector, key)
                .isNotEmpty();
        Told one = new Told(sector + "/" + key, fitting.get(0), sum);
        told.putIfAbsent(one.what() + "/" + sum, one);
    }

    private static String key(int words, boolean known) {
        return words == 0 ? "quectel" : words == 1 ? "telit_cinterion" : known ? "quectel" : "";
    }

    private double sum(Set<Version> parts) {
        return parts.stream().mapToDouble(truth::get).sum();
    }

    /** The most that somebody can have of some parts, and the least, for one who knows two sectors and is an operator. */
    private double[] bounds(int attacker, Set<Version> wanted) {
        double[] bounds = new double[2];
        for (int side = 0; side < 2; side++) {
            MPSolver solver = MPSolver.createSolver("GLOP");
            Map<Version, MPVariable> variables = new HashMap<>();
            truth.forEach((version, amount) -> {
                boolean seen = Set.of(FIRST, SECOND).contains(version.part().sector())
                        || version.part().operator() == attacker;
                variables.put(version, solver.makeNumVar(seen ? amount : 0, seen ? amount : MPSolver.infinity(), ""));
            });
            for (Told one : told.values()) {
                MPConstraint constraint = solver.makeConstraint(one.sum(), one.sum());
                one.parts().forEach(part -> constraint.setCoefficient(variables.get(part), 1));
            }
            MPObjective objective = solver.objective();
            wanted.forEach(part -> objective.setCoefficient(variables.get(part), 1));
            objective.setOptimizationDirection(side == 1);
            bounds[side] = solver.solve() == MPSolver.ResultStatus.OPTIMAL ? objective.value() : Double.MAX_VALUE;
            solver.delete();
        }
        return bounds;
    }

    /** An analyst states what the third wording is: units of every operator become somebody's, in every sector at once. */
    private void stateWhatTheBoxHolds() {
        int wording = jdbc.sql("select id from wording where module = 'pooled box'")
                .query(Integer.class)
                .single();
        Api.on(port, People.token(application, People.newAccount(application, Role.ANALYST, Set.of())))
                .post(
                        "/catalogue/unrecognised/" + wording,
                        "{\"decision\": \"maker\", \"vendor\": \"quectel\", \"source\": \"https://example.org/filing\", \"grade\": \"A\"}")
                .is(201);
    }

    @Test
    void nothingThatEitherWasEverToldGivesAnOperatorAwayToBoth() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < OPERATORS; i++) {
            operators.add(Person.of(application, Role.UTILITY, "Pooled " + i));
            registers.add(Api.on(port, operators.get(i).token())
                    .register("{\"name\": \"Pooled\", \"assetClass\": \"camera\"}"));
        }
        Api first = official(FIRST);
        Api second = official(SECOND);
        // Who changes at each step; then who asks. Alone a change of one, of two and of three; one official asks
        // earlier than
        // the other, so that were they told at different times, the difference would be that one operator's change.
        int[][] changing = {{0, 1, 2, 3, 4, 5}, {2}, {3, 4}, {0, 1, 5}, {2, 3, 4, 5}};
        String[] asking = {"first", "second", "both", "both", "both"};
        for (int step = 0; step < changing.length; step++) {
            for (int operator : changing[step]) {
                submit(operator, step, random);
            }
            steps.add(new TreeMap<>(Comparator.comparing(Part::toString)));
            steps.get(step).putAll(since);
            if (step == LEARNT) {
                stateWhatTheBoxHolds();
            }
            known.add(step >= LEARNT);
            if (!asking[step].equals("second")) {
                ask(first, FIRST, step);
            }
            if (!asking[step].equals("first")) {
                ask(second, SECOND, step);
            }
        }
        assertThat(told).as("something is told").hasSizeGreaterThan(6);
        assertThat(told.values()).extracting(Told::what).noneMatch(what -> what.startsWith("food"));
        differencesAreOfEnoughOperators();
        assertThat(nearest()).isGreaterThanOrEqualTo(MARGIN - 1e-6);
        ownSectorsAreTheSameWhoeverAsks(first, second);
    }

    private void differencesAreOfEnoughOperators() {
        for (Told one : told.values()) {
            for (Told other : told.values()) {
                Set<Version> differing = new HashSet<>(one.parts());
                differing.addAll(other.parts());
                Set<Version> both = new HashSet<>(one.parts());
                both.retainAll(other.parts());
                differing.removeAll(both);
                // What either sees in full is taken away first: that is what putting together means.
                differing.removeIf(
                        version -> Set.of(FIRST, SECOND).contains(version.part().sector()));
                Set<Integer> whose = new HashSet<>();
                differing.forEach(version -> whose.add(version.part().operator()));
                assertThat(whose.size())
                        .as("operators in the difference of %s and %s", one.what(), other.what())
                        .matches(count -> count == 0 || count >= 3);
            }
        }
    }

    private double nearest() {
        double nearest = Double.MAX_VALUE;
        for (Told one : told.values()) {
            if (OTHERS.stream().anyMatch(one.what()::startsWith)) {
                for (int operator = 0; operator < OPERATORS; operator++) {
                    int whose = operator;
                    Set<Version> wanted = new HashSet<>(one.parts());
                    wanted.removeIf(version -> version.part().operator() != whose);
                    for (int attacker = -1; attacker < OPERATORS && !wanted.isEmpty(); attacker++) {
                        if (attacker != operator) {
                            double[] bounds = bounds(attacker, wanted);
                            double has = sum(wanted);
                            assertThat(bounds[0]).isLessThanOrEqualTo(has + 1e-6);
                            nearest = Math.min(nearest, (bounds[1] - has) / has);
                        }
                    }
                }
            }
        }
        return nearest;
    }

    /** What each sees of its own sector on every day, and as known at every step, is the truth of its sector and no other. */
    private void ownSectorsAreTheSameWhoeverAsks(Api first, Api second) {
        Map<String, Api> officials = Map.of(FIRST, first, SECOND, second);
        officials.forEach((sector, official) -> {
            for (int step = 0; step < steps.size(); step++) {
                double there = 0;
                for (Map.Entry<Part, Integer> one : steps.get(step).entrySet()) {
                    there += one.getKey().sector().equals(sector)
                            ? truth.get(new Version(one.getKey(), one.getValue()))
                            : 0;
                }
                assertThat(official.get("/exposure?by=sector&asAt=2026-0%d-15".formatted(step + 1))
                                .is(200)
                                .<Double>read("$.total"))
                        .as("%s at step %d", sector, step)
                        .isEqualTo(there);
            }
            assertThat(official.get("/exposure?by=sector&knownAt=2020-01-01")
                            .is(200)
                            .number("$.total"))
                    .isZero();
        });
    }
}
