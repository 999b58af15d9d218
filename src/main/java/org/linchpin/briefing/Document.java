package org.linchpin.briefing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A briefing as it is frozen: every word, figure and table, and all that they rest on. Every format is written from it
 * alone, so that no two can disagree.
 *
 * @param number what it is cited by
 * @param address where it stays
 * @param scope what is counted, in words
 * @param finding what it says about that, in one sentence
 * @param cover whether it begins with a page of its own
 * @param invented whether operators were made up for a demonstration
 * @param statements what the catalogue said about who controls whom, and which lists name them
 */
record Document(
        String number,
        String address,
        String title,
        String audience,
        String marking,
        String author,
        LocalDate issued,
        LocalDate asAt,
        Instant knownAt,
        String scope,
        String finding,
        String rule,
        String weight,
        List<String> methods,
        boolean cover,
        boolean invented,
        List<Block> blocks,
        List<Figure> figures,
        List<Basis> basis,
        List<Statement> statements) {

    private static final int LONGEST_KEPT = 14;

    /** A register that the figures rest on, as submitted. */
    record Basis(String operator, String register, LocalDate effective, Instant acceptedAt, String sha256, long rows) {}

    /** What the catalogue said when the briefing was issued. */
    record Statement(String about, String what, String date, String source) {}

    /**
     * A number with its name, so that text can be bound to it.
     *
     * @param text both ends in words, rounded outwards
     * @param low in the unit; null where the figure is no number
     * @param suppressed why it must not be quoted; null where it may be
     * @param newest the day of the newest register behind it; null where there is none
     */
    record Figure(
            String key,
            String label,
            String text,
            @Nullable Double low,
            @Nullable Double high,
            String unit,
            String confidence,
            @Nullable String suppressed,
            @Nullable LocalDate newest) {}

    /** A piece of the document. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "block")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Heading.class, name = "heading"),
        @JsonSubTypes.Type(value = Text.class, name = "text"),
        @JsonSubTypes.Type(value = Items.class, name = "items"),
        @JsonSubTypes.Type(value = Facts.class, name = "facts"),
        @JsonSubTypes.Type(value = Picture.class, name = "picture"),
        @JsonSubTypes.Type(value = Table.class, name = "table")
    })
    sealed interface Block {

        default String kind() {
            return getClass().getSimpleName();
        }
    }

    /**
     * A heading.
     *
     * @param level 2 for a section, 3 and 4 within it
     * @param newPage whether it begins a page on paper
     */
    record Heading(int level, String anchor, String text, boolean newPage) implements Block {}

    /** A paragraph; its role is body, lede, note, small or quote. */
    record Text(String role, List<Span> spans) implements Block {}

    record Items(boolean ordered, List<List<Span>> items) implements Block {}

    /**
     * A run of text in one manner.
     *
     * @param figure the key of the figure that these words are; null where they are words
     */
    record Span(
            String text,
            boolean strong,
            boolean emphasis,
            boolean code,
            @Nullable String href,
            @Nullable String figure) {

        static Span plain(String text) {
            return new Span(text, false, false, false, null, null);
        }
    }

    /** Numbers that stand on their own. */
    record Facts(List<Fact> facts) implements Block {}

    record Fact(String label, String value, String note) {}

    /**
     * A chart, as data: how it is drawn is for {@link Chart}.
     *
     * @param chart shares, money, swings, years, explain or ways
     * @param alternative what it shows, in words, for who does not see it
     * @param most the end of its scale
     */
    record Picture(String chart, String title, String alternative, double most, List<Bar> bars) implements Block {}

    /** From nothing to low it is sure, from low to high possible. */
    record Bar(String label, double low, double high, String text) {}

    /**
     * A table.
     *
     * @param key its name in files
     * @param note how it is to be read
     * @param definition the anchor of its figure's definition
     * @param read whether it stands in documents to be read, or only in those to be calculated with
     */
    record Table(
            String key,
            String title,
            String note,
            String definition,
            String source,
            boolean read,
            List<Column> columns,
            List<Row> rows)
            implements Block {

        /** Whether it is so small that it stays on one page. */
        @JsonIgnore
        public boolean isShort() {
            return rows.size() <= LONGEST_KEPT;
        }

        /** Its columns in documents to be read. */
        public List<Column> shown() {
            return columns.stream().filter(Column::shown).toList();
        }

        /** The cells of a row that stand in documents to be read. */
        public List<Cell> shown(Row row) {
            return choose(row, Column::shown);
        }

        List<Cell> choose(Row row, Function<Column, Boolean> wanted) {
            return Stream.iterate(0, i -> i < columns.size(), i -> i + 1)
                    .filter(i -> wanted.apply(columns.get(i)))
                    .map(i -> row.cells().get(i))
                    .toList();
        }
    }

    /**
     * A column.
     *
     * @param unit of its numbers; empty for words
     * @param shown whether people read it
     * @param counted whether programs read it
     */
    record Column(String name, String unit, boolean shown, boolean counted) {

        static Column words(String name) {
            return new Column(name, "", true, true);
        }

        static Column number(String name, String unit) {
            return new Column(name, unit, true, true);
        }

        static Column reading(String name) {
            return new Column(name, "", true, false);
        }

        static Column data(String name, String unit) {
            return new Column(name, unit, false, true);
        }

        public boolean numeric() {
            return !unit.isEmpty();
        }
    }

    record Row(List<Cell> cells, String confidence) {}

    /** A cell; number is null where it is words. */
    record Cell(String text, @Nullable Double number) {

        static Cell of(String text) {
            return new Cell(text, null);
        }

        static Cell of(String text, double number) {
            return new Cell(text, number);
        }
    }

    /** Blocks that belong on one page: a heading with its words and its first picture or small table, else each alone. */
    public List<List<Block>> groups() {
        List<List<Block>> groups = new ArrayList<>();
        List<Block> open = null;
        for (Block block : blocks) {
            boolean heading = block instanceof Heading;
            if (block instanceof Table table && table.read() && !table.isShort()) {
                open = null;
            }
            if (open == null || (heading && !(open.get(open.size() - 1) instanceof Heading))) {
                open = new ArrayList<>();
                groups.add(open);
            }
            open.add(block);
            boolean words = heading
                    || block instanceof Text
                    || block instanceof Facts
                    || (block instanceof Table table && !table.read());
            if (!words || !(open.get(0) instanceof Heading)) {
                open = null;
            }
        }
        return groups;
    }

    public List<Table> tables() {
        return blocks.stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }

    public List<Picture> pictures() {
        return blocks.stream()
                .filter(Picture.class::isInstance)
                .map(Picture.class::cast)
                .toList();
    }

    public List<Heading> sections() {
        return blocks.stream()
                .filter(Heading.class::isInstance)
                .map(Heading.class::cast)
                .filter(heading -> heading.level() == 2)
                .toList();
    }

    /** The name of a file of it, without the format: number, marking and title. */
    public String fileName() {
        String words =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String name = number + (marking.isEmpty() ? "" : "_" + marking) + (words.isEmpty() ? "" : "_" + words);
        return name.length() > 100 ? name.substring(0, 100).replaceAll("-$", "") : name;
    }
}
