package org.linchpin.replacement;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.SliceReader;
import org.linchpin.replacement.Question.Given;
import org.linchpin.replacement.Question.Option;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes a question of what somebody sent, or says everything that is wrong with it. */
@Component
public class Asking {

    private static final int USUAL_YEARS = 7;
    private static final int LAST_QUARTER = 10;
    private static final int MOST_YEARS = 50;
    private static final int MOST_GROWTH = 100;
    private static final double MOST_VALUE = 1e12;
    private static final int LEAST_DRAWS = 1_000;
    private static final int MOST_DRAWS = 100_000;

    private final Names names;
    private final CostBook costs;
    private final SliceReader slices;
    private final JdbcClient jdbc;

    Asking(Names names, CostBook costs, SliceReader slices, JdbcClient jdbc) {
        this.names = names;
        this.slices = slices;
        this.costs = costs;
        this.jdbc = jdbc;
    }

    /** A question as it was sent. */
    record Sent(
            Slice slice,
            Map<String, String> target,
            @Nullable String option,
            @Nullable Integer startYear,
            @Nullable Integer finishYear,
            Map<String, Asked.Points> assumptions,
            Asked.@Nullable Optimism optimism,
            @Nullable Integer priceYear,
            @Nullable Double growth,
            @Nullable Integer draws,
            @Nullable Long seed,
            String by,
            LocalDate on) {}

    /** The question that somebody asks in JSON. */
    public Question question(Viewer viewer, Asked body) {
        return question(viewer, body, LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * A question that was asked before.
     *
     * @param on the day on which the asker put numbers of their own
     */
    public Question question(Viewer viewer, Asked body, LocalDate on) {
        Asked.Part part = body.slice() == null ? Asked.Part.ALL : body.slice();
        return question(new Sent(
                slices.read(viewer, part::values),
                Objects.requireNonNullElse(body.target(), Map.of()),
                body.option(),
                body.startYear(),
                body.finishYear(),
                Objects.requireNonNullElse(body.assumptions(), Map.of()),
                body.optimism(),
                body.priceYear(),
                body.growth(),
                body.draws(),
                body.seed(),
                viewer.username(),
                on));
    }

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
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        int now = today.getYear();
        int start = sent.startYear() == null ? firstYear(today, sent.finishYear()) : sent.startYear();
        int finish = sent.finishYear() == null ? Math.max(start, lastYear(today)) : sent.finishYear();
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
        Map<String, Given> own = own(sent, faults);
        Question.Optimism optimism = optimism(sent.optimism(), faults);
        Integer priceYear = sent.priceYear();
        if (priceYear != null && !costs.priceYears().contains(priceYear)) {
            faults.add(fault(
                    "priceYear",
                    priceYear,
                    "price-year-unknown",
                    "There is no deflator for the prices of " + priceYear));
        }
        Double growth = sent.growth();
        if (growth != null && !(growth >= 0 && growth <= MOST_GROWTH)) {
            faults.add(fault(
                    "growth",
                    growth,
                    "growth-range",
                    "Growth must be between 0 and " + MOST_GROWTH + " per cent a year"));
        }
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
                optimism,
                priceYear,
                growth,
                draws,
                sent.seed() == null ? Question.USUAL_SEED : sent.seed());
    }

    /** The year in which a programme begins unless the asker says so: the last quarter of a year is too short to spend its money in. */
    public static int firstYear(LocalDate today, @Nullable Integer finish) {
        int first = today.getYear() + (today.getMonthValue() >= LAST_QUARTER ? 1 : 0);
        return finish == null ? first : Math.max(today.getYear(), Math.min(first, finish));
    }

    /** The year in which a programme ends unless the asker says so. */
    public static int lastYear(LocalDate today) {
        return today.getYear() + USUAL_YEARS;
    }

    private Holdings.@Nullable Target target(Map<String, String> said, List<BadInput.Fault> faults) {
        List<Map.Entry<String, String>> named = said.entrySet().stream()
                .filter(entry -> !blank(entry.getValue()) && !entry.getKey().equals(Holdings.Target.RULE))
                .toList();
        if (named.size() != 1) {
            faults.add(fault(
                    "target",
                    said.isEmpty() ? null : said.toString(),
                    "target-missing",
                    "Name one controller, vendor, country, module or designation whose modules are to be replaced"));
            return null;
        }
        String rule = said.get(Holdings.Target.RULE);
        LookThroughRule counted = rule == null || rule.isBlank()
                ? LookThroughRule.DECLARED
                : LookThroughRule.of(rule.strip()).orElse(null);
        if (counted == null) {
            faults.add(fault(
                    Holdings.Target.RULE,
                    rule,
                    "lookThrough-unknown",
                    "lookThrough must be one of "
                            + Arrays.stream(LookThroughRule.values())
                                    .map(LookThroughRule::key)
                                    .collect(Collectors.joining(", "))));
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
        return new Holdings.Target(known, key.get(), counted);
    }

    private Optional<String> key(Holdings.Kind kind, String word) {
        return switch (kind) {
            case CONTROLLER -> names.keyOf(Dimension.CONTROLLER, word);
            case VENDOR -> names.keyOf(Dimension.VENDOR, word);
            case MODULE -> names.keyOf(Dimension.MODULE, word);
            case COUNTRY ->
                Optional.of(word.toUpperCase(Locale.ROOT))
                        .filter(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)::contains);
            case DESIGNATION ->
                jdbc.sql("select id from designation where id = ? and vendor_key is not null")
                        .param(word)
                        .query(String.class)
                        .optional();
        };
    }

