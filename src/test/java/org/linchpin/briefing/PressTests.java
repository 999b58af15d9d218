package org.linchpin.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Every format of a document that is hard to write down. */
class PressTests {

    private static final String MARKING = "OFFICIAL-SENSITIVE";

    private static final String CSV = "csv:Text - txt - csv (StarCalc):44,34,76";

    private final Press press = Samples.press();
    private final Document document = Samples.hard(MARKING);

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void theSameDocumentGivesTheSameBytes(Format format) {
        assertThat(press.print(document, format)).isEqualTo(Samples.press().print(document, format));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void aPictureThatStandsTwiceIsDrawnTwice(Format format) {
        assertThat(press.print(Samples.twice(document), format)).isNotEmpty();
    }

    @Test
    void paperIsAccessibleAsVeraPdfReadsPdfUa1() throws Exception {
        assertThat(PdfUa.failures(press.print(document, Format.PDF))).isEmpty();
    }

    @Test
    void aHugeTableComesOutWholeInEveryFormat() throws Exception {
        int rows = 1_500;
        Document huge = Samples.huge(rows);
        String last = "row " + (rows - 1) + " ";
        for (Format format : EnumSet.complementOf(EnumSet.of(Format.JSON))) {
            byte[] file = press.print(huge, format);
            String text = switch (format) {
                case PDF -> {
                    try (PDDocument pdf = Loader.loadPDF(file)) {
                        yield new PDFTextStripper().getText(pdf);
                    }
                }
                case HTML, CSV -> new String(file, StandardCharsets.UTF_8);
                default -> String.join("", files(file).values());
            };
            for (int row : new int[] {0, rows / 2, rows - 1}) {
                assertThat(text).as("%s, row %d", format, row).contains("row " + row + " ");
            }
            assertThat(text.split("row [0-9]+ of them", -1))
                    .as(format.key() + last)
                    .hasSizeGreaterThan(rows);
        }
    }

    @Test
    void paperHasBookmarksTagsEmbeddedFontsAndTheMarkingOnEveryPage() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(press.print(document, Format.PDF))) {
            assertThat(pdf.getDocumentCatalog().getDocumentOutline().children()).isNotEmpty();
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getLanguage()).startsWith("en");
            assertThat(pdf.getDocumentInformation().getTitle()).contains(Samples.CHINESE);
            assertThat(pdf.getDocumentInformation().getKeywords()).contains(MARKING);
            PDFTextStripper words = new PDFTextStripper();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                words.setStartPage(page);
                words.setEndPage(page);
                assertThat(words.getText(pdf)).as("page " + page).contains(MARKING, "of " + pdf.getNumberOfPages());
            }
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }

    @Test
    void paperShowsEveryScriptAndRunsNothing() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(press.print(document, Format.PDF))) {
            PDFTextStripper words = new PDFTextStripper();
            words.setSortByPosition(true);
            String text = words.getText(pdf);
            assertThat(text).contains("移远通信", "<script>alert(1)</script>").doesNotContain("#");
            assertThat(text.codePoints().anyMatch(c -> c == 0x1F50C)).isTrue();
            assertThat(text.codePoints().anyMatch(c -> Character.UnicodeBlock.of(c) == Character.UnicodeBlock.HEBREW))
                    .isTrue();
        }
    }

    /** Chinese, right to left, emoji, a script, a name of 300 characters: in the text, in a table and beside a chart. */
    @ParameterizedTest
    @EnumSource
    void everyWordComesOutInEveryFormat(Format format) throws IOException {
        byte[] file = format == Format.JSON
                ? JsonMapper.builder().build().writeValueAsBytes(document)
                : press.print(document, format);
        assertThat(Samples.LONG).hasSize(300);
        String text = bare(words(file, format));
        for (String word :
                List.of(Samples.CHINESE, Samples.HEBREW, Samples.ARABIC, Samples.EMOJI, Samples.SCRIPT, Samples.LONG)) {
            boolean turned = format == Format.PDF && (word.equals(Samples.HEBREW) || word.equals(Samples.ARABIC));
            if (turned) {
                // On paper the letters stand as they are seen, so a word may be read from either end, in joined forms.
                for (String one : word.split(" ")) {
                    assertThat(text)
                            .as(format + " " + one)
                            .containsAnyOf(bare(one), new StringBuilder(bare(one)).reverse());
                }
            } else {
                assertThat(text).as(format.key()).contains(bare(word));
            }
        }
    }

    /** Without blanks, which lines and cells break anyhow; joined forms of letters as the letters. */
    private static String bare(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }

    private static String words(byte[] file, Format format) throws IOException {
        return switch (format) {
            case PDF -> {
                try (PDDocument pdf = Loader.loadPDF(file)) {
                    yield new PDFTextStripper().getText(pdf);
                }
            }
            case HTML -> Jsoup.parse(new String(file, StandardCharsets.UTF_8)).text();
            case CSV, JSON -> new String(file, StandardCharsets.UTF_8);
            default ->
                files(file).entrySet().stream()
                        .filter(one -> one.getKey().endsWith(".xml"))
                        .map(one ->
                                Jsoup.parse(one.getValue(), Parser.xmlParser()).wholeText())
                        .collect(Collectors.joining());
        };
    }

    @Test
    void theWebPageHoldsNoScriptAndLinksOnlyWhereLinksAreSafe() {
        org.jsoup.nodes.Document page =
                Jsoup.parse(new String(press.print(document, Format.HTML), StandardCharsets.UTF_8));
        assertThat(page.select("script, [onclick], iframe")).isEmpty();
        assertThat(page.select("a[href^=javascript]")).isEmpty();
        assertThat(page.text())
                .contains(Samples.SCRIPT, Samples.CHINESE, Samples.ARABIC, Samples.EMOJI, Samples.LONG.strip());
        assertThat(page.select("svg[role=img]"))
                .hasSize(4)
                .allSatisfy(svg -> assertThat(svg.attr("aria-label")).isNotBlank());
        assertThat(page.select(".doc__marking").eachText()).containsExactly(MARKING, MARKING);
        assertThat(page.select("meta[name=marking]").attr("content")).isEqualTo(MARKING);
        assertThat(page.select("data[value=units]").text()).isEqualTo("1,000");
        assertThat(page.select("table:not(:has(caption))")).isEmpty();
    }

    @Test
    void theWorkbookKeepsTheGuidanceOnSpreadsheets() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(press.print(document, Format.XLSX)))) {
            assertThat(book.getSheetName(0)).isEqualTo("Cover");
            assertThat(book.getSheetName(1)).isEqualTo("Notes");
            assertThat(book.getProperties().getCoreProperties().getCategory()).isEqualTo(MARKING);
            book.forEach(sheet -> checked((XSSFSheet) sheet));
            XSSFSheet controllers = book.getSheet("controllers");
            assertThat(controllers.getRow(1).getCell(1).getNumericCellValue()).isEqualTo(.58);
            List<String> names = new ArrayList<>();
            controllers.forEach(row -> names.add(row.getCell(0).getStringCellValue()));
            assertThat(names)
                    .contains(Samples.CHINESE, Samples.HEBREW, Samples.EMOJI, Samples.LONG, Samples.SCRIPT, "=1+1");
        }
    }

    /** One table from A1, one header row without gaps, nothing merged, no empty row, no formula, the marking on paper. */
    private static void checked(XSSFSheet sheet) {
        String name = sheet.getSheetName();
        assertThat(sheet.getNumMergedRegions()).as(name).isZero();
        assertThat(sheet.getTables()).as(name).hasSize(1);
        var table = sheet.getTables().get(0);
        assertThat(table.getStartCellReference().formatAsString()).as(name).isEqualTo("A1");
        assertThat(table.getEndRowIndex()).as(name).isEqualTo(sheet.getLastRowNum());
        Set<String> heads = new HashSet<>();
        for (int i = 0; i <= table.getEndColIndex(); i++) {
            String head = sheet.getRow(0).getCell(i).getStringCellValue();
            assertThat(head).as(name).isNotBlank();
            assertThat(heads.add(head.toLowerCase(Locale.ROOT)))
                    .as(name + " has two columns " + head)
                    .isTrue();
        }
        for (Row row : sheet) {
            assertThat(row.getPhysicalNumberOfCells()).as(name).isEqualTo(table.getEndColIndex() + 1);
            row.forEach(cell -> assertThat(cell.getCellType()).as(name).isNotEqualTo(CellType.FORMULA));
        }
        assertThat(sheet.getHeader().getCenter()).isEqualTo(MARKING);
    }

    @Test
    void theOpenSpreadsheetKeepsTheSameGuidance() throws IOException {
        Map<String, String> files = files(press.print(document, Format.ODS));
        assertThat(files.keySet().iterator().next()).isEqualTo("mimetype");
        org.jsoup.nodes.Document content = Jsoup.parse(files.get("content.xml"), Parser.xmlParser());
        assertThat(content.select("table|covered-table-cell, [table:number-columns-spanned]"))
                .isEmpty();
        var tables = content.select("table|table");
        assertThat(tables.eachAttr("table:name")).startsWith("Cover", "Notes", "figures", "controllers");
        assertThat(content.select("table|database-range")).hasSameSizeAs(tables);
        for (var table : tables) {
            assertThat(table.select("table|table-header-rows > table|table-row"))
                    .hasSize(1);
            int columns =
                    table.select("table|table-header-rows table|table-cell").size();
            assertThat(table.select("table|table-row"))
                    .allSatisfy(
                            row -> assertThat(row.select("table|table-cell")).hasSize(columns));
        }
        assertThat(files.get("meta.xml")).contains(MARKING);
        assertThat(files.get("styles.xml")).contains(MARKING);
        assertThat(content.text()).contains(Samples.CHINESE, Samples.HEBREW, Samples.EMOJI, Samples.SCRIPT);
    }

    private static Map<String, String> files(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void textsToBeEditedHaveHeadingsHeaderRowsAlternativesAndTheMarking() throws IOException {
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(press.print(document, Format.DOCX)));
                XWPFWordExtractor words = new XWPFWordExtractor(word)) {
            assertThat(words.getText())
                    .contains(Samples.CHINESE, Samples.HEBREW, Samples.EMOJI, Samples.SCRIPT, Samples.LONG);
            assertThat(word.getParagraphs()).anyMatch(one -> "Heading2".equals(one.getStyle()));
            assertThat(word.getTables()).allMatch(table -> table.getRow(0).isRepeatHeader());
            assertThat(word.getHeaderList().get(0).getText()).contains(MARKING);
            assertThat(word.getAllPictures()).hasSize(4);
            assertThat(word.getDocument().xmlText()).contains("descr=\"Bar chart: Shares.");
        }
        Map<String, String> open = files(press.print(document, Format.ODT));
        org.jsoup.nodes.Document content = Jsoup.parse(open.get("content.xml"), Parser.xmlParser());
        assertThat(content.select("text|h").eachAttr("text:outline-level")).contains("1", "2", "3");
        assertThat(content.select("draw|frame"))
                .hasSize(4)
                .allSatisfy(frame -> assertThat(frame.select("svg|desc").text()).isNotBlank());
        assertThat(content.select("table|table"))
                .allSatisfy(table ->
                        assertThat(table.select("table|table-header-rows")).hasSize(1));
        assertThat(content.text()).contains(Samples.CHINESE, Samples.ARABIC, Samples.EMOJI, Samples.SCRIPT);
        assertThat(open.get("styles.xml")).contains(MARKING);
    }

    @Test
    void aCsvLineSaysSourceDateAndConfidenceAndIsNoFormula() {
        String csv = new String(press.print(document, Format.CSV), StandardCharsets.UTF_8);
        assertThat(csv.lines().findFirst().orElseThrow())
                .contains("marking", "source", "as_at", "known_at", "confidence");
        assertThat(csv).contains("'=1+1", "'@SUM(1)", MARKING).doesNotContain(",=1+1", ",@SUM");
        assertThat(Sheets.header(document, document.tables().get(0)))
                .contains("Source", "As at", "Known at", "Confidence");
        assertThat(Sheets.rows(document, document.tables().get(0))).hasSize(9);
    }

    @Test
    void theMarkingStandsInTheNameOfEveryFile() {
        assertThat(document.fileName()).isEqualTo("B-20261125-AB3D5_OFFICIAL-SENSITIVE_on-whom-we-depend");
        assertThat(Samples.hard("").fileName()).isEqualTo("B-20261125-AB3D5_on-whom-we-depend");
    }

    @Test
    void officeDocumentsOpenInLibreOffice(@TempDir Path folder) throws Exception {
        Path office = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(one -> Path.of(one, "soffice"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(office != null, "LibreOffice is not installed, so nothing was opened with it");
        Map<Format, String> conversions = new TreeMap<>(Map.of(
                Format.ODS,
                CSV,
                Format.XLSX,
                CSV,
                Format.ODT,
                "txt:Text (encoded):UTF8",
                Format.DOCX,
                "txt:Text (encoded):UTF8"));
        for (Map.Entry<Format, String> one : conversions.entrySet()) {
            Path file = Files.write(folder.resolve("b." + one.getKey().key()), press.print(document, one.getKey()));
            String ending = one.getValue().substring(0, 3);
            Process process = new ProcessBuilder(
                            String.valueOf(office),
                            "--headless",
                            "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                            "--convert-to",
                            one.getValue(),
                            "--outdir",
                            folder.toString(),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            assertThat(process.waitFor(180, TimeUnit.SECONDS))
                    .as(one.getKey().key())
                    .isTrue();
            Path out = folder.resolve("b." + ending);
            assertThat(Files.readString(out))
                    .as(one.getKey() + " " + Files.readString(folder.resolve("log")))
                    .contains(Samples.CHINESE);
            Files.delete(out);
        }
    }
}
