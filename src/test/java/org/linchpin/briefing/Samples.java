package org.linchpin.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.linchpin.briefing.Document.Bar;
import org.linchpin.briefing.Document.Block;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Fact;
import org.linchpin.briefing.Document.Facts;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Heading;
import org.linchpin.briefing.Document.Picture;
import org.linchpin.briefing.Document.Row;
import org.linchpin.briefing.Document.Table;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Documents for tests, and a press without the application around it. */
final class Samples {

    static final String CHINESE = "移远通信 图";
    static final String HEBREW = "שלום עולם";
    static final String ARABIC = "السلام عليكم";
    static final String EMOJI = "📡🔌";
    static final String SCRIPT = "<script>alert(1)</script>";
    static final String LONG = "Consolidated ".repeat(23) + "X";

    private Samples() {}

    static Press press() {
        return new Press(web());
    }

    static Web web() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return new Web(engine);
    }

    /** The same blocks one after the other again. */
    static Document twice(Document once) {
        List<Block> blocks = new ArrayList<>(once.blocks());
        blocks.addAll(once.blocks());
        return with(once, blocks);
    }

    private static Document with(Document once, List<Block> blocks) {
        return new Document(
                once.number(),
                once.address(),
                once.title(),
                once.audience(),
                once.marking(),
                once.author(),
                once.issued(),
                once.asAt(),
                once.knownAt(),
                once.scope(),
                once.finding(),
                once.rule(),
                once.weight(),
                once.methods(),
                once.cover(),
                once.invented(),
                blocks,
                once.figures(),
                once.basis(),
                once.statements());
    }

    /** One table with very many rows. */
    static Document huge(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(List.of(Cell.of("row " + i + " of them"), Cell.of("1,000", 1000)), "80% identified"));
        }
        return with(
                hard("OFFICIAL"),
                List.of(
                        new Heading(2, "s-1", "A huge table", false),
                        new Table(
                                "huge",
                                "Very many rows",
                                "All of them.",
                                "share",
                                Draft.SOURCE,
                                true,
                                List.of(Column.words("Name"), Column.number("Units", "units")),
                                rows)));
    }

    /** Everything that is hard to write down, in every kind of block. */
    static Document hard(String marking) {
        Figure figure = new Figure(
                "units",
                "Connected units",
                "1,000",
                1000d,
                1000d,
                "units",
                "80% identified",
                null,
                LocalDate.of(2026, 6, 30));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(2, "s-1", "Between 58% and 81% depend on " + CHINESE, false));
        blocks.addAll(Markdown.blocks(
                "Of {{units}} units, **some** are *known*: " + CHINESE + " and " + HEBREW + " and " + ARABIC + " "
                        + EMOJI
                        + " " + SCRIPT
                        + " [a link](https://example.org/a) [no link](javascript:alert(1))\n\n- one\n- two "
                        + HEBREW + "\n\n" + HEBREW + " " + ARABIC + "\n\n> " + LONG,
                Map.of("units", figure)));
        blocks.add(new Facts(List.of(new Fact("Connected units", "1,000", "note"), new Fact("Known", "80%", CHINESE))));
        List<Bar> bars = List.of(
                new Bar(CHINESE, .58, .81, "58–81%"),
                new Bar(LONG, .1, .3, "10–30%"),
                new Bar(HEBREW + " " + EMOJI, 0, .2, "0–20%"));
        blocks.add(new Picture("shares", "Shares", Draft.alternative("Shares", bars), 1, bars));
        blocks.add(new Picture("years", "Years", Draft.alternative("Years", bars), 1, bars));
        blocks.add(new Picture("explain", "Explained", "What is inside what", 1, List.of()));
        blocks.add(new Picture(
                "money",
                "Money",
                "Money",
                4e6,
                List.of(new Bar("Sure", 2e6, 3e6, "£2.0m–£3.0m"), new Bar("All", 1e6, 4e6, "£1.0m–£4.0m"))));
        List<Row> rows = new ArrayList<>();
        for (String name :
                List.of(CHINESE, HEBREW, ARABIC, EMOJI, SCRIPT, LONG, "=1+1", "-cmd|' /C calc'!A0", "@SUM(1)")) {
            rows.add(new Row(
                    List.of(
                            Cell.of(name),
                            Cell.of("58–81%"),
                            Cell.of("58%", .58),
                            Cell.of("81%", .81),
                            Cell.of("1,000", 1000)),
                    "80% identified"));
        }
        blocks.add(new Table(
                "controllers",
                "Controllers",
                "From sure to possible.",
                "share",
                Draft.SOURCE,
                true,
                List.of(
                        Column.words("Controller"),
                        Column.reading("Share"),
                        Column.data("Share at least", "share"),
                        Column.data("Share at most", "share"),
                        Column.number("Units", "units")),
                rows));
        return new Document(
                "B-20261125-AB3D5",
                "/briefings/123456",
                "On whom we depend: " + CHINESE,
                "The minister",
                marking,
                "analyst",
                LocalDate.of(2026, 11, 25),
                LocalDate.of(2026, 11, 25),
                Instant.parse("2026-11-25T03:00:00Z"),
                "connected units",
                "Between 58% and 81% of connected units depend on " + CHINESE,
                "Declared control",
                "units",
                List.of("exposure-2"),
                true,
                true,
                blocks,
                List.of(figure),
                List.of(new Document.Basis(
                        "northgrid",
                        "Meters " + CHINESE,
                        LocalDate.of(2026, 6, 30),
                        Instant.parse("2026-07-01T00:00:00Z"),
                        "a".repeat(64),
                        1000)),
                List.of(new Document.Statement(CHINESE, "counted to " + HEBREW, "2024", "ownership")));
    }
}