    /** What the target is called. */
    public String nameOf(Holdings.Target target) {
        return switch (target.kind()) {
            case COUNTRY -> names.of(Dimension.COUNTRY, target.key());
            case MODULE -> names.of(Dimension.MODULE, target.key());
            case DESIGNATION -> "designation " + target.key();
            case CONTROLLER, VENDOR -> names.of(Dimension.VENDOR, target.key());
        };
    }

    /**
     * That there is nothing to answer about: a nought could be taken for an answer.
     *
     * @param how what more was asked of the units, such as that they can be exchanged; may be empty
     */
    public BadInput nobody(Question question, String how) {
        String name = nameOf(question.target());
        return BadInput.fields(List.of(BadInput.Fault.field(
                "target",
                name,
                "nobody-has",
                "No unit" + where(question.slice()) + " can have a module of " + name + how,
                "Choose another holder, or a wider part of the registers")));
    }

    /** An estimate as it is, unless nobody has what was asked for: a nought for each amount would be taken for an answer. */
    Estimate unlessEmpty(Question question, Estimate estimate) {
        if (estimate.empty()) {
            throw nobody(question, "");
        }
        return estimate;
    }

    /** The part of the registers that a slice is, to be said behind something. */
    String where(Slice slice) {
        return slice.restricted() ? " in " + names.of(slice) : "";
    }

    private Question.Optimism optimism(Asked.@Nullable Optimism said, List<BadInput.Fault> faults) {
        if (said == null) {
            return Question.Optimism.UNMITIGATED;
        }
        String category = Objects.requireNonNullElse(said.category(), "equipment_and_development");
        double mitigation = Objects.requireNonNullElse(said.mitigation(), 0.0);
        String reason = Objects.requireNonNullElse(said.reason(), "").strip();
        List<String> categories = costs.categories();
        if (!categories.contains(category)) {
            faults.add(fault(
                    "optimism.category",
                    category,
                    "category-unknown",
                    "The category must be one of " + String.join(", ", categories)));
        }
        if (!(mitigation >= 0 && mitigation <= 1)) {
            faults.add(
                    fault("optimism.mitigation", mitigation, "mitigation-range", "Mitigation must be between 0 and 1"));
        } else if (mitigation > 0 && reason.isEmpty()) {
            faults.add(fault(
                    "optimism.reason",
                    "",
                    "reason-missing",
                    "Say what mitigates the optimism: less than the whole allowance needs a reason"));
        }
        return new Question.Optimism(category, mitigation, reason);
    }

    private Map<String, Given> own(Sent sent, List<BadInput.Fault> faults) {
        Map<String, Given> own = new LinkedHashMap<>();
        if (sent.assumptions().isEmpty()) {
            return own;
        }
        Set<String> known = costs.known();
        sent.assumptions().forEach((key, points) -> {
            String field = "assumptions." + key;
            if (!known.contains(key)) {
                faults.add(fault(field, key, "parameter-unknown", "There is no parameter called " + key));
                return;
            }
            points(key, points, field, faults)
                    .ifPresent(found -> own.put(
                            key,
                            new Given(
                                    found[0],
                                    found[1],
                                    found[2],
                                    blank(points.source()) ? null : points.source(),
                                    sent.by(),
                                    sent.on())));
        });
        return own;
    }

    private static boolean blank(@Nullable String said) {
        return said == null || said.isBlank();
    }

    /** Three numbers in order, none negative, or what is wrong with them. */
    static Optional<double[]> points(
            String name, Asked.@Nullable Points said, String field, List<BadInput.Fault> faults) {
        Double low = said == null ? null : said.low();
        Double high = said == null ? null : said.high();
        if (said == null || low == null || high == null || !Double.isFinite(low) || !Double.isFinite(high)) {
            faults.add(fault(field, said, "points-missing", "Give low and high of " + name));
            return Optional.empty();
        }
        if (low < 0 || high > MOST_VALUE) {
            faults.add(fault(
                    field,
                    low < 0 ? low : high,
                    "points-range",
                    name + " must be between 0 and a thousand billion: " + plain(low < 0 ? low : high) + " is not"));
            return Optional.empty();
        }
        double likely = said.likely() == null ? (low + high) / 2 : said.likely();
        if (!(low <= likely && likely <= high)) {
            faults.add(fault(
                    field,
                    plain(low) + ", " + plain(likely) + ", " + plain(high),
                    "points-order",
                    "low, likely and high of " + name + " are out of order: " + plain(low) + ", " + plain(likely) + ", "
                            + plain(high)));
            return Optional.empty();
        }
        return Optional.of(new double[] {low, likely, high});
    }

    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    static BadInput.Fault fault(String field, @Nullable Object value, String code, String message) {
        return BadInput.Fault.field(field, value == null ? null : value.toString(), code, message, message);
    }
}
