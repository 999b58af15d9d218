package org.linchpin.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of lines in the catalogue that people may state, with their fields as the API names them. */
public enum Entry {
    /** A maker, brand or holder. */
    VENDOR(
            "organisation",
            "key",
            "key",
            "name! legalName legalNameLocal aliases* country@ role listing controllerNote controllerCountry status statusNote ownStatement parent>parent_key&"),
    /** Modules whose names begin alike. */
    MODULE(
            "module_family",
            "key",
            "key",
            "prefix! pattern!/ vendor!>vendor_key& owner!>owner_key& generation radio chipset formFactor typicalUse priceTier ambiguity note"),
    /** Equipment, and what was found inside it. */
    EQUIPMENT(
            "equipment",
            "key",
            "key",
            "maker! model! variant assetClass hasCellular!? vendor>vendor_key& family module evidence note"),
    /** What a list, law or advisory says, or does not say. */
    DESIGNATION(
            "designation",
            "id",
            "id",
            "measure! jurisdiction! authority! instrument! targetType! targetName! vendor>vendor_key& date!# status! effect! note");

    /** How a field is read. */
    public enum Shape {
        TEXT,
        /** A list of texts. */
        LIST,
        /** ISO 3166-1 alpha-2. */
        COUNTRY,
        /** The key of a vendor. */
        VENDOR,
        /** A regular expression. */
        PATTERN,
        /** yes, no or unknown. */
        ANSWER,
        /** A year, a month or a day. */
        DATE
    }

    /** A field: its name in the API and its column. */
    public record Field(String name, String column, Shape shape, boolean required) {

        /** What a form calls it: Legal name. */
        public String label() {
            String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
            return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        }

        /** Marks behind the name: ! required, * list, @ country, & vendor, / pattern, ? answer, # date. */
        static Field of(String spec) {
            String name = spec.replaceAll("[^A-Za-z].*", "");
            String column = spec.contains(">")
                    ? spec.replaceAll(".*>|[&]", "")
                    : name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            Shape shape = Stream.of("*@&/?#".split(""))
                    .filter(spec::contains)
                    .findFirst()
                    .map(mark -> List.of(
                                    Shape.LIST, Shape.COUNTRY, Shape.VENDOR, Shape.PATTERN, Shape.ANSWER, Shape.DATE)
                            .get("*@&/?#".indexOf(mark)))
                    .orElse(Shape.TEXT);
            return new Field(name, column, shape, spec.contains("!"));
        }
    }

    private final String table;
    private final String keyColumn;
    private final String keyField;
    private final List<Field> fields;

    Entry(String table, String keyColumn, String keyField, String fields) {
        this.table = table;
        this.keyColumn = keyColumn;
        this.keyField = keyField;
        this.fields = Stream.of(fields.split(" ")).map(Field::of).toList();
    }

    String table() {
        return table;
    }

    String keyColumn() {
        return keyColumn;
    }

    /** The name of the field that holds the key. */
    public String keyField() {
        return keyField;
    }

    /** All fields but the key. */
    public List<Field> fields() {
        return fields;
    }

    /** Whether recognition reads it, so that wordings are recognised again when it changes. */
    public boolean recognised() {
        return this != DESIGNATION;
    }
}
