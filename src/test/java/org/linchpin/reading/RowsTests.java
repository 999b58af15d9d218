package org.linchpin.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.access.BadInput;

/** A file in whatever form is found to be what it is, and gives its rows. */
class RowsTests {

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RowsTests.class.getResourceAsStream("/reading/" + name))) {
            return in.readAllBytes();
        }
    }

    private static List<List<String>> cells(Rows rows) {
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            if (!rows.blank()) {
                all.add(IntStream.range(0, rows.size()).mapToObj(rows::cell).toList());
            }
        }
        return all;
    }

    private static List<List<String>> text(String text, char delimiter, char quote) {
        List<List<String>> all = new ArrayList<>();
        try (TextRows rows = new TextRows(new StringReader(text), delimiter, quote)) {
            while (rows.next()) {
                all.add(IntStream.range(0, rows.size()).mapToObj(rows::cell).toList());
            }
            return all;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void quotationMarksKeepDelimitersAndLineBreaksAndEachOther() {
        assertThat(text("a,\"b,\"\"c\"\"\r\nd\",\"\"\r\n,x\"y\",\"z\"z\n", ',', '"'))
                .containsExactly(List.of("a", "b,\"c\"\r\nd", ""), List.of("", "x\"y\"", "zz"));
        assertThat(text("'a''b';c\r'd", ';', '\'')).containsExactly(List.of("a'b", "c"), List.of("d"));
        assertThat(text("\uFEFFa\n\nb", ',', '"')).containsExactly(List.of("a"), List.of(""), List.of("b"));
        assertThat(text("", ',', '"')).isEmpty();
        assertThat(text("a,", ',', '"')).containsExactly(List.of("a", ""));
    }

    /**
     * FastCSV reads the same texts, so two readers that know nothing of each other must agree, but for what follows a closing
     * quotation mark, of which no standard speaks.
     */
    @RepeatedTest(40)
    void everyTextIsReadAsAnotherReaderReadsIt(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> pieces =
                List.of("a", "b\"c", "\"x\"", "\"\"", "\"y\"\"z\n\"", "\",\r\n,\"", " ", "\u00E9", "", "");
        List<String> ends = List.of(",", ",", ",", "\n", "\r", "\r\n", "\n\n");
        for (int i = 0; i < 500; i++) {
            StringBuilder built = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                built.append(pieces.get(random.nextInt(pieces.size()))).append(ends.get(random.nextInt(ends.size())));
            }
            String text = built.append(random.nextBoolean() ? "end" : "").toString();
            List<List<String>> expected = new ArrayList<>();
            try (CsvReader<CsvRecord> records = CsvReader.builder()
                    .skipEmptyLines(false)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(true)
                    .ofCsvRecord(text)) {
                records.forEach(record -> expected.add(record.getFields()));
            }
            assertThat(text(text, ',', '"')).as("%s", text).isEqualTo(expected);
        }
    }

    /** Records longer than a buffer, and cells that repeat, come out as they went in. */
    @RepeatedTest(5)
    void recordsOfAnyLengthComeOutAsTheyWentIn(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<List<String>> rows = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            List<String> row = new ArrayList<>();
            for (int j = 0; j < 5; j++) {
                String cell = j == 0
                        ? "maker " + random.nextInt(7)
                        : "x\"\n,".repeat(random.nextInt(j == 4 && i % 500 == 0 ? 60_000 : 9));
                row.add(cell);
                text.append(j == 0 ? "" : ",")
                        .append('"')
                        .append(cell.replace("\"", "\"\""))
                        .append('"');
            }
            rows.add(row);
            text.append("\r\n");
        }
        assertThat(text(text.toString(), ',', '"')).isEqualTo(rows);
    }

    @Test
    void aQuotationMarkThatIsNeverClosedIsSeen() throws IOException {
        try (Rows rows = Rows.of(file("a,b\n1,\"2\n3,4\n".getBytes(StandardCharsets.UTF_8)), FileForm.usual())) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.openEnded()).isTrue();
        }
        byte[] endless = ("a,b\n1,\"" + "x".repeat(5 << 20)).getBytes(StandardCharsets.UTF_8);
        Path file = file(endless);
        try (Rows rows = Rows.of(file, FileForm.usual())) {
            assertThatThrownBy(rows::next).isInstanceOf(BadInput.class).hasMessageContaining("never closed");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UTF-8        | id;Hersteller;Straße~1;Müller;Köln~2;Größe;Überlingen
            UTF-16LE     | id;Hersteller;Straße~1;Müller;Köln~2;Größe;Überlingen
            UTF-16BE     | id;Hersteller;Straße~1;Müller;Köln~2;Größe;Überlingen
            windows-1252 | id;Hersteller;Straße~1;Müller;Köln, Venloer Straße~2;Größe;Überlingen
            windows-1252 | id;cost;site~1;£250;Café at the Strand~2;£300;“The Mall”
            windows-1250 | id;producent;miejsce~1;Elektrotechnika Łódź;Gdańsk, ul. Świętojańska~2;Żyrardów;Wrocław ulica Główna
            windows-1251 | номер;производитель;город~1;Завод;Москва~2;Энергомер;Ставрополь
            windows-1253 | αριθμός;κατασκευαστής;πόλη~1;Εταιρεία;Αθήνα~2;Μετρητής;Θεσσαλονίκη
            windows-1253 | id;age;name~1;39;Λεωνίδας~2;23;Αλέξανδρος~3;36;Μύρων~4;28;Ευστόργιος
            windows-1254 | no;üretici;şehir~1;Elektrik Sayaç;İstanbul Şişli~2;Çağ;Eskişehir~3;Güneş;Iğdır
            windows-1255 | מספר;יצרן;עיר~1;חברת החשמל;תל אביב~2;מונה;חיפה
            windows-1256 | رقم;الشركة;المدينة~1;شركة الكهرباء;القاهرة~2;عداد;الاسكندرية
            windows-1257 | nr;ražotājs;vieta~1;Latvenergo;Rīga, Brīvības iela~2;Sadales tīkls;Jūrmala
            windows-1257 | nr;gamintojas;vieta~1;Žemaitijos elektra;Klaipėda~2;Energijos skirstymas;Šiauliai
            windows-1258 | số;nhà sản xuất;nơi~1;Điện lực;Hà Nội~2;Công tơ;Thành phố Hồ Chí Minh
            x-windows-874 | เลขที่;ผู้ผลิต;ที่ตั้ง~1;การไฟฟ้า;กรุงเทพมหานคร~2;มิเตอร์;เชียงใหม่
            windows-1252 | id;fabricant;lieu~1;Société Générale;Besançon, près de l’Hôtel~2;Énergie;Nîmes où
            windows-1252 | id;produttore;luogo~1;Società;Forlì, perché no~2;Città;Però più
            windows-1252 | id;fabricante;sitio~1;Compañía;Málaga~2;Eléctrica;Cádiz, Núñez
            windows-1252 | nr;framleiðandi;staður~1;Orkuveita;Reykjavík, Þórsgata~2;Rafmagn;Ísafjörður~3;Hús;Akureyri
            GB18030      | 编号;制造商;地点~1;移远通信;上海市~2;广和通;深圳市
            Big5         | 編號;製造商;地點~1;中華電信;台北市~2;台達電子;桃園市
            windows-31j  | 番号;メーカー;場所~1;三菱電機;東京都~2;富士通;大阪市
            x-windows-949 | 번호;제조사;위치~1;삼성전자;서울특별시~2;엘지;부산광역시
            x-windows-949 | 위도;경도~37.28;126.82~37.29;126.83
            """)
    void theEncodingIsFoundWithAndWithoutItsMark(String encoding, String text) throws IOException {
        String lines = spoken(encoding, text).replace('~', '\n') + "\n";
        FileForm form = FormFinder.of(file(lines.getBytes(Charset.forName(encoding))));
        assertThat(form.charset().name()).isEqualTo(encoding);
        assertThat(form.delimiter()).isEqualTo(';');
        try (Rows rows = Rows.of(folder.resolve("file"), form)) {
            assertThat(rows.header().labels())
                    .isEqualTo(List.of(spoken(encoding, text).split("~")[0].split(";")));
        }
        if (encoding.startsWith("UTF")) {
            form = FormFinder.of(file(("\uFEFF" + lines).getBytes(Charset.forName(encoding))));
            assertThat(form.charset().name()).isEqualTo(encoding);
            try (Rows rows = Rows.of(folder.resolve("file"), form)) {
                assertThat(rows.header().labels().get(0)).isEqualTo("id");
            }
        }
    }

    /** Vietnamese Windows writes tones behind their vowels. */
    private static String spoken(String encoding, String text) {
        if (!encoding.equals("windows-1258")) {
            return text;
        }
        Charset page = Charset.forName(encoding);
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(c -> page.newEncoder().canEncode(c) ? c : apart(c))
                .collect(Collectors.joining());
    }

    private static String apart(String vowel) {
        String parts = Normalizer.normalize(vowel, Normalizer.Form.NFD);
        String tone = parts.replaceAll("[^\u0300\u0301\u0303\u0309\u0323]", "");
        return Normalizer.normalize(parts.replace(tone, ""), Normalizer.Form.NFC) + tone;
    }

    @Test
    void aFileThatIsAsciiForLongIsReadByTheFirstLettersThatAreNot() throws IOException {
        String row = "1,Siemens,a plain place of no account\n";
        String plain = "id,maker,site\n" + row.repeat((3 << 20) / row.length());
        for (String encoding : List.of("windows-1252", "UTF-8", "windows-1251")) {
            String last = encoding.equals("windows-1251")
                    ? "2,Завод,Москва\n3,Энергомер,Ставрополь\n"
                    : "2,Größe,Café Überlingen\n";
            FileForm form = FormFinder.of(file((plain + last).getBytes(Charset.forName(encoding))));
            assertThat(form.charset().name()).isEqualTo(encoding);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32LE", "UTF-32BE"})
    void aMarkOfFourBytesIsNotTakenForOneOfTwo(String encoding) throws IOException {
        Path file = file("\uFEFFid;Straße\n1;Größe\n".getBytes(Charset.forName(encoding)));
        FileForm form = FormFinder.of(file);
        assertThat(form.encoding()).isEqualTo(encoding);
        try (Rows rows = Rows.of(file, form)) {
            assertThat(rows.header().labels()).containsExactly("id", "Straße");
            assertThat(cells(rows)).containsExactly(List.of("1", "Größe"));
        }
    }

    @Test
    void aFileOfAMainframeIsRefusedByName() throws IOException {
        Path file = file("asset_ref,units,site\n1,2,North Gate\n2,3,South Gate\n3,4,East Gate\n"
                .getBytes(Charset.forName("IBM037")));
        assertThatThrownBy(() -> FormFinder.of(file)).hasMessageContaining("EBCDIC");
        Path chinese = file("编号,设备型号,生产厂家,安装日期,所在地区,备注说明文字内容\n".getBytes(StandardCharsets.UTF_8));
        assertThat(FormFinder.of(chinese).encoding()).isEqualTo("UTF-8");
    }

    @Test
    void aFewBrokenCharactersDoNotMakeUtf8AnotherEncoding() throws IOException {
        byte[] bytes = ("id,Straße\n" + "1,Größe\n".repeat(50)).getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xC3;
        assertThat(FormFinder.of(file(bytes)).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '%', quoteCharacter = '`', textBlock = """
            a,b,c~1,2,3                        % comma
            a;b;c~1,5;2;3                      % semicolon
            a;b~1,5,6;2~1,7,8;2                % semicolon
            a|b|c~1|2|3                        % pipe
            a^b^c~1^2^3                        % ^
            a\tb~1\t2                          % tab
            'a','b'~'1','x, y'                 % comma, quote '
            sep=;~a;b~1;2                      % semicolon, header 2
            Register of chargers~~id,maker,model,site~1,ABB,x,y~2,ABB,x,y % comma, header 3
            single~1~2                         % comma
            Station 1~Station 2~Station 3      % comma
            it's,b~o'clock,2                   % comma
            """)
    void delimiterQuotationMarkAndHeaderAreFound(String text, String layout) throws IOException {
        byte[] bytes = text.replace('~', '\n').replace("\\t", "\t").getBytes(StandardCharsets.UTF_8);
        FileForm form = FormFinder.of(file(bytes));
        assertThat(form.layout()).isEqualTo(layout);
        assertThat(FileForm.of(form.encoding(), form.layout())).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInEveryWay(String end) throws IOException {
        Path file =
                file(String.join(end, "a,b", "1,2", "\"x" + end + "y\",4", "").getBytes(StandardCharsets.UTF_8));
        try (Rows rows = Rows.of(file, FormFinder.of(file))) {
            assertThat(cells(rows)).containsExactly(List.of("1", "2"), List.of("x" + end + "y", "4"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "ods"})
    void aWorkbookGivesTheRowsOfTheTextItWasMadeFrom(String kind) throws IOException {
        Path book = file(fixture("chargers." + kind));
        FileForm form = FormFinder.of(book);
        assertThat(form.encoding()).isEqualTo(kind);
        assertThat(FileForm.of(form.encoding(), form.layout())).isEqualTo(form);
        List<List<String>> fromBook;
        try (Rows rows = Rows.of(book, form)) {
            fromBook = cells(rows);
            assertThat(rows.number()).isEqualTo(6);
            assertThat(rows.bytesRead()).isEqualTo(Files.size(book));
        }
        Path plain = folder.resolve("plain");
        Files.write(plain, fixture("chargers.csv"));
        try (Rows rows = Rows.of(plain, FormFinder.of(plain))) {
            List<List<String>> expected = cells(rows).stream()
                    .map(row -> row.stream()
                            .map(cell ->
                                    cell.equals("TRUE") || cell.equals("FALSE") ? cell.toLowerCase(Locale.ROOT) : cell)
                            .toList())
                    .toList();
            assertThat(fromBook).isEqualTo(expected);
        }
    }

    @Test
    void theSheetThatHoldsATableIsFoundBehindThoseThatExplainIt() throws IOException {
        Path book = folder.resolve("book");
        try (OutputStream out = Files.newOutputStream(book);
                Workbook workbook = new Workbook(out, "Tests", "1.0")) {
            workbook.newWorksheet("Read me").value(0, 0, "One row for each lamp");
            workbook.newWorksheet("Empty");
            Worksheet keys = workbook.newWorksheet("Keys");
            keys.value(0, 0, "Key");
            keys.value(0, 1, "Meaning");
            Worksheet assets = workbook.newWorksheet("Lamps");
            assets.value(0, 0, "Lamps of the city");
            for (int row = 2; row < 6; row++) {
                for (int column = 0; column < 4; column++) {
                    assets.value(row, column, "cell " + row + column);
                }
            }
        }
        FileForm form = FormFinder.of(book);
        assertThat(form.sheet()).isEqualTo("Lamps");
        assertThat(form.headerRow()).isEqualTo(3);
        assertThat(form.sheets(book)).containsExactly("Read me", "Empty", "Keys", "Lamps");
    }

    /** Programs that write workbooks by hand leave out what a table does not need. */
    @Test
    void aWorkbookWithoutStylesIsRead() throws IOException {
        String space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String packaged = "http://schemas.openxmlformats.org/package/2006/";
        String spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Path book = file(
                zip(
                        "[Content_Types].xml",
                        "<Types xmlns=\"%scontent-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                        .formatted(packaged)
                                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"%ssheet.main+xml\"/>"
                                        .formatted(spreadsheet)
                                + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"%sworksheet+xml\"/></Types>"
                                        .formatted(spreadsheet),
                        "_rels/.rels",
                        "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"rId1\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                                .formatted(packaged, relations),
                        "xl/workbook.xml",
                        "<workbook %s xmlns:r=\"%s\"><sheets><sheet name=\"Assets\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                                .formatted(space, relations),
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"rId1\" Type=\"%s/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                                .formatted(packaged, relations),
                        "xl/worksheets/sheet1.xml",
                        "<worksheet %s><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>units</t></is></c></row>"
                                        .formatted(space)
                                + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>K-1</t></is></c><c r=\"B2\"><v>2</v></c></row></sheetData></worksheet>"));
        try (Rows rows = Rows.of(book, FormFinder.of(book))) {
            assertThat(rows.header().labels()).containsExactly("id", "units");
            assertThat(cells(rows)).containsExactly(List.of("K-1", "2"));
        }
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] ods(String body) throws IOException {
        return zip(
                "mimetype",
                FileForm.Kind.ODS.mediaType(),
                "content.xml",
                "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
                        + "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
                        + "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet>"
                        + "<table:table table:name='Sheet'>" + body
                        + "</table:table></office:spreadsheet></office:body></office:document-content>");
    }

    private void refused(byte[] bytes, String code) throws IOException {
        Path file = file(bytes);
        assertThatThrownBy(() -> {
                    try (Rows rows = Rows.of(file, FormFinder.of(file))) {
                        cells(rows);
                    }
                })
                .isInstanceOfSatisfying(
                        BadInput.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void archivesThatBurstNestOrBreakAreRefusedByName() throws IOException {
        refused(zip("readme.txt", "a,b"), "file-zip");
        refused(zip("xl/workbook.xml", " ".repeat(64 << 20)), "archive-too-large");
        refused(
                zip(
                        "xl/workbook.xml",
                        "<workbook/>",
                        "xl/worksheets/sheet1.xml",
                        "<c><is><t>" + "</cell>x".repeat(5 << 20)),
                "archive-too-large");
        refused(zip("xl/workbook.xml", "<workbook/>"), "file-empty");
        refused(zip("xl/workbook.xml", "<workbook"), "file-broken");
        refused(zip("xl/workbook.bin", "x"), "file-workbook");
        refused("PK\u0003\u0004 no archive at all".getBytes(StandardCharsets.ISO_8859_1), "file-broken");
        String cell = "<table:table-cell office:value-type='string'><text:p>a</text:p></table:table-cell>";
        String row = "<table:table-row>" + cell + "</table:table-row>";
        refused(
                ods(row + "<table:table-row>"
                        + cell.replace("office:value-type", "table:number-columns-repeated='16384' office:value-type")
                        + "</table:table-row>"),
                "columns-too-many");
        refused(ods(row + "<table:table-row>" + "<text:span>".repeat(200)), "file-broken");
        refused(ods(row).length > 0 ? Arrays.copyOf(ods(row), ods(row).length / 2) : new byte[0], "file-broken");
    }

    @Test
    void anOutsideEntityIsNeverFetched() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        byte[] bytes = zip(
                "mimetype",
                FileForm.Kind.ODS.mediaType(),
                "content.xml",
                "<!DOCTYPE d [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><office:document-content "
                        + "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
                        + "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
                        + "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><table:table table:name='S'><table:table-row>"
                        + "<table:table-cell><text:p>&e;</text:p></table:table-cell></table:table-row></table:table>"
                        + "</office:document-content>");
        Path file = file(bytes);
        try (Rows rows = Rows.of(file, FormFinder.of(file))) {
            assertThat(rows.header().labels()).noneMatch(label -> label.contains("secret"));
        } catch (BadInput refused) {
            assertThat(refused.code()).isIn("file-broken", "file-empty");
        }
    }

    @Test
    void aRowThatIsRepeatedWithoutEndIsRefused() throws IOException {
        String wide = "<table:table-cell table:number-columns-repeated='1900'><text:p>a</text:p></table:table-cell>";
        Path file = file(ods("<table:table-row>" + wide + "</table:table-row>"
                + "<table:table-row table:number-rows-repeated='1048000'>" + wide + "</table:table-row>"));
        try (Rows rows = Rows.of(file, FormFinder.of(file))) {
            assertThatThrownBy(() -> cells(rows))
                    .isInstanceOfSatisfying(
                            BadInput.class,
                            refused -> assertThat(refused.code()).isEqualTo("archive-too-large"));
        }
    }

    @Test
    void rowsRepeatedToTheEdgeOfASheetAreNoRows() throws IOException {
        String cell =
                "<table:table-cell office:value-type='%s' office:value='%s'><text:p>%s</text:p></table:table-cell>";
        Path file = file(
                ods(
                        "<table:table-row>" + cell.formatted("string", "", "id") + cell.formatted("string", "", "kw")
                                + "</table:table-row><table:table-row table:number-rows-repeated='3'>"
                                + cell.formatted("float", "1", "1,0")
                                + "<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
                                + "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>"));
        try (Rows rows = Rows.of(file, FormFinder.of(file))) {
            assertThat(cells(rows)).containsExactly(List.of("1", ""), List.of("1", ""), List.of("1", ""));
        }
    }
}
