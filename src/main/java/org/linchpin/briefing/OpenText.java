package org.linchpin.briefing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.linchpin.briefing.Document.Block;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Facts;
import org.linchpin.briefing.Document.Heading;
import org.linchpin.briefing.Document.Items;
import org.linchpin.briefing.Document.Picture;
import org.linchpin.briefing.Document.Row;
import org.linchpin.briefing.Document.Span;
import org.linchpin.briefing.Document.Table;
import org.linchpin.briefing.Document.Text;
import org.linchpin.office.OpenDocument;
import org.linchpin.office.Zip;

/** A text to be edited, as OpenDocument (ODF 1.3): real headings, tables with header rows, charts with alternatives. */
final class OpenText {

    private static final String TYPE = "application/vnd.oasis.opendocument.text";

    /** Between the margins, in hundredths of a millimetre. */
    private static final int TEXT_WIDTH = 17_000;

    private final StringBuilder body = new StringBuilder();
    private final Set<Integer> widths = new TreeSet<>();
    private int tables;
    private int pictures;

    private OpenText() {}

    /** Writes it; drawings are its pictures in their order, as SVG. */
    static byte[] of(Document document, List<String> drawings) {
        OpenText text = new OpenText();
        text.head(document);
        List<Chart.Drawing> sizes = document.pictures().stream().map(Chart::of).toList();
        document.blocks().forEach(block -> text.block(block, sizes));
        text.basis(document);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("mimetype", Zip.utf8(TYPE));
        files.put("content.xml", Zip.utf8(text.content()));
        files.put("styles.xml", Zip.utf8(styles(document)));
        files.put(
                "meta.xml",
                Zip.utf8(OpenDocument.meta(
                        document.title(),
                        document.finding(),
                        document.author(),
                        document.knownAt(),
                        document.number(),
                        document.marking())));
        List<String> images = new ArrayList<>();
        for (int i = 0; i < drawings.size(); i++) {
            images.add("Pictures/chart" + (i + 1) + ".svg");
            files.put(images.get(i), Zip.utf8(OpenDocument.HEAD + drawings.get(i)));
        }
        files.put("META-INF/manifest.xml", Zip.utf8(OpenDocument.manifest(TYPE, images)));
        return Zip.of(files);
    }

    private void head(Document document) {
        paragraph("Small", document.number());
        body.append("<text:h text:style-name=\"Title\" text:outline-level=\"1\">")
                .append(Zip.xml(document.title()))
                .append("</text:h>");
        if (document.cover()) {
            paragraph("Lede", document.finding());
        }
        paragraph("Small", Ends.clocks(document));
        if (document.invented()) {
            paragraph("Note", "Made from invented registers. It says nothing about any real operator.");
        }
        if (document.cover()) {
            paragraph("Caption", "Contents");
            items(
                    true,
                    document.sections().stream()
                            .map(section -> List.of(Span.plain(section.text())))
                            .toList());
        }
    }

    private void block(Block block, List<Chart.Drawing> sizes) {
        if (block instanceof Heading heading) {
            body.append("<text:h text:style-name=\"")
                    .append(heading.newPage() ? "H" + heading.level() + "new" : "Heading" + heading.level())
                    .append("\" text:outline-level=\"")
                    .append(heading.level())
                    .append("\">")
                    .append(Zip.xml(heading.text()))
                    .append("</text:h>");
        } else if (block instanceof Text text) {
            open(style(text.role()), join(text.spans()));
            spans(text.spans());
            body.append("</text:p>");
        } else if (block instanceof Items items) {
            items(items.ordered(), items.items());
        } else if (block instanceof Facts facts) {
            table(
                    "Key figures",
                    List.of("Figure", "Value", "About it"),
                    facts.facts().stream()
                            .map(fact -> List.of(Cell.of(fact.label()), Cell.of(fact.value()), Cell.of(fact.note())))
                            .toList());
        } else if (block instanceof Picture picture) {
            picture(picture, sizes.get(pictures));
        } else if (block instanceof Table table && table.read()) {
            table(
                    table.title(),
                    table.shown().stream().map(Column::name).toList(),
                    table.rows().stream().map((Row row) -> table.shown(row)).toList());
            paragraph("Small", table.note());
        }
    }

    private void items(boolean ordered, List<List<Span>> items) {
        body.append("<text:list text:style-name=\"")
                .append(ordered ? "Numbers" : "Bullets")
                .append("\">");
        for (List<Span> item : items) {
            body.append("<text:list-item>");
            open("Item", join(item));
            spans(item);
            body.append("</text:p></text:list-item>");
        }
        body.append("</text:list>");
    }

    static String join(List<Span> spans) {
        return String.join("", spans.stream().map(Span::text).toList());
    }

    static String style(String role) {
        return switch (role) {
            case "lede" -> "Lede";
            case "note", "quote" -> "Note";
            case "small" -> "Small";
            default -> "Body";
        };
    }

