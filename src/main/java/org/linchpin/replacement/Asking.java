package org.linchpin.replacement;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.replacement.Question.Option;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes a question of what somebody sent, or says everything that is wrong with it. */
@Component
class Asking {

    private static final int USUAL_YEARS = 7;
    private static final int MOST_YEARS = 50;
    private static final int LEAST_DRAWS = 1_000;
    private static final int MOST_DRAWS = 100_000;

    private final Names names;
    private final Estimator estimator;
    private final JdbcClient jdbc;

    Asking(Names names, Estimator estimator, JdbcClient jdbc) {
        this.names = names;
        this.estimator = estimator;
        this.jdbc = jdbc;
    }

    /** Three points for a parameter; without a likely value the middle is taken. */
    record Points(
            @Nullable Double low,
            @Nullable Double likely,
            @Nullable Double high) {}

    /** A question as it was sent. */
    record Sent(
            Slice slice,
            Map<String, String> target,
            @Nullable String option,
            @Nullable Integer startYear,
            @Nullable Integer finishYear,
            Map<String, Points> assumptions,
            @Nullable Integer draws,
            @Nullable Long seed) {}

    Question question(Sent sent) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Holdings.Target target = target(sent.target(), faults);
        Option option =
                Option.of(sent.option() == null ? "by_date" : sent.option()).orElse(null);
        if (option == null) {
            faults.add(fault(
                    "option",
                    sent.option(),
                    "option-unknown",
                    "option must be one of "
                            + Arrays.stream(Option.values()).map(Option::key).collect(Collectors.joining(", "))));
        }
        int now = LocalDate.now(ZoneOffset.UTC).getYear();
        int start = sent.startYear() == null ? now : sent.startYear();
        int finish = sent.finishYear() == null ? Math.max(start, now + USUAL_YEARS) : sent.finishYear();
        if (start < now - 1 || start > now + MOST_YEARS) {
            faults.add(fault(
                    "startYear",
                    start,
                    "year-range",
                    "The first year must be between " + (now - 1) + " and " + (now + MOST_YEARS)));
        }
        if (finish < start || finish > start + MOST_YEARS) {
            faults.add(fault(
                    "finishYear",
                    finish,
                    "year-range",
                    "The last year must not be before the first, nor 50 years after it"));
        }
        int draws = sent.draws() == null ? Question.USUAL_DRAWS : sent.draws();
        if (draws < LEAST_DRAWS || draws > MOST_DRAWS) {
            faults.add(fault("draws", draws, "draws-range", "draws must be between 1,000 and 100,000"));
        }
        Map<String, double[]> own = own(sent.assumptions(), faults);
        if (target == null || option == null || !faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return new Question(
                sent.slice(),
                target,
                option,
                start,
                finish,
                own,
                draws,
                sent.seed() == null ? Question.USUAL_SEED : sent.seed());
    }

    private Holdings.@Nullable Target target(Map<String, String> said, List<BadInput.Fault> faults) {
        List<Map.Entry<String, String>> named = said.entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .toList();
        if (named.size() != 1) {
            faults.add(fault(
                    "target",
                    said.isEmpty() ? null : said.toString(),
                    "target-missing",
                    "Name one controller, vendor, country, module or designation whose modules are to be replaced"));
            return null;
        }
        String kind = named.get(0).getKey();
        String word = named.get(0).getValue().strip();
        Holdings.Kind known = Holdings.Kind.of(kind).orElse(null);
        Optional<String> key = known == null ? Optional.empty() : key(known, word);
        if (known == null || key.isEmpty()) {
            faults.add(fault("target", word, "target-unknown", "There is no " + kind + " called " + word));
            return null;
        }
        return new Holdings.Target(known, key.get());
    }

    private Optional<String> key(Holdings.Kind kind, String word) {
        return switch (kind) {
            case CONTROLLER -> names.keyOf(Dimension.CONTROLLER, word);
            case VENDOR -> names.keyOf(Dimension.VENDOR, word);
            case MODULE -> names.keyOf(Dimension.MODULE, word);
            case COUNTRY ->
                Optional.of(word.toUpperCase(java.util.Locale.ROOT)).filter(code -> code.matches("[A-Z]{2}"));
            case DESIGNATION ->
                jdbc.sql("select id from designation where id = ? and vendor_key is not null")
                        .param(word)
                        .query(String.class)
                        .optional();
        };
    }

    /** What the target is called. */
    String nameOf(Holdings.Target target) {
        return switch (target.kind()) {
            case COUNTRY -> names.of(Dimension.COUNTRY, target.key());
            case MODULE -> names.of(Dimension.MODULE, target.key());
            case DESIGNATION -> "designation " + target.key();
            case CONTROLLER, VENDOR -> names.of(Dimension.VENDOR, target.key());
        };
    }

    private Map<String, double[]> own(Map<String, Points> assumptions, List<BadInput.Fault> faults) {
        Map<String, double[]> own = new LinkedHashMap<>();
        if (assumptions.isEmpty()) {
            return own;
        }
        java.util.Set<String> known = estimator.known();
        assumptions.forEach((key, points) -> {
            Double low = points.low();
            Double high = points.high();
            if (!known.contains(key)) {
                faults.add(
                        fault("assumptions." + key, key, "parameter-unknown", "There is no parameter called " + key));
            } else if (low == null
                    || high == null
                    || !Double.isFinite(low)
                    || !Double.isFinite(high)
                    || low < 0
                    || high > 1e12) {
                faults.add(fault(
                        "assumptions." + key,
                        points.toString(),
                        "points-missing",
                        "Give low and high of " + key + ", neither below 0"));
            } else {
                double likely = points.likely() == null ? (low + high) / 2 : points.likely();
                if (!(low <= likely && likely <= high)) {
                    faults.add(fault(
                            "assumptions." + key,
                            points.toString(),
                            "points-order",
                            "low, likely and high of " + key + " are out of order"));
                } else {
                    own.put(key, new double[] {low, likely, high});
                }
            }
        });
        return own;
    }

    private static BadInput.Fault fault(String field, @Nullable Object value, String code, String message) {
        return BadInput.Fault.field(field, value == null ? null : value.toString(), code, message, message);
    }
}
