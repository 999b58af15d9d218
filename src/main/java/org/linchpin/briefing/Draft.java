package org.linchpin.briefing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Document.Bar;
import org.linchpin.briefing.Document.Block;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Heading;
import org.linchpin.briefing.Document.Picture;
import org.linchpin.briefing.Document.Row;
import org.linchpin.briefing.Document.Span;
import org.linchpin.briefing.Document.Statement;
import org.linchpin.briefing.Document.Table;
import org.linchpin.briefing.Document.Text;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Interval;
import org.linchpin.exposure.Say;
import org.linchpin.inventory.Tally;

/** A briefing while it is being written: blocks and figures in the order they come. */
final class Draft {

    /** Where every table of figures comes from. */
    static final String SOURCE = "Registers of operators and the catalogue of this installation";

    /** No chart has more bars; its table has the rest. */
    static final int MOST_BARS = 4;

    private final List<Block> blocks = new ArrayList<>();
    private final Map<Integer, List<Function<Map<String, Figure>, String>>> own = new LinkedHashMap<>();
    private final @Nullable LocalDate newest;
    private final String unit;
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Map<String, Statement> statements = new LinkedHashMap<>();
    private final Map<String, Integer> keys = new LinkedHashMap<>();

    /**
     * A draft.
     *
     * @param newest the day of the newest register behind it, for figures that do not say
     * @param unit what is counted, in the plural: units, kilowatts
     */
    Draft(@Nullable LocalDate newest, String unit) {
        this.newest = newest;
        this.unit = unit;
    }

    /** All blocks; somebody's own words are bound only now, so that they may name figures of later sections. */
    List<Block> blocks() {
        List<Block> all = new ArrayList<>();
        for (int i = 0; i <= blocks.size(); i++) {
            for (Function<Map<String, Figure>, String> words : own.getOrDefault(i, List.of())) {
                all.addAll(Markdown.blocks(words.apply(figures), figures));
            }
            if (i < blocks.size()) {
                all.add(blocks.get(i));
            }
        }
        return List.copyOf(all);
    }

    /** Somebody's own words, in Markdown. */
    void own(String markdown) {
        late(figures -> markdown);
    }

    /** A section's own words, after its figures. */
    void own(Section section) {
        String text = section.text();
        if (text != null && !text.isBlank()) {
            own(text);
        }
    }

    /** Words, in Markdown, that depend on figures of sections still to be written. */
    void late(Function<Map<String, Figure>, String> words) {
        own.computeIfAbsent(blocks.size(), at -> new ArrayList<>()).add(words);
    }

    Map<String, Figure> figures() {
        return figures;
    }

    List<Statement> statements() {
        return List.copyOf(statements.values());
    }

    void add(Block block) {
        blocks.add(block);
    }

    void heading(int level, String text, boolean newPage) {
        blocks.add(new Heading(level, unique("s"), text, newPage));
    }

    /** The heading somebody gave a section, else this. */
    void head(Section section, String otherwise) {
        String said = section.heading();
        heading(2, said == null || said.isBlank() ? otherwise : said, section.newPage());
    }

    /** A section that has nothing to show, and says so. */
    void nothing(Section section, String heading, String note) {
        head(section, heading);
        text("note", note);
        own(section);
    }

    void text(String role, String words) {
        if (!words.isEmpty()) {
            blocks.add(new Text(role, List.of(Span.plain(words))));
        }
    }

    void figure(Figure figure) {
        figures.putIfAbsent(
                figure.key(),
                figure.newest() != null
                        ? figure
                        : new Figure(
                                figure.key(),
                                figure.label(),
                                figure.text(),
                                figure.low(),
                                figure.high(),
                                figure.unit(),
                                figure.confidence(),
                                figure.suppressed(),
                                newest));
    }

    void statement(Statement statement) {
        statements.putIfAbsent(statement.about() + "|" + statement.what() + "|" + statement.date(), statement);
    }

