package org.linchpin.briefing;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.PNGTranscoder;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.UnderlinePatterns;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.xmlbeans.XmlException;
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
import org.linchpin.office.Zip;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTInd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGridCol;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;
import org.springframework.core.io.ClassPathResource;

/** A text to be edited, as Office Open XML: real headings, tables with header rows, charts with alternatives. */
final class Docx {

    private static final int WIDE = 620;
    private static final float SHARP = 2f;
    private static final int INDENT = 400;

    /** Between the margins, in twentieths of a point. */
    private static final int TEXT_WIDTH = 9_026;

    private static final String LINE = "D5DBE1";

    static {
        // Charts become images here, and an image needs its fonts.
        for (String font : List.of(
                "SourceSans3-Regular",
                "SourceSans3-Semibold",
                "DejaVuSans",
                "DroidSansFallbackFull",
                "NotoEmoji_400Regular")) {
            try (InputStream in = new ClassPathResource("fonts/" + font + ".ttf").getInputStream()) {
                GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(Font.createFont(Font.TRUETYPE_FONT, in));
            } catch (IOException | FontFormatException e) {
                throw new IllegalStateException("the font " + font + " cannot be read", e);
            }
        }
    }

    private final XWPFDocument word;
    private final List<String> drawings;
    private final List<Chart.Drawing> sizes;
    private final XWPFNumbering numbering;
    private final BigInteger bullets;
    private final BigInteger numbers;
    private int pictures;

    private Docx(XWPFDocument word, Document document, List<String> drawings) {
        this.word = word;
        this.drawings = drawings;
        this.sizes = document.pictures().stream().map(Chart::of).toList();
        this.numbering = word.createNumbering();
        this.bullets = numbering.addNum(kind(1, STNumberFormat.BULLET, "•"));
        this.numbers = kind(2, STNumberFormat.DECIMAL, "%1.");
    }

