package org.linchpin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mappings as JSON, in the database and in the API. */
@Component
public class Mappings {

    private static final Set<String> PARTS = Set.of(
            "columns", "constants", "values", "dates", "decimal", "units", "numbers", "leaveOut", "header", "form");

    private final JsonMapper json;

    public Mappings(JsonMapper json) {
        this.json = json;
    }

    public Mapping read(String stored) {
        return from(json.readTree(stored));
    }

    public String written(Object value) {
        return json.writeValueAsString(value);
    }

    public Map<String, Long> counts(String stored) {
        return new TreeMap<>(json.readValue(stored, new TypeReference<Map<String, Long>>() {}));
    }

    /** Problems by their cause. */
    public List<Cause> causes(String stored) {
        return json.readValue(stored, new TypeReference<List<Cause>>() {});
    }

    /**
     * A mapping as somebody sent it: its parts, or simply columns. Columns may be said either way round, for who thinks
     * of the template first writes {@code {"asset_ref": "Charger ID"}}.
     */
    public Mapping from(@Nullable JsonNode sent) {
        if (sent == null || sent.isNull()) {
            return Mapping.none();
        }
        if (!sent.isObject()) {
            throw misfit("a mapping is an object of columns");
        }
        if (sent.isEmpty()) {
            return Mapping.none();
        }
        boolean parts = sent.propertyNames().stream().allMatch(PARTS::contains);
        Map<String, String> columns = words(parts ? sent.get("columns") : sent);
        Map<String, Map<String, String>> values = new HashMap<>();
        JsonNode said = parts ? sent.get("values") : null;
        if (said != null) {
            said.propertyNames().forEach(column -> values.put(column, words(said.get(column))));
        }
        return new Mapping(
                        rightWayRound(columns),
                        parts ? words(sent.get("constants")) : Map.of(),
                        values,
                        parts ? each(sent.get("dates")) : Map.of(),
                        parts ? each(sent.get("decimal")) : Map.of(),
                        parts ? words(sent.get("units")) : Map.of(),
                        parts ? list(sent.get("numbers")) : List.of(),
                        parts ? leftOut(sent.get("leaveOut")) : List.of(),
                        parts ? list(sent.get("header")) : List.of(),
                        parts ? form(sent.get("form")) : KeptForm.NONE)
                .checked();
    }

    /** How files are written, as it is kept, or simply what somebody says of it. */
    private static KeptForm form(@Nullable JsonNode sent) {
        if (sent == null || !sent.isObject()) {
            return KeptForm.NONE;
        }
        boolean kept = sent.has("said");
        Map<String, String> said = words(kept ? sent.get("said") : sent);
        try {
            return new KeptForm(FileForm.normal(said), kept ? words(sent.get("insteadOf")) : Map.of());
        } catch (IllegalArgumentException unknown) {
            throw misfit(
                    "No file can be read as the form says",
                    "Write it as {\"form\": {\"encoding\": \"GB18030\", \"sheet\": \"Assets\", \"headerRow\": \"3\"}}");
        }
    }

    private static @Nullable String word(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asString();
    }

    /** What holds for columns by their name, or one word that holds for all. */
    private static Map<String, String> each(@Nullable JsonNode said) {
        return said != null && said.isString() ? Map.of(Mapping.OTHERS, said.asString()) : words(said);
    }

    private static List<String> list(@Nullable JsonNode array) {
        List<String> all = new ArrayList<>();
        if (array == null || array.isNull()) {
            return all;
        }
        if (!array.isArray()) {
            throw misfit("numbers, leaveOut and header are lists");
        }
        array.forEach(one -> all.add(one.isValueNode() ? one.asString() : ""));
        return all;
    }

    private static List<Mapping.LeftOut> leftOut(@Nullable JsonNode array) {
        List<Mapping.LeftOut> all = new ArrayList<>();
        if (array != null && array.isArray()) {
            for (JsonNode one : array) {
                String column = word(one.get("column"));
                String why = word(one.get("why"));
                all.add(new Mapping.LeftOut(
                        column == null ? "" : column, list(one.get("values")), why == null ? "" : why));
            }
        }
        return all;
    }

    private static Map<String, String> rightWayRound(Map<String, String> columns) {
        boolean templateFirst = !columns.isEmpty()
                && columns.keySet().stream()
                        .allMatch(key -> TemplateColumn.of(key).isPresent())
                && !columns.values().stream()
                        .allMatch(value -> value.equals(Mapping.ASIDE)
                                || !Mapping.meanings(value).isEmpty());
        if (!templateFirst) {
            return columns;
        }
        Map<String, String> turned = new LinkedHashMap<>();
        columns.forEach((column, header) -> turned.put(header, column));
        return turned;
    }

    private static Map<String, String> words(@Nullable JsonNode object) {
        Map<String, String> words = new LinkedHashMap<>();
        if (object == null || object.isNull()) {
            return words;
        }
        if (!object.isObject()) {
            throw misfit("columns, constants, values, dates, decimal and units are objects");
        }
        for (String key : object.propertyNames()) {
            JsonNode value = object.get(key);
            if (!value.isValueNode()) {
                throw misfit("\"" + key + "\" must be a text");
            }
            words.put(key, value.isNull() ? Mapping.ASIDE : value.asString());
        }
        return words;
    }

    private static BadInput misfit(String message) {
        return misfit(message, "Write it as {\"columns\": {\"Charger ID\": \"asset_ref\"}}");
    }

    private static BadInput misfit(String message, String fix) {
        return BadInput.fields(List.of(BadInput.Fault.field("mapping", null, "mapping-form", message, fix)));
    }
}
