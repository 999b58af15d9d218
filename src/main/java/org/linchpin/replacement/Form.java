package org.linchpin.replacement;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.springframework.util.MultiValueMap;

/** A question as a form or a link sends it, and back into one. Numbers of one's own come as {@code own=key~low~likely~high~source}. */
final class Form {

    private final MultiValueMap<String, String> said;
    private final List<BadInput.Fault> faults = new ArrayList<>();

    Form(MultiValueMap<String, String> said) {
        this.said = said;
    }

    @Nullable
    String word(String field) {
        String word = said.getFirst(field);
        return word == null || word.isBlank() ? null : word.strip();
    }

    String chosen() {
        return holder().entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .findFirst()
                .orElse("");
    }

    /** Whose modules, and by which rule. */
    Map<String, String> target() {
        Map<String, String> target = holder();
        String rule = word(Holdings.Target.RULE);
        if (rule != null) {
            target.put(Holdings.Target.RULE, rule);
        }
        return target;
    }

    /** A form sends {@code target=controller:quectel}, a link {@code controller=quectel}. */
    private Map<String, String> holder() {
        Map<String, String> target = new LinkedHashMap<>();
        String both = word("target");
        int colon = both == null ? -1 : both.indexOf(':');
        if (both != null && colon > 0) {
            target.put(both.substring(0, colon), both.substring(colon + 1));
            return target;
        }
        for (Holdings.Kind kind : Holdings.Kind.values()) {
            String one = word(kind.key());
            if (one != null) {
                target.put(kind.key(), one);
            }
        }
        return target;
    }

    /** The asker's own numbers, the one that is being edited now in place of an older one. */
    Map<String, Asked.Points> own() {
        Map<String, Asked.Points> own = Asked.numbers(said.get("own"));
        String edited = word("number");
        if (edited != null && said.containsKey("low")) {
            own.put(
                    edited,
                    new Asked.Points(
                            number("low", word("low")),
                            number("likely", word("likely")),
                            number("high", word("high")),
                            word("source")));
        }
        String forget = word("forget");
        if (forget != null) {
            own.remove(forget);
        }
        return own;
    }

    private @Nullable Double number(String field, @Nullable String word) {
        if (word == null || word.isBlank()) {
            return null;
        }
        try {
            return Double.valueOf(
                    word.replace(",", "").replace("£", "").replace("%", "").strip());
        } catch (NumberFormatException e) {
            faults.add(Asking.fault(field, word, "number-form", "Enter a number such as 120 or 99.50, not " + word));
            return null;
        }
    }

    private @Nullable Integer year(String field) {
        String word = word(field);
        if (word == null) {
            return null;
        }
        if (!word.matches("[0-9]{4}")) {
            faults.add(Asking.fault(field, word, "year-form", "Enter a year of four digits, such as 2033"));
            return null;
        }
        return Integer.valueOf(word);
    }

    Asking.Sent sent(Viewer viewer, Slice slice, Map<String, Asked.Points> own) {
        Double mitigated = number("mitigation", word("mitigation"));
        Asking.Sent sent = new Asking.Sent(
                slice,
                target(),
                word("option"),
                year("startYear"),
                year("finishYear"),
                own,
                mitigated == null ? null : new Asked.Optimism(word("category"), mitigated / 100, word("reason")),
                year("priceYear"),
                number("growth", word("growth")),
                null,
                null,
                viewer.username(),
                LocalDate.now(ZoneOffset.UTC));
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return sent;
    }

    /** What a link or hidden fields must carry to ask the same again, besides the slice. */
    static Map<String, List<String>> carried(Question question) {
        Map<String, List<String>> carried = new LinkedHashMap<>();
        carried.put("target", List.of(question.target().word()));
        if (question.target().rule() != LookThroughRule.DECLARED) {
            carried.put(Holdings.Target.RULE, List.of(question.target().rule().key()));
        }
        carried.put("option", List.of(question.option().key()));
        carried.put("startYear", List.of(String.valueOf(question.startYear())));
        carried.put("finishYear", List.of(String.valueOf(question.finishYear())));
        if (question.optimism().mitigation() > 0) {
            carried.put("mitigation", List.of(Asking.plain(question.optimism().mitigation() * 100)));
            carried.put("reason", List.of(question.optimism().reason()));
        }
        Integer prices = question.priceYear();
        if (prices != null) {
            carried.put("priceYear", List.of(String.valueOf(prices)));
        }
        Double growth = question.growth();
        if (growth != null) {
            carried.put("growth", List.of(Asking.plain(growth)));
        }
        if (!question.own().isEmpty()) {
            carried.put("own", Asked.of(question).numbers());
        }
        return carried;
    }

    /** An address with all that and the slice. */
    static String on(String path, Question question, String... more) {
        List<String> parts = new ArrayList<>();
        carried(question).forEach((field, values) -> values.forEach(value -> parts.add(field + "=" + encoded(value))));
        parts.addAll(List.of(more));
        return question.slice().on(path, parts.toArray(String[]::new));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static Map<String, String> flat(MultiValueMap<String, String> said) {
        return said.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty() && entry.getValue().get(0) != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0)));
    }
}