    /** Writes it; drawings are its pictures in their order, as SVG. */
    static byte[] of(Document document, List<String> drawings) {
        try (XWPFDocument word = new XWPFDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            word.createStyles().setStyles(styles());
            Docx docx = new Docx(word, document, drawings);
            docx.frame(document);
            docx.head(document);
            for (Block block : document.blocks()) {
                docx.block(block);
            }
            docx.basis(document);
            Xlsx.describe(word.getProperties(), document);
            word.write(bytes);
            return Zip.steady(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XmlException | InvalidFormatException | TranscoderException e) {
            throw new IllegalStateException("the document could not be written", e);
        }
    }

    private static CTStyles styles() throws XmlException {
        return StylesDocument.Factory.parse(Web.text("briefing/styles.xml")).getStyles();
    }

    private void frame(Document document) {
        XWPFParagraph top = word.createHeader(HeaderFooterType.DEFAULT).createParagraph();
        top.setAlignment(ParagraphAlignment.CENTER);
        bold(top, document.marking());
        XWPFFooter footer = word.createFooter(HeaderFooterType.DEFAULT);
        XWPFParagraph foot = footer.createParagraph();
        foot.setAlignment(ParagraphAlignment.CENTER);
        bold(foot, document.marking());
        XWPFParagraph number = footer.createParagraph();
        number.setStyle("Small");
        number.createRun().setText(document.number() + ", page ");
        number.getCTP().addNewFldSimple().setInstr("PAGE");
        var section = word.getDocument().getBody().isSetSectPr()
                ? word.getDocument().getBody().getSectPr()
                : word.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11_906));
        size.setH(BigInteger.valueOf(16_838));
    }

    private static void bold(XWPFParagraph paragraph, String words) {
        XWPFRun run = paragraph.createRun();
        run.setBold(true);
        run.setText(words);
    }

    private void head(Document document) {
        paragraph("Small", document.number());
        paragraph("Heading1", document.title());
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

    private void block(Block block) throws InvalidFormatException, IOException, TranscoderException {
        if (block instanceof Heading heading) {
            XWPFParagraph paragraph = paragraph("Heading" + heading.level(), heading.text());
            paragraph.setPageBreak(heading.newPage());
        } else if (block instanceof Text text) {
            spans(styled(OpenText.style(text.role()), OpenText.join(text.spans())), text.spans());
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
            picture(picture);
        } else if (block instanceof Table table && table.read()) {
            table(
                    table.title(),
                    table.shown().stream().map(Column::name).toList(),
                    table.rows().stream().map((Row row) -> table.shown(row)).toList());
            paragraph("Small", table.note());
        }
    }

    /** A list that is one to whoever hears it too; each that is numbered begins at one. */
    private void items(boolean ordered, List<List<Span>> items) {
        BigInteger list = ordered ? numbering.addNum(numbers) : bullets;
        if (ordered) {
            CTNumLvl level = numbering.getNum(list).getCTNum().addNewLvlOverride();
            level.setIlvl(BigInteger.ZERO);
            level.addNewStartOverride().setVal(BigInteger.ONE);
        }
        for (List<Span> item : items) {
            XWPFParagraph paragraph = styled("Item", OpenText.join(item));
            paragraph.setNumID(list);
            spans(paragraph, item);
        }
    }

    private BigInteger kind(int id, STNumberFormat.Enum format, String mark) {
        CTAbstractNum kind = CTAbstractNum.Factory.newInstance();
        kind.setAbstractNumId(BigInteger.valueOf(id));
        CTLvl level = kind.addNewLvl();
        level.setIlvl(BigInteger.ZERO);
        level.addNewStart().setVal(BigInteger.ONE);
        level.addNewNumFmt().setVal(format);
        level.addNewLvlText().setVal(mark);
        CTInd indent = level.addNewPPr().addNewInd();
        indent.setLeft(BigInteger.valueOf(INDENT));
        indent.setHanging(BigInteger.valueOf(INDENT));
        return numbering.addAbstractNum(new XWPFAbstractNum(kind));
    }

    private XWPFParagraph paragraph(String style, String words) {
        XWPFParagraph paragraph = styled(style, words);
        write(paragraph.createRun(), words);
        return paragraph;
    }

    private XWPFParagraph styled(String style, String words) {
        XWPFParagraph paragraph = word.createParagraph();
        paragraph.setStyle(style);
        direct(paragraph, words);
        return paragraph;
    }

    private static void direct(XWPFParagraph paragraph, String words) {
        if (Zip.rightToLeft(words)) {
            CTPPr properties = paragraph.getCTP().isSetPPr()
                    ? paragraph.getCTP().getPPr()
                    : paragraph.getCTP().addNewPPr();
            properties.addNewBidi();
        }
    }

    private static void write(XWPFRun run, String words) {
        run.setText(Zip.clean(words));
        if (Zip.rightToLeft(words)) {
            (run.getCTR().isSetRPr() ? run.getCTR().getRPr() : run.getCTR().addNewRPr()).addNewRtl();
        }
    }

    private static void spans(XWPFParagraph paragraph, List<Span> spans) {
        for (Span span : spans) {
            String href = span.href();
            XWPFRun run;
            if (href != null && href.startsWith("http")) {
                XWPFHyperlinkRun link = paragraph.createHyperlinkRun(href);
                link.setUnderline(UnderlinePatterns.SINGLE);
                run = link;
            } else {
                run = paragraph.createRun();
            }
            run.setBold(span.strong() || span.figure() != null);
            run.setItalic(span.emphasis());
            write(run, span.text());
        }
    }

    private void table(String title, List<String> header, List<List<Cell>> rows) {
        paragraph("Caption", title);
        XWPFTable table = word.createTable(rows.size() + 1, header.size());
        table.setWidth("100%");
        table.getRow(0).setRepeatHeader(true);
        plain(table);
        int[] widths = Ends.widths(header, rows, TEXT_WIDTH);
        CTTblGrid grid = table.getCTTbl().getTblGrid() == null
                ? table.getCTTbl().addNewTblGrid()
                : table.getCTTbl().getTblGrid();
        grid.setGridColArray(new CTTblGridCol[0]);
        for (int width : widths) {
            grid.addNewGridCol().setW(BigInteger.valueOf(width));
        }
        for (int i = 0; i < header.size(); i++) {
            XWPFTableCell cell = table.getRow(0).getCell(i);
            XWPFParagraph paragraph = cell.getParagraphs().get(0);
            paragraph.setStyle("Tab");
            bold(paragraph, header.get(i));
            if (Ends.numbers(rows, i)) {
                paragraph.setAlignment(ParagraphAlignment.RIGHT);
            }
            cell.setWidth(String.valueOf(widths[i]));
        }
        for (int r = 0; r < rows.size(); r++) {
            table.getRow(r + 1).setCantSplitRow(true);
            for (int i = 0; i < header.size(); i++) {
                Cell value = rows.get(r).get(i);
                XWPFTableCell cell = table.getRow(r + 1).getCell(i);
                cell.setWidth(String.valueOf(widths[i]));
                XWPFParagraph paragraph = cell.getParagraphs().get(0);
                paragraph.setStyle("Tab");
                direct(paragraph, value.text());
                if (value.number() != null) {
                    paragraph.setAlignment(ParagraphAlignment.RIGHT);
                }
                write(paragraph.createRun(), value.text());
            }
        }
    }

    /** Fine lines between rows, and none elsewhere. */
    private static void plain(XWPFTable table) {
        table.setInsideHBorder(XWPFTable.XWPFBorderType.SINGLE, 4, 0, LINE);
        table.setBottomBorder(XWPFTable.XWPFBorderType.SINGLE, 4, 0, LINE);
        table.setTopBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, LINE);
        table.setInsideVBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, LINE);
        table.setLeftBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, LINE);
        table.setRightBorder(XWPFTable.XWPFBorderType.NONE, 0, 0, LINE);
    }

    private void picture(Picture picture) throws InvalidFormatException, IOException, TranscoderException {
        Chart.Drawing drawing = sizes.get(pictures);
        byte[] png = png(drawings.get(pictures), drawing.width());
        pictures++;
        paragraph("Small", picture.title()).setKeepNext(true);
        XWPFRun run = styled("Body", "").createRun();
        double scale = WIDE / (double) drawing.width() * 0.72;
        run.addPicture(
                new ByteArrayInputStream(png),
                PictureType.PNG,
                "chart" + pictures + ".png",
                Units.toEMU(drawing.width() * scale),
                Units.toEMU(drawing.height() * scale));
        var properties = run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr();
        properties.setDescr(picture.alternative());
        properties.setTitle(picture.title());
        properties.setId(pictures);
    }

    private static byte[] png(String svg, int width) throws TranscoderException {
        PNGTranscoder transcoder = new PNGTranscoder();
        transcoder.addTranscodingHint(PNGTranscoder.KEY_WIDTH, width * SHARP);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        transcoder.transcode(new TranscoderInput(new StringReader(svg)), new TranscoderOutput(bytes));
        return bytes.toByteArray();
    }

    private void basis(Document document) {
        if (!document.cover()) {
            paragraph("Small", Ends.brief(document));
            return;
        }
        paragraph("Heading3", "Registers behind the figures");
        table("Registers that the figures rest on", Ends.REGISTERS, Ends.registers(document));
        if (!document.statements().isEmpty()) {
            paragraph("Heading3", "Statements of the catalogue");
            table("What the catalogue said on that day", Ends.STATEMENTS, Ends.statements(document));
        }
        paragraph("Small", Ends.methods(document));
    }
}
