package org.linchpin.reading;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Mapping.Source;

/**
 * A row of a file brought to the columns of the template: cells are taken from where the mapping says, joined, divided and
 * translated. The row at hand is its state.
 */
final class Template {

    private static final TemplateColumn[] COLUMNS = TemplateColumn.values();
    private static final int BITS = 9;

    private final int[] from = new int[COLUMNS.length];
    private final @Nullable Source[] sources = new @Nullable Source[COLUMNS.length];
    private final String[] constants = new String[COLUMNS.length];
    private final @Nullable Map<String, String>[] values;
    private final int[] leftOutColumns;
    private final List<Set<String>> leftOutWords;
    private final List<List<Glob>> leftOutGlobs;
    private final List<Mapping.LeftOut> rules;
    private final String[] cells = new String[COLUMNS.length];
    private final TemplateColumn[] filled;
    /** For each column read as it stands: cells that nothing was found wrong with. Each has one place, and gives way. */
    private final String[][] asTheyAre = new String[COLUMNS.length][0];

    /**
     * Makes the cells of a column fit to be read: {@code (column, cell as it stands there) → cell}. Answers the very cell only where
     * there is nothing to report of it.
     */
    interface Cleaning {
        String clean(TemplateColumn column, String raw);
    }

    @SuppressWarnings("unchecked")
    Template(Mapping mapping, Header header, Mapping.Applied applied) {
        values = (Map<String, String>[]) new Map<?, ?>[COLUMNS.length];
        for (TemplateColumn column : COLUMNS) {
            int i = column.ordinal();
            Source source = applied.from().get(column);
            from[i] = source == null ? -1 : source.columns().get(0);
            sources[i] = source == null || source.plain() ? null : source;
            constants[i] = mapping.constant(column).orElse("");
            values[i] = mapping.values().get(column.key());
            cells[i] = "";
            if (source != null && source.plain() && values[i] == null) {
                asTheyAre[i] = new String[1 << BITS];
            }
        }
        filled = Stream.of(COLUMNS)
                .filter(column -> from[column.ordinal()] >= 0
                        || !constants[column.ordinal()].isEmpty()
                        || values[column.ordinal()] != null)
                .toArray(TemplateColumn[]::new);
        rules = mapping.leaveOut().stream()
                .filter(rule -> header.labels().contains(rule.column()))
                .toList();
        leftOutColumns = rules.stream()
                .mapToInt(rule -> header.labels().indexOf(rule.column()))
                .toArray();
        leftOutWords = rules.stream()
                .map(rule -> globs(rule).filter(Glob::plain).map(Glob::word).collect(Collectors.toSet()))
                .toList();
        leftOutGlobs = rules.stream()
                .map(rule -> globs(rule).filter(glob -> !glob.plain()).toList())
                .toList();
    }

    private static Stream<Glob> globs(Mapping.LeftOut rule) {
        return rule.values().stream().map(Glob::of);
    }

    /** The rule by which the row is left out; null where it is not. */
    Mapping.@Nullable LeftOut leftOut(Rows rows) {
        for (int i = 0; i < leftOutColumns.length; i++) {
            String cell = rows.cell(leftOutColumns[i]).strip();
            if (leftOutWords.get(i).contains(cell)
                    || leftOutGlobs.get(i).stream().anyMatch(glob -> glob.fits(cell))) {
                return rules.get(i);
            }
        }
        return null;
    }

    void read(Rows rows, Cleaning cleaning) {
        for (TemplateColumn column : filled) {
            int i = column.ordinal();
            int at = from[i];
            String[] plain = asTheyAre[i];
            if (plain.length == 0 || !rows.repeats(at)) {
                cells[i] = cell(column, rows, cleaning);
                continue;
            }
            String raw = rows.cell(at);
            int place = raw.hashCode() * 0x9E3779B9 >>> Integer.SIZE - BITS;
            // The same object as a cell before: what was found of that one holds.
            if (plain[place] == raw) {
                cells[i] = raw;
                continue;
            }
            String said = cell(column, rows, cleaning);
            cells[i] = said;
            if (said == raw) {
                plain[place] = raw;
            }
        }
    }

    private String cell(TemplateColumn column, Rows rows, Cleaning cleaning) {
        int i = column.ordinal();
        int at = from[i];
        Source source = sources[i];
        String said = at < 0
                ? constants[i]
                : source == null ? cleaning.clean(column, rows.cell(at)) : made(column, source, rows, cleaning);
        if (at >= 0 && said.isEmpty()) {
            said = constants[i];
        }
        Map<String, String> translated = values[i];
        if (translated != null) {
            said = translated.getOrDefault(said, said);
        }
        return column == TemplateColumn.ASSET_REF || !Cells.placeholder(said) ? said : "";
    }

    private static String made(TemplateColumn column, Source source, Rows rows, Cleaning cleaning) {
        if (source.parts() > 1) {
            String whole = cleaning.clean(column, rows.cell(source.columns().get(0)));
            return part(whole, source.part(), source.parts());
        }
        StringBuilder joined = new StringBuilder();
        for (int at : source.columns()) {
            String cell = cleaning.clean(column, rows.cell(at));
            if (!Cells.placeholder(cell)) {
                joined.append(joined.isEmpty() ? "" : " ").append(cell);
            }
        }
        return joined.toString();
    }

    /**
     * A part of a cell. What stands around a pair of coordinates is no part of them; a cell is divided at semicolons, else at commas, else at
     * blanks, and the last part takes what is left.
     */
    static String part(String cell, int part, int parts) {
        String inside = cell;
        int open = Math.max(cell.indexOf('('), cell.indexOf('['));
        if (open >= 0 && (cell.endsWith(")") || cell.endsWith("]"))) {
            inside = cell.substring(open + 1, cell.length() - 1).strip();
        }
        // A comma with a blank behind it divides; one without may be before decimals.
        String sign =
                inside.indexOf(';') >= 0 ? ";" : inside.indexOf(", ") >= 0 ? ", " : inside.indexOf(' ') < 0 ? "," : " ";
        int begin = 0;
        for (int i = 0; i < part; i++) {
            int next = inside.indexOf(sign, begin);
            if (next < 0) {
                return "";
            }
            begin = next + sign.length();
            while (begin < inside.length() && inside.charAt(begin) == ' ') {
                begin++;
            }
        }
        int end = part == parts - 1 ? -1 : inside.indexOf(sign, begin);
        return inside.substring(begin, end < 0 ? inside.length() : end).strip();
    }

    String cell(TemplateColumn column) {
        return cells[column.ordinal()];
    }

    /** The column of the file that a template column is read from, or -1. */
    int from(TemplateColumn column) {
        return from[column.ordinal()];
    }

    /** A hash of everything that the row says, but its reference. */
    long content() {
        long hash = 0xcbf29ce484222325L;
        for (int i = 1; i < cells.length; i++) {
            hash = Identities.hash(hash, cells[i]);
        }
        return hash;
    }
}