    private void open(String style, String words) {
        body.append("<text:p text:style-name=\"")
                .append(Zip.rightToLeft(words) ? style + "Right" : style)
                .append("\">");
    }

    private void spans(List<Span> spans) {
        for (Span span : spans) {
            String words = Zip.xml(span.text());
            String style = span.code()
                    ? "Code"
                    : span.strong() || span.figure() != null ? "Strong" : span.emphasis() ? "Emphasis" : "";
            String styled =
                    style.isEmpty() ? words : "<text:span text:style-name=\"" + style + "\">" + words + "</text:span>";
            String href = span.href();
            body.append(
                    href == null
                            ? styled
                            : "<text:a xlink:type=\"simple\" xlink:href=\"" + Zip.xml(href) + "\">" + styled
                                    + "</text:a>");
        }
    }

    private void paragraph(String style, String words) {
        open(style, words);
        body.append(Zip.xml(words)).append("</text:p>");
    }

    private void table(String title, List<String> header, List<List<Cell>> rows) {
        tables++;
        paragraph("Caption", title);
        body.append("<table:table table:name=\"Table").append(tables).append("\" table:style-name=\"Tab\">");
        for (int width : Ends.widths(header, rows, TEXT_WIDTH)) {
            widths.add(width);
            body.append("<table:table-column table:style-name=\"W")
                    .append(width)
                    .append("\"/>");
        }
        body.append("<table:table-header-rows><table:table-row>");
        for (int i = 0; i < header.size(); i++) {
            cell("Head", "Strong", header.get(i), Ends.numbers(rows, i));
        }
        body.append("</table:table-row></table:table-header-rows>");
        for (List<Cell> row : rows) {
            body.append("<table:table-row table:style-name=\"Row\">");
            row.forEach(cell -> cell("Cell", "", cell.text(), cell.number() != null));
            body.append("</table:table-row>");
        }
        body.append("</table:table>");
    }

    private void cell(String style, String span, String words, boolean number) {
        body.append("<table:table-cell table:style-name=\"").append(style).append("\" office:value-type=\"string\">");
        String paragraph = number ? "TabNumber" : Zip.rightToLeft(words) ? "TabRight" : "Tab";
        body.append("<text:p text:style-name=\"").append(paragraph).append("\">");
        body.append(
                span.isEmpty()
                        ? Zip.xml(words)
                        : "<text:span text:style-name=\"" + span + "\">" + Zip.xml(words) + "</text:span>");
        body.append("</text:p></table:table-cell>");
    }

    private void picture(Picture picture, Chart.Drawing drawing) {
        pictures++;
        double width = 17;
        double height = width * drawing.height() / drawing.width();
        paragraph("ChartTitle", picture.title());
        body.append(String.format(
                Locale.ROOT,
                "<text:p text:style-name=\"Body\"><draw:frame draw:name=\"Chart%d\" text:anchor-type=\"as-char\" svg:width=\"%.2fcm\" svg:height=\"%.2fcm\"><draw:image xlink:href=\"Pictures/chart%d.svg\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\" draw:mime-type=\"image/svg+xml\"/><svg:title>%s</svg:title><svg:desc>%s</svg:desc></draw:frame></text:p>",
                pictures,
                width,
                height,
                pictures,
                Zip.xml(picture.title()),
                Zip.xml(picture.alternative())));
    }

    private void basis(Document document) {
        if (!document.cover()) {
            paragraph("Small", Ends.brief(document));
            return;
        }
        body.append(
                "<text:h text:style-name=\"Heading3\" text:outline-level=\"3\">Registers behind the figures</text:h>");
        table("Registers that the figures rest on", Ends.REGISTERS, Ends.registers(document));
        if (!document.statements().isEmpty()) {
            body.append(
                    "<text:h text:style-name=\"Heading3\" text:outline-level=\"3\">Statements of the catalogue</text:h>");
            table("What the catalogue said on that day", Ends.STATEMENTS, Ends.statements(document));
        }
        paragraph("Small", Ends.methods(document));
    }

    private String content() {
        return OpenDocument.HEAD + "<office:document-content " + OpenDocument.SPACES + "><office:automatic-styles>"
                + fresh(2) + fresh(3)
                + "<style:style style:name=\"Tab\" style:family=\"table\"><style:table-properties style:width=\"17cm\" table:align=\"left\"/></style:style>"
                + "<style:style style:name=\"Row\" style:family=\"table-row\"><style:table-row-properties fo:keep-together=\"always\"/></style:style>"
                + "<style:style style:name=\"Head\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.08cm\" fo:border-bottom=\"0.05cm solid #14213d\"/></style:style>"
                + "<style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.08cm\" fo:border-bottom=\"0.02cm solid #d5dbe1\"/></style:style>"
                + columns() + "</office:automatic-styles><office:body><office:text>" + body
                + "</office:text></office:body></office:document-content>";
    }