    /** A key for a table that no other table of this briefing has. */
    String unique(String key) {
        int n = keys.merge(key, 1, Integer::sum);
        return n == 1 && !key.equals("s") ? key : key + "-" + n;
    }

    /** The figures of a picture under names that begin alike. */
    void figures(String prefix, Exposure.Picture picture, @Nullable LocalDate newest) {
        Tally tally = picture.tally();
        String known = known(picture);
        String little = picture.leader() == null ? "fewer than one unit in twenty is identified" : null;
        double total = tally.total();
        figure(new Figure(
                prefix + "units", "Connected " + unit, Say.count(total), total, total, unit, known, null, newest));
        figure(new Figure(
                prefix + "identified",
                Material.capital(unit) + " whose module maker is known",
                Say.count(tally.identified()),
                tally.identified(),
                tally.identified(),
                unit,
                known,
                null,
                newest));
        figure(new Figure(
                prefix + "coverage",
                "Share of " + unit + " whose controller is known",
                Say.atLeast(tally.coverage()),
                tally.coverage(),
                tally.coverage(),
                "share",
                known,
                null,
                newest));
        figure(new Figure(
                prefix + "unknown",
                Material.capital(unit) + " whose module maker is not known",
                Say.count(total - tally.identified()),
                total - tally.identified(),
                total - tally.identified(),
                unit,
                known,
                null,
                newest));
        Concentration all = picture.concentration();
        if (all != null) {
            range(
                    prefix + "hhi",
                    "Concentration (HHI)",
                    Say.index(all.hhi()),
                    all.hhi(),
                    "HHI, 0 to 10,000",
                    known,
                    little,
                    newest);
            range(prefix + "largest", "Largest share", Say.share(all.cr1()), all.cr1(), "share", known, little, newest);
            range(
                    prefix + "four",
                    "Four largest together",
                    Say.share(all.cr4()),
                    all.cr4(),
                    "share",
                    known,
                    little,
                    newest);
        }
        Tally.Count leader = picture.leader();
        figure(new Figure(
                prefix + "leader",
                "Controller with the largest sure share",
                leader == null ? "too little known" : leader.name(),
                null,
                null,
                "",
                known,
                little,
                newest));
        if (leader != null) {
            range(
                    prefix + "leader.share",
                    "Share of " + leader.name(),
                    Say.share(picture.share(leader)),
                    picture.share(leader),
                    "share",
                    known,
                    null,
                    newest);
        }
    }

    void range(
            String key,
            String label,
            String text,
            Interval interval,
            String unit,
            String confidence,
            @Nullable String suppressed,
            @Nullable LocalDate newest) {
        figure(new Figure(key, label, text, interval.low(), interval.high(), unit, confidence, suppressed, newest));
    }

    static String known(Exposure.Picture picture) {
        return Say.atLeast(picture.tally().coverage()) + " identified";
    }

    /** The shares of a picture as a chart, the largest first; what is left closes it. */
    void chart(String title, Exposure.Picture picture) {
        List<Tally.Count> counts = picture.tally().counts();
        int alone = counts.size() <= MOST_BARS ? counts.size() : MOST_BARS - 1;
        List<Bar> bars = new ArrayList<>();
        counts.stream().limit(alone).forEach(count -> bars.add(bar(count.name(), picture.share(count))));
        if (counts.size() > alone) {
            Set<String> rest = counts.stream().skip(alone).map(Tally.Count::key).collect(Collectors.toSet());
            bars.add(bar(
                    rest.size() + " others together",
                    picture.share(picture.tally().together(rest, ""))));
        }
        chart(title, bars);
    }

    static Bar bar(String label, Interval share) {
        return new Bar(label, share.low(), share.high(), Say.share(share));
    }

    void chart(String title, List<Bar> bars) {
        if (!bars.isEmpty()) {
            List<Bar> drawn = bars.subList(0, Math.min(MOST_BARS, bars.size()));
            blocks.add(new Picture("shares", title, alternative(title, drawn), 1, drawn));
        }
    }

