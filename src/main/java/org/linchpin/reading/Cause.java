package org.linchpin.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Problem.Severity;

/**
 * Problems of one file that come from the same thing: what it is, how often, and what stands there most often.
 *
 * @param column number of the column from 0; -1 where rows or the whole file are meant
 * @param header what the column is called
 * @param count how many problems there are
 * @param cells how many cells or rows they are about, which is more where one problem speaks of a whole column
 * @param firstRow where the first is
 * @param message what is wrong with the first
 * @param fix how to mend it
 * @param values what stands there, the most frequent first; some of it where there is much
 * @param allValues whether these are all values there are
 */
public record Cause(
        Severity severity,
        String code,
        int column,
        @Nullable String header,
        long count,
        long cells,
        long firstRow,
        String message,
        String fix,
        List<Value> values,
        boolean allValues) {

    /** What may be found, by its code: {@code {n}} is how many, {@code {column}} where. One and many are divided by a bar. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("column-undecided", "Nobody has said what one column means|Nobody has said what {n} columns mean");
        WORDS.put(
                "column-gone",
                "One column that was used before is not in this file|{n} columns that were used before are not in this file");
        WORDS.put(
                "form-changed",
                "The file is written in another way than those before|The file is written in other ways than those before");
        WORDS.put("rows-before-header", "What stands above the header is not read");
        WORDS.put("header-repeated", "One column name comes twice|{n} column names come twice");
        WORDS.put("identity-missing", "No column identifies the assets; a row is known by what it says");
        WORDS.put("model-missing", "Who made it is said, and no column says which model it is");
        WORDS.put(
                "date-order",
                "One day in {column} can be read in two ways; read as day, month, year|{n} days in {column} can be read in two ways;"
                        + " read as day, month, year");
        WORDS.put(
                "date-mixed",
                "Days in {column} are written in two orders, some with the day first and some with the month; one can be read"
                        + " in both ways|Days in {column} are written in two orders, some with the day first and some with the month;"
                        + " {n} can be read in both ways");
        WORDS.put(
                "decimal-order",
                "Numbers in {column} can be read in two ways, for no row shows what stands before decimals");
        WORDS.put("unit-doubtful", "Most numbers in {column} are 1,000 or more: kilowatts, or watts?");
        WORDS.put("quote-open", "A quotation mark is opened and never closed: the rest of the file lies in one cell");
        WORDS.put(
                "quote-astray",
                "One row goes on in the next, for a quotation mark in it belongs to words|{n} rows go on in the next, for a quotation mark in them"
                        + " belongs to words");
        WORDS.put(
                "row-ragged",
                "One row has not as many cells as the header|{n} rows have not as many cells as the header");
        WORDS.put("ref-missing", "One row has no reference|{n} rows have no reference");
        WORDS.put(
                "ref-repeated",
                "One row uses a reference that an earlier row uses for something else|{n} rows use a reference that an earlier row uses"
                        + " for something else");
        WORDS.put(
                "ref-rounded",
                "A spreadsheet has rounded one reference, which may stand for several assets|A spreadsheet has rounded {n} references, each of"
                        + " which may stand for several assets");
        WORDS.put("row-total", "One row sums up others and is no asset|{n} rows sum up others and are no assets");
        WORDS.put(
                "class-missing",
                "One row does not say what kind of equipment it is|{n} rows do not say what kind of equipment they are");
        WORDS.put(
                "class-unknown",
                "In one row {column} says no kind of equipment that is known|In {n} rows {column} says no kind of"
                        + " equipment that is known");
        WORDS.put(
                "sector-missing",
                "One row does not say which sector it serves|{n} rows do not say which sector they serve");
        WORDS.put("operator-other", "One row belongs to another operator|{n} rows belong to another operator");
        WORDS.put(
                "units-range",
                "In one row {column} is no whole number from 1 on|In {n} rows {column} is no whole number from 1 on");
        WORDS.put("cell-too-long", "One cell in {column} is too long|{n} cells in {column} are too long");
        WORDS.put("cell-nul", "One cell in {column} holds a NUL character|{n} cells in {column} hold a NUL character");
        WORDS.put(
                "cell-undecoded",
                "One cell in {column} holds a character that could not be decoded|{n} cells in {column} hold characters that could not"
                        + " be decoded");
        WORDS.put("date-form", "One cell in {column} is no day|{n} cells in {column} are no day");
        WORDS.put(
                "number-form",
                "One cell in {column} is no number that fits|{n} cells in {column} are no number that fits");
        WORDS.put("number-range", "One number in {column} is out of range|{n} numbers in {column} are out of range");
        WORDS.put(
                "flag-form", "One cell in {column} is neither yes nor no|{n} cells in {column} are neither yes nor no");
        WORDS.put(
                "status-unknown",
                "One row has a word in {column} that is not known; counted as in service|{n} rows have words in"
                        + " {column} that are not known; counted as in service");
        WORDS.put(
                "sector-unknown",
                "One word in {column} is no sector that is known|{n} rows have words in {column} that are no sector");
        WORDS.put(
                "region-unknown",
                "One cell in {column} is no region that is known|{n} cells in {column} are no region that is known");
        WORDS.put(
                "place-range",
                "One cell in {column} is out of the range of degrees|{n} cells in {column} are out of the range of degrees");
        WORDS.put(
                "place-outside",
                "One place lies in none of the regions known here|{n} places lie in none of the regions known here");
        WORDS.put(
                "place-elsewhere",
                "One row has coordinates in another region than its postcode; the postcode is believed|{n} rows have coordinates in another"
                        + " region than their postcode; the postcode is believed");
        WORDS.put(
                "tac-form", "One cell in {column} is no IMEI and no TAC|{n} cells in {column} are no IMEI and no TAC");
        WORDS.put("usb-form", "One cell in {column} is no USB id|{n} cells in {column} are no USB id");
        WORDS.put(
                "row-repeated",
                "One row says the same as an earlier one and is counted once|{n} rows say the same as an earlier one and"
                        + " are counted once");
        WORDS.put(
                LineCheck.LEFT_OUT,
                "One row is left out, as the mapping says|{n} rows are left out, as the mapping says");
    }

    /** What stands in a cell, and how often. */
    public record Value(String said, long times) {}

    public Cause {
        values = List.copyOf(values);
    }

    /** The cause in words, such as "40,212 days in “Installed” can be read in two ways". */
    public String words() {
        String[] forms = WORDS.getOrDefault(code, message).split("\\|");
        return forms[cells == 1 ? 0 : forms.length - 1]
                .replace("{n}", "%,d".formatted(cells))
                .replace("{column}", "\u201C" + header + "\u201D");
    }

    /** Every code under which a problem is found, and what it means. */
    static Map<String, String> codes() {
        Map<String, String> all = new LinkedHashMap<>();
        WORDS.forEach((code, words) -> {
            String[] forms = words.split("\\|");
            all.put(code, forms[0].replace("{column}", "a column"));
        });
        return all;
    }
}