    /** A style for each width that some column has, in hundredths of a millimetre. */
    private String columns() {
        return widths.stream()
                .map(width -> String.format(
                        Locale.ROOT,
                        "<style:style style:name=\"W%d\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"%.3fcm\"/></style:style>",
                        width,
                        width / 1000.0))
                .collect(Collectors.joining());
    }

    private static String fresh(int level) {
        return "<style:style style:name=\"H" + level
                + "new\" style:family=\"paragraph\" style:parent-style-name=\"Heading" + level
                + "\"><style:paragraph-properties fo:break-before=\"page\"/></style:style>";
    }

    private static String styles(Document document) {
        String marking = "<text:p text:style-name=\"Marking\">" + Zip.xml(document.marking()) + "</text:p>";
        StringBuilder styles = new StringBuilder(
                OpenDocument.HEAD + "<office:document-styles " + OpenDocument.SPACES + "><office:styles>"
                        + "<style:default-style style:family=\"paragraph\"><style:text-properties fo:font-family=\"Arial\" fo:font-size=\"10.5pt\" fo:color=\"#14213d\" fo:language=\"en\" fo:country=\"GB\"/></style:default-style>");
        heading(styles, "Title", 1, 24);
        heading(styles, "Heading2", 2, 16);
        heading(styles, "Heading3", 3, 13);
        heading(styles, "Heading4", 4, 11);
        paragraph(styles, "Body", 10, "");
        paragraph(styles, "Lede", 12, "");
        paragraph(styles, "Small", 9, "");
        paragraph(styles, "ChartTitle", 9, "");
        paragraph(styles, "Caption", 10, " fo:font-weight=\"bold\"");
        paragraph(styles, "Note", 10, "");
        paragraph(styles, "Item", 10, "");
        paragraph(styles, "Tab", 9, "");
        styles.append(
                "<style:style style:name=\"TabNumber\" style:family=\"paragraph\" style:parent-style-name=\"Tab\"><style:paragraph-properties fo:text-align=\"end\"/></style:style>");
        styles.append(
                "<style:style style:name=\"Marking\" style:family=\"paragraph\"><style:paragraph-properties fo:text-align=\"center\"/><style:text-properties fo:font-weight=\"bold\"/></style:style>");
        styles.append(
                "<style:style style:name=\"Strong\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>");
        styles.append(
                "<style:style style:name=\"Emphasis\" style:family=\"text\"><style:text-properties fo:font-style=\"italic\"/></style:style>");
        styles.append(
                "<style:style style:name=\"Code\" style:family=\"text\"><style:text-properties fo:font-family=\"monospace\"/></style:style>");
        styles.append(
                "<text:list-style style:name=\"Bullets\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"><style:list-level-properties text:space-before=\"0.3cm\" text:min-label-width=\"0.5cm\"/></text:list-level-style-bullet></text:list-style>");
        styles.append(
                "<text:list-style style:name=\"Numbers\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"><style:list-level-properties text:space-before=\"0.3cm\" text:min-label-width=\"0.8cm\"/></text:list-level-style-number></text:list-style>");
        return styles.append(
                        "</office:styles><office:automatic-styles><style:page-layout style:name=\"page\"><style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" fo:margin=\"2cm\"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>")
                .append(
                        "<office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"page\"><style:header>")
                .append(marking)
                .append("</style:header><style:footer>")
                .append(marking)
                .append("<text:p text:style-name=\"Small\">")
                .append(Zip.xml(document.number()))
                .append(
                        ", page <text:page-number>1</text:page-number> of <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>")
                .toString();
    }

    private static void heading(StringBuilder styles, String name, int level, int size) {
        styles.append("<style:style style:name=\"")
                .append(name)
                .append("\" style:family=\"paragraph\" style:default-outline-level=\"")
                .append(level)
                .append(
                        "\"><style:paragraph-properties fo:margin-top=\"0.4cm\" fo:margin-bottom=\"0.15cm\" fo:keep-with-next=\"always\"/><style:text-properties fo:font-size=\"")
                .append(size)
                .append("pt\" fo:font-weight=\"bold\"/></style:style>");
    }

    private static void paragraph(StringBuilder styles, String name, int size, String more) {
        styles.append("<style:style style:name=\"")
                .append(name)
                .append("\" style:family=\"paragraph\"><style:paragraph-properties fo:margin-bottom=\"0.2cm\"")
                .append(name.equals("Caption") || name.equals("ChartTitle") ? " fo:keep-with-next=\"always\"" : "")
                .append(name.equals("Note") ? " fo:padding=\"0.2cm\" fo:border-left=\"0.1cm solid #28a197\"" : "")
                .append("/><style:text-properties fo:font-size=\"")
                .append(size)
                .append("pt\"")
                .append(more)
                .append("/></style:style>");
        styles.append("<style:style style:name=\"")
                .append(name)
                .append("Right\" style:family=\"paragraph\" style:parent-style-name=\"")
                .append(name)
                .append(
                        "\"><style:paragraph-properties style:writing-mode=\"rl-tb\" fo:text-align=\"start\"/></style:style>");
    }
}
