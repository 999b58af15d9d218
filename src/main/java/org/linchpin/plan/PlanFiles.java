package org.linchpin.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.SigningKey;
import org.linchpin.database.Home;
import org.linchpin.plan.PlanApi.Answer;
import org.linchpin.plan.Planned.Step;
import org.linchpin.plan.Planned.Year;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Plans and estimates as signed files, and what tells two of them apart. */
@Component
class PlanFiles {

    private final SigningKey key;
    private final JsonMapper json;

    PlanFiles(Home home, JsonMapper json) {
        this.key = new SigningKey(home.folder("keys"), "plans");
        this.json = json;
    }

    /**
     * A kept plan.
     *
     * @param statement the exact text that is signed: the plan as JSON
     * @param publicKey X.509, Base64
     * @param signature Base64
     */
    record File(
            @Nullable String statement,
            @Nullable String algorithm,
            @Nullable String publicKey,
            @Nullable String signature) {}

    record Two(@Nullable File first, @Nullable File second) {}

    /** Second less first. Adding the first's figures gives the second's. */
    record Difference(boolean sameQuestion, Change total, List<Change> byYear, List<Change> byGroup) {}

    /**
     * A difference.
     *
     * @param of a year, a group of units or everything
     */
    record Change(String of, long spent, long replaced, double sureLeft) {}

    /** Any answer, signed. */
    File sealed(Object answer) {
        return signed(json.writeValueAsString(answer));
    }

    /** A text that this installation answered with. */
    File signed(String statement) {
        return new File(statement, SigningKey.ALGORITHM, key.open(), key.sign(statement));
    }

    /** What two kept answers of one kind say, side by side. */
    Comparison comparison(Two two) {
        List<BadInput.Fault> faults = new ArrayList<>();
        String first = statement("first", two.first(), faults);
        String second = statement("second", two.second(), faults);
        if (first == null || second == null) {
            throw BadInput.fields(faults);
        }
        return Comparison.of(json.readTree(first), json.readTree(second));
    }

    Difference difference(Two two) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Answer first = read("first", two.first(), faults);
        Answer second = read("second", two.second(), faults);
        if (first == null || second == null) {
            throw BadInput.fields(faults);
        }
        TreeMap<String, Sum> years = new TreeMap<>();
        TreeMap<String, Sum> groups = new TreeMap<>();
        Sum total = new Sum();
        add(first, -1, total, years, groups);
        add(second, 1, total, years, groups);
        return new Difference(
                first.target().equals(second.target())
                        && first.scope().equals(second.scope())
                        && first.asAt().equals(second.asAt())
                        && first.knownAt().equals(second.knownAt()),
                total.change("all"),
                changes(years),
                changes(groups));
    }

    private static final class Sum {
        private long spent;
        private long replaced;
        private double left;

        Change change(String of) {
            return new Change(of, spent, replaced, left);
        }
    }

    private static void add(Answer plan, int sign, Sum total, Map<String, Sum> years, Map<String, Sum> groups) {
        for (Step step : plan.programme()) {
            Sum group = groups.computeIfAbsent(
                    String.join(
                            " ",
                            step.operator(),
                            step.assetClass(),
                            step.sector(),
                            step.region() == null ? "-" : step.region(),
                            step.sensitive() ? "sensitive" : "other",
                            String.valueOf(step.naturalEnd())),
                    k -> new Sum());
            for (Sum sum : List.of(group, total)) {
                sum.spent += sign * step.cost();
                sum.replaced += sign * step.units();
            }
            group.left -= sign * step.units();
        }
        for (Year year : plan.years()) {
            Sum sum = years.computeIfAbsent(String.valueOf(year.year()), k -> new Sum());
            sum.spent += sign * year.spent();
            sum.replaced += sign * year.replaced();
            sum.left += sign * year.left().sure();
        }
        if (!plan.years().isEmpty()) {
            total.left +=
                    sign * plan.years().get(plan.years().size() - 1).left().sure();
        }
    }

    private static List<Change> changes(TreeMap<String, Sum> sums) {
        return sums.entrySet().stream()
                .map(entry -> entry.getValue().change(entry.getKey()))
                .toList();
    }

    private @Nullable String statement(String field, @Nullable File file, List<BadInput.Fault> faults) {
        if (file == null || file.statement() == null || file.publicKey() == null || file.signature() == null) {
            faults.add(fault(field, "file-missing", "Send the " + field + " file as it was kept"));
            return null;
        }
        if (!file.publicKey().equals(key.open())
                || !SigningKey.holds(file.publicKey(), file.statement(), file.signature())) {
            faults.add(fault(field, "signature-wrong", "The " + field + " file is not as this installation signed it"));
            return null;
        }
        return file.statement();
    }

    private @Nullable Answer read(String field, @Nullable File file, List<BadInput.Fault> faults) {
        String statement = statement(field, file, faults);
        if (statement == null) {
            return null;
        }
        try {
            return json.readValue(statement, Answer.class);
        } catch (JacksonException e) {
            faults.add(fault(field, "file-form", "The " + field + " plan cannot be read by this version"));
            return null;
        }
    }

    private static BadInput.Fault fault(String field, String code, String message) {
        return BadInput.Fault.field(field, null, code, message, message);
    }
}
