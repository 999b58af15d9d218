package org.linchpin.briefing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.inventory.Slice;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The composer's form: fields of a page on one side, what the API takes on the other. Works without JavaScript. */
@Component
class ComposerForm {

    private static final List<String> PARTS = List.of("kind", "key", "heading", "text", "brief", "newPage");
    private static final List<String> SCOPE = List.of("sector", "region", "operator", "assetClass", "asAt", "knownAt");

    private final JsonMapper json;

    ComposerForm(JsonMapper json) {
        this.json = json;
    }

    /** A section as the form shows it. */
    record Line(int index, String kind, String key, String heading, String text, boolean brief, boolean newPage) {}

    /** Filled from a template, for a slice and as the page counts that one comes from: by what, and under which rule. */
    MultiValueMap<String, String> of(Commissioning.Shipped template, Slice slice, String weight, String rule) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        Commissioning.Sent sent = template.commission();
        put(fields, "title", sent.title());
        put(fields, "audience", sent.audience());
        put(fields, "marking", sent.marking());
        if (Boolean.TRUE.equals(sent.cover())) {
            put(fields, "cover", "true");
        }
        put(fields, "weight", weight);
        put(fields, "lookThrough", rule);
        if (slice.restricted() || slice.asAt() != null || slice.knownAt() != null) {
            scope(fields, slice);
        }
        if (!slice.restricted() && sent.scope() != null) {
            sent.scope()
                    .properties()
                    .forEach(one -> one.getValue().forEach(value -> fields.add(one.getKey(), value.asString(""))));
        }
        List<JsonNode> sections = sent.sections() == null ? List.of() : sent.sections();
        for (int i = 0; i < sections.size(); i++) {
            JsonNode section = sections.get(i);
            for (String part : PARTS) {
                put(
                        fields,
                        part + "-" + i,
                        section.isString() && part.equals("kind")
                                ? section.asString()
                                : section.path(part).asString(""));
            }
        }
        return fields;
    }

    MultiValueMap<String, String> of(Commission commission, @Nullable Long follows) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        put(fields, "title", commission.title());
        put(fields, "audience", commission.audience());
        put(fields, "marking", commission.marking());
        put(fields, "lookThrough", commission.rule().key());
        put(fields, "weight", commission.weight().key());
        if (commission.cover()) {
            put(fields, "cover", "true");
        }
        if (follows != null) {
            put(fields, "follows", follows.toString());
        }
        Slice slice = commission.slice();
        scope(fields, new Slice(slice.sectors(), slice.regions(), slice.operators(), slice.assetClasses(), null, null));
        commission.formats().forEach(format -> fields.add("formats", format));
        for (int i = 0; i < commission.sections().size(); i++) {
            Commission.Section section = commission.sections().get(i);
            put(fields, "kind-" + i, section.kind().key());
            put(fields, "key-" + i, section.key());
            put(fields, "heading-" + i, section.heading());
            put(fields, "text-" + i, section.text());
            put(fields, "brief-" + i, section.brief() ? "true" : null);
            put(fields, "newPage-" + i, section.newPage() ? "true" : null);
        }
        return fields;
    }

    private static void scope(MultiValueMap<String, String> fields, Slice slice) {
        slice.sectors().forEach(key -> fields.add("sector", key));
        slice.regions().forEach(key -> fields.add("region", key));
        slice.operators().forEach(key -> fields.add("operator", key));
        slice.assetClasses().forEach(key -> fields.add("assetClass", key));
        if (slice.asAt() != null) {
            fields.add("asAt", slice.asAt().toString());
        }
        if (slice.knownAt() != null) {
            fields.add("knownAt", slice.knownAt().toString());
        }
    }

    private static void put(MultiValueMap<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !value.equals("false")) {
            fields.set(name, value);
        }
    }

    /** The sections in the form, and some empty lines to fill in. */
    List<Line> rows(MultiValueMap<String, String> fields, int spare) {
        List<Line> lines = new ArrayList<>();
        for (int i : indexes(fields)) {
            lines.add(line(fields, i, lines.size()));
        }
        for (int i = 0; i < spare; i++) {
            lines.add(new Line(lines.size(), "", "", "", "", false, false));
        }
        return lines;
    }

    private static Line line(MultiValueMap<String, String> fields, int from, int index) {
        return new Line(
                index,
                first(fields, "kind-" + from),
                first(fields, "key-" + from),
                first(fields, "heading-" + from),
                first(fields, "text-" + from),
                !first(fields, "brief-" + from).isEmpty(),
                !first(fields, "newPage-" + from).isEmpty());
    }

    private static List<Integer> indexes(MultiValueMap<String, String> fields) {
        return fields.keySet().stream()
                .filter(name -> name.matches("kind-[0-9]{1,3}"))
                .map(name -> Integer.valueOf(name.substring(5)))
                .filter(i -> !first(fields, "kind-" + i).isEmpty())
                .sorted()
                .toList();
    }

    private static String first(MultiValueMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value;
    }

    /** The form with its sections in their new order, numbered from 0. */
    MultiValueMap<String, String> arranged(MultiValueMap<String, String> fields, String button) {
        List<Integer> order = new ArrayList<>(indexes(fields));
        int dash = button.indexOf('-');
        String digits = dash < 0 ? "" : button.substring(dash + 1);
        int at = digits.matches("[0-9]{1,3}") ? order.indexOf(Integer.valueOf(digits)) : -1;
        if (at >= 0) {
            Integer moved = order.remove(at);
            if (button.startsWith("up-")) {
                order.add(Math.max(0, at - 1), moved);
            } else if (button.startsWith("down-")) {
                order.add(Math.min(order.size(), at + 1), moved);
            } else if (!button.startsWith("drop-")) {
                order.add(at, moved);
            }
        }
        MultiValueMap<String, String> arranged = new LinkedMultiValueMap<>();
        fields.forEach((name, values) -> {
            if (!name.matches("(kind|key|heading|text|brief|newPage|was|said)-[0-9]{1,3}")
                    && !name.equals("_csrf")
                    && !name.equals("do")) {
                arranged.put(name, new ArrayList<>(values));
            }
        });
        for (int i = 0; i < order.size(); i++) {
            for (String part : PARTS) {
                if (!part.equals("heading") || !leftOver(fields, order.get(i))) {
                    put(arranged, part + "-" + i, first(fields, part + "-" + order.get(i)));
                }
            }
        }
        return arranged;
    }

    /** Whether a heading is that of the section of another kind that stood here before. */
    private static boolean leftOver(MultiValueMap<String, String> fields, int i) {
        String was = first(fields, "was-" + i);
        return !was.isEmpty()
                && !was.equals(first(fields, "kind-" + i))
                && first(fields, "said-" + i).equals(first(fields, "heading-" + i));
    }

    /** What the API would have been sent. */
    Commissioning.Sent sent(MultiValueMap<String, String> fields) {
        ObjectNode scope = json.createObjectNode();
        for (String name : SCOPE) {
            List<String> values = fields.getOrDefault(name, List.of()).stream()
                    .filter(value -> value != null && !value.isBlank())
                    .toList();
            if (!values.isEmpty()) {
                ArrayNode array = scope.putArray(name);
                values.forEach(array::add);
            }
        }
        List<JsonNode> sections = new ArrayList<>();
        for (int i : indexes(fields)) {
            ObjectNode section = json.createObjectNode();
            for (String part : PARTS) {
                String value = first(fields, part + "-" + i);
                if (!value.isEmpty()) {
                    if (part.equals("brief") || part.equals("newPage")) {
                        section.put(part, true);
                    } else {
                        section.put(part, value);
                    }
                }
            }
            sections.add(section);
        }
        List<String> formats = fields.getOrDefault("formats", List.of());
        return new Commissioning.Sent(
                first(fields, "title"),
                first(fields, "audience"),
                scope,
                sections,
                first(fields, "marking"),
                formats.isEmpty()
                        ? Arrays.stream(Format.values()).map(Format::key).toList()
                        : formats,
                first(fields, "weight"),
                first(fields, "lookThrough"),
                !first(fields, "cover").isEmpty(),
                null,
                first(fields, "follows"));
    }

    /** A fault names a field of the API; the page's field is named after the section's number. */
    List<BadInput.Fault> placed(BadInput mistake) {
        if (mistake.faults().isEmpty()) {
            return List.of(
                    BadInput.Fault.field("title", null, mistake.code(), String.valueOf(mistake.getMessage()), ""));
        }
        return mistake.faults().stream()
                .map(fault -> BadInput.Fault.field(
                        place(String.valueOf(fault.column())),
                        fault.value(),
                        fault.code(),
                        fault.message(),
                        fault.fix()))
                .toList();
    }

    private static String place(String field) {
        if (field.equals("sections")) {
            return "kind-0";
        }
        if (field.matches("sections\\[[0-9]+]")) {
            return "kind-" + field.replaceAll("[^0-9]", "");
        }
        return field.matches("sections\\[[0-9]+]\\..+")
                ? field.substring(field.indexOf('.') + 1) + "-" + field.substring(9, field.indexOf(']'))
                : field;
    }
}