    static String alternative(String title, List<Bar> bars) {
        StringBuilder words = new StringBuilder("Bar chart: ").append(title).append(". ");
        for (Bar bar : bars) {
            words.append(bar.label()).append(' ').append(bar.text()).append("; ");
        }
        return words.substring(0, words.length() - 2) + ".";
    }

    /** Shares by holder. */
    void shares(String key, String title, String head, Exposure.Picture picture, boolean read) {
        List<Row> rows = picture.tally().counts().stream()
                .filter(count -> count.sure() > 0)
                .map(count -> share(count.name(), picture, count))
                .toList();
        table(key, title, SHARE_NOTE, "share", read, shareColumns(head), rows);
    }

    static final String SHARE_NOTE =
            "From what is sure to what would be if every open unit that can be theirs were theirs.";

    List<Column> shareColumns(String head) {
        return List.of(
                Column.words(head),
                Column.reading("Share"),
                Column.data("Share at least", "share"),
                Column.data("Share at most", "share"),
                Column.number("Sure " + unit, unit),
                Column.number("Possible " + unit, unit));
    }

    static Row share(String name, Exposure.Picture picture, Tally.Count count) {
        Interval share = picture.share(count);
        return new Row(
                List.of(
                        Cell.of(name),
                        Cell.of(Say.share(share)),
                        Cell.of(Say.atLeast(share.low()), share.low()),
                        Cell.of(Say.atMost(share.high()), share.high()),
                        Cell.of(Say.count(count.sure()), count.sure()),
                        Cell.of(Say.count(count.possible()), count.possible())),
                known(picture));
    }

    /** Parts of a slice, each with its leader. */
    void parts(String key, String title, String head, List<Map.Entry<String, Exposure.Picture>> parts, boolean read) {
        List<Row> rows =
                parts.stream().map(part -> part(part.getKey(), part.getValue())).toList();
        table(
                key,
                title,
                "Each with the controller that surely has most there.",
                "share",
                read,
                List.of(
                        Column.words(head),
                        Column.number(Material.capital(unit), unit),
                        Column.reading("Known"),
                        Column.data("Identified", "share"),
                        Column.words("Largest controller"),
                        Column.reading("Its share"),
                        Column.data("Its share at least", "share"),
                        Column.data("Its share at most", "share"),
                        Column.reading("HHI"),
                        Column.data("HHI at least", "HHI"),
                        Column.data("HHI at most", "HHI")),
                rows);
    }

    private static Row part(String name, Exposure.Picture picture) {
        Tally tally = picture.tally();
        Tally.Count leader = picture.leader();
        Concentration all = picture.concentration();
        Interval hhi = all == null ? new Interval(0, 10_000) : all.hhi();
        Interval share = leader == null ? new Interval(0, 1) : picture.share(leader);
        String words = leader == null ? "–" : Say.share(share);
        return new Row(
                List.of(
                        Cell.of(name),
                        Cell.of(Say.count(tally.total()), tally.total()),
                        Cell.of(Say.atLeast(tally.coverage())),
                        Cell.of(Say.atLeast(tally.coverage()), tally.coverage()),
                        Cell.of(leader == null ? "too little known" : leader.name()),
                        Cell.of(words),
                        Cell.of(Say.atLeast(share.low()), share.low()),
                        Cell.of(Say.atMost(share.high()), share.high()),
                        Cell.of(Say.index(hhi)),
                        Cell.of(Say.count(hhi.low()), hhi.low()),
                        Cell.of(Say.count(hhi.high()), hhi.high())),
                known(picture));
    }

    void table(
            String key,
            String title,
            String note,
            String definition,
            boolean read,
            List<Column> columns,
            List<Row> rows) {
        if (!rows.isEmpty()) {
            blocks.add(new Table(unique(key), title, note, definition, SOURCE, read, columns, rows));
        }
    }
}
