package org.linchpin.plan;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.inventory.Holdings.Target;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.linchpin.plan.Asks.Ask;
import org.linchpin.replacement.Asked;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A question for a plan as a form or a link sends it, and back into one. Several amounts are one for each year, with spaces between. */
final class PlanForm {

    static final List<String> FIELDS = List.of(
            "target",
            Target.RULE,
            "startYear",
            "finishYear",
            "priceYear",
            "budget",
            "crews",
            "supply",
            "supplyPerMaker",
            "objective");

    /** What a field is called in JSON, and how much of it makes one there. */
    private static final Map<String, String> JSON =
            Map.of("budget", "budgetByYear", "crews", "crewByYear", "supply", "supplyByYear");

    private static final double PENCE = 100;

    private PlanForm() {}

    static Asks.Body body(Slice slice, MultiValueMap<String, String> all) {
        Map<String, String> said = all.toSingleValueMap();
        List<BadInput.Fault> faults = new ArrayList<>();
        String[] holder = said.getOrDefault("target", "").split(":", 2);
        Map<String, String> target = new LinkedHashMap<>();
        if (holder.length == 2) {
            target.put(holder[0], holder[1]);
            target.put(Target.RULE, said.getOrDefault(Target.RULE, ""));
        }
        JsonNode budget = amounts("budget", PENCE, said, faults);
        JsonNode crews = amounts("crews", 1, said, faults);
        JsonNode supply = amounts("supply", 1, said, faults);
        JsonNode perMaker = amounts("supplyPerMaker", 1, said, faults);
        Integer start = year("startYear", said, faults);
        Integer finish = year("finishYear", said, faults);
        Integer prices = year("priceYear", said, faults);
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return new Asks.Body(
                Asked.Part.of(slice),
                target,
                start,
                finish,
                Asked.numbers(all.get("own")),
                prices,
                budget,
                crews,
                null,
                supply,
                perMaker == null ? null : Integer.valueOf((int) Math.min(Integer.MAX_VALUE, perMaker.asDouble())),
                said.get("objective"));
    }

    private static @Nullable JsonNode amounts(
            String field, double times, Map<String, String> said, List<BadInput.Fault> faults) {
        String word =
                said.getOrDefault(field, "").replace(",", "").replace("£", "").strip();
        if (word.isEmpty()) {
            return null;
        }
        ArrayNode amounts = JsonNodeFactory.instance.arrayNode();
        for (String one : word.split("\\s+")) {
            try {
                amounts.add(Double.parseDouble(one) * times);
            } catch (NumberFormatException e) {
                faults.add(fault(
                        field,
                        one,
                        "number-form",
                        "Enter a number such as 2000000, or one for each year with spaces between, not " + one));
                return null;
            }
        }
        return amounts.size() == 1 ? amounts.get(0) : amounts;
    }

    private static @Nullable Integer year(String field, Map<String, String> said, List<BadInput.Fault> faults) {
        String word = said.getOrDefault(field, "").strip();
        if (word.isEmpty()) {
            return null;
        }
        if (!word.matches("[0-9]{4}")) {
            faults.add(fault(field, word, "year-form", "Enter a year of four digits, such as 2033"));
            return null;
        }
        return Integer.valueOf(word);
    }

    /** A fault of the JSON at the field that the form has for it. */
    static BadInput.Fault atField(BadInput.Fault fault) {
        String column = Objects.requireNonNullElse(fault.column(), "");
        String field = JSON.entrySet().stream()
                .filter(entry -> entry.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(column);
        return BadInput.Fault.field(field, fault.value(), fault.code(), fault.message(), fault.fix());
    }

    /** What a link must carry to ask the same again, besides the slice and the asker's own numbers. */
    static Map<String, String> words(Ask ask) {
        Asks.Body body = ask.body();
        Map<String, String> words = new LinkedHashMap<>();
        Target target = ask.question().target();
        words.put("target", target.word());
        words.put(
                Target.RULE,
                target.rule() == LookThroughRule.DECLARED ? "" : target.rule().key());
        words.put("startYear", String.valueOf(ask.question().startYear()));
        words.put("finishYear", String.valueOf(ask.question().finishYear()));
        Integer prices = ask.question().priceYear();
        words.put("priceYear", prices == null ? "" : String.valueOf(prices));
        words.put("budget", word(body.budgetByYear(), PENCE, ask));
        words.put("crews", word(body.crewByYear(), 1, ask));
        words.put("supply", word(body.supplyByYear(), 1, ask));
        words.put("supplyPerMaker", body.supplyPerMaker() == null ? "" : String.valueOf(body.supplyPerMaker()));
        words.put("objective", ask.objective().key());
        words.values().removeIf(String::isEmpty);
        return words;
    }

    /** An address with all of them. */
    static String address(String path, Ask ask) {
        return ask.question()
                .slice()
                .on(
                        path,
                        Stream.concat(
                                        words(ask).entrySet().stream()
                                                .map(entry -> part(entry.getKey(), entry.getValue())),
                                        Asked.of(ask.question()).numbers().stream()
                                                .map(number -> part("own", number)))
                                .toArray(String[]::new));
    }

    private static String part(String field, String value) {
        return field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String word(@Nullable JsonNode amounts, double of, Ask ask) {
        if (amounts == null || amounts.isNull()) {
            return "";
        }
        if (!amounts.isArray() && !amounts.isObject()) {
            return plain(amounts.asDouble() / of);
        }
        List<String> words = new ArrayList<>();
        for (int year = ask.question().startYear(); year <= ask.question().finishYear(); year++) {
            JsonNode one = amounts.isArray()
                    ? amounts.get(year - ask.question().startYear())
                    : amounts.get(String.valueOf(year));
            words.add(one == null || one.isNull() ? "0" : plain(one.asDouble() / of));
        }
        return String.join(" ", words);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static BadInput.Fault fault(String field, @Nullable String value, String code, String message) {
        return BadInput.Fault.field(field, value, code, message, message);
    }
}
