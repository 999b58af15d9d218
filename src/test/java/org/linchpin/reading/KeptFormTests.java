package org.linchpin.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.access.BadInput;
import org.linchpin.reading.FileForm.Correction;
import org.linchpin.reading.FileForm.Part;
import tools.jackson.databind.json.JsonMapper;

/** What a person says of how one file is written holds for the next, as long as that is written alike. */
class KeptFormTests {

    private static final Mappings MAPPINGS = new Mappings(JsonMapper.shared());

    @TempDir
    private Path folder;

    private int files;

    private Path text(String words, String encoding) throws IOException {
        return Files.write(folder.resolve("file-" + files++), words.getBytes(Charset.forName(encoding)));
    }

    /** Sheets of rows of cells. */
    private Path workbook(Map<String, List<String>> sheets) throws IOException {
        Path file = folder.resolve("file-" + files++);
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Tests", "1.0")) {
            sheets.forEach((name, rows) -> {
                Worksheet sheet = workbook.newWorksheet(name);
                for (int row = 0; row < rows.size(); row++) {
                    String[] cells = rows.get(row).split(",");
                    for (int column = 0; column < cells.length; column++) {
                        sheet.value(row, column, cells[column]);
                    }
                }
            });
        }
        return file;
    }

    private static Map<String, List<String>> sheets(String first, List<String> rows, String second, List<String> more) {
        Map<String, List<String>> sheets = new LinkedHashMap<>();
        sheets.put(first, rows);
        sheets.put(second, more);
        return sheets;
    }

    /** What is kept once a person has corrected how a file is read. */
    private static KeptForm kept(Path file, Correction said) {
        return KeptForm.NONE.after(file, FormFinder.of(file).corrected(file, said));
    }

    private static Correction encoding(String name) {
        return new Correction(name, null, null, null, null);
    }

    private static Correction sheet(String name) {
        return new Correction(null, null, null, name, null);
    }

    private static Correction headerRow(int row) {
        return new Correction(null, null, null, null, String.valueOf(row));
    }

    @Test
    void nothingIsKeptOfWhatWasFoundRightly() throws IOException {
        Path file = text("id;Straße\n1;Münzgasse\n", "windows-1252");
        assertThat(kept(file, Correction.NONE)).isEqualTo(KeptForm.NONE);
        assertThat(KeptForm.NONE.of(file)).isEqualTo(FormFinder.of(file));
    }

    @Test
    void anEncodingThatWasCorrectedIsBelievedOfTheNextFile() throws IOException {
        Path file = text("id;Straße\n1;Münzgasse\n", "windows-1252");
        KeptForm kept = kept(file, encoding("ISO-8859-15"));
        assertThat(kept.said()).isEqualTo(Map.of("encoding", "ISO-8859-15"));
        assertThat(kept.insteadOf())
                .isEqualTo(Map.of("encoding", FormFinder.of(file).encoding()));
        Path next = text("id;Straße\n1;Münzgasse\n2;Münzgasse\n", "windows-1252");
        FileForm form = kept.of(next);
        assertThat(form.encoding()).isEqualTo("ISO-8859-15");
        assertThat(form.delimiter()).isEqualTo(';');
        assertThat(kept.asBefore(form)).containsExactly("ISO-8859-15");
        assertThat(kept.changes(form)).isEmpty();
    }

    @Test
    void anEncodingThatIsAnotherThanAllBeforeIsAskedAbout() throws IOException {
        KeptForm kept = kept(text("id;Straße\n1;Münzgasse\n", "windows-1252"), encoding("ISO-8859-15"));
        FileForm form = kept.of(text("id;Straße\n1;Münzgasse\n", "UTF-8"));
        assertThat(form.encoding()).isEqualTo("UTF-8");
        assertThat(kept.changes(form)).containsExactly(new KeptForm.Change(Part.ENCODING, "ISO-8859-15", "UTF-8"));
        assertThat(kept.asBefore(form)).isEmpty();
        assertThat(kept.settled(form)).isEqualTo(new KeptForm(Map.of(), kept.insteadOf()));
    }

    /** Plain ASCII is the same in every encoding of single bytes, and nothing at all in one of two. */
    @Test
    void aFileWithoutAnySpecialCharacterIsNoOtherFile() throws IOException {
        Path file = text("id;Street\n1;Mint Lane\n", "US-ASCII");
        KeptForm western = kept(text("id;Straße\n1;Münzgasse\n", "windows-1252"), encoding("ISO-8859-15"));
        assertThat(western.changes(western.of(file))).isEmpty();
        KeptForm wide = new KeptForm(Map.of("encoding", "UTF-16LE"), Map.of("encoding", "windows-1252"));
        assertThat(wide.of(file).encoding()).isEqualTo("UTF-8");
        assertThat(wide.changes(wide.of(file))).hasSize(1);
    }

    @Test
    void aSheetThatWasChosenIsReadWhereverItStands() throws IOException {
        List<String> readme = List.of("Key,Name,Depot", "A,Anna,North", "B,Ben,South");
        List<String> assets = List.of("Assets of the works", "", "id,maker,units", "1,ABB,2", "2,ABB,3", "3,ABB,4");
        KeptForm kept = kept(workbook(sheets("Readme", readme, "Assets", assets)), sheet("Assets"));
        assertThat(kept.said()).as("its header is found there").isEqualTo(Map.of("sheet", "Assets"));
        for (Path next : List.of(
                workbook(sheets("Readme", readme, "Assets", assets)),
                workbook(sheets("Notes", readme, "Assets", assets)),
                workbook(sheets("Assets", assets, "Readme", readme)))) {
            FileForm form = kept.of(next);
            assertThat(form.sheet()).isEqualTo("Assets");
            assertThat(form.headerRow()).isEqualTo(3);
            assertThat(kept.changes(form)).isEmpty();
            assertThat(kept.asBefore(form)).containsExactly("sheet Assets");
        }
    }

    @Test
    void aSheetThatIsGoneIsAskedAbout() throws IOException {
        List<String> rows = List.of("id,maker,units", "1,ABB,2", "2,ABB,3");
        List<String> keys = List.of("Key,Name,Depot", "A,Anna,North", "B,Ben,South");
        Path file = workbook(sheets("Keys", keys, "Assets", rows));
        KeptForm kept = kept(file, sheet("Assets"));
        FileForm form = kept.of(workbook(sheets("Keys", keys, "Inventory", rows)));
        assertThat(kept.changes(form)).containsExactly(new KeptForm.Change(Part.SHEET, "sheet Assets", "sheet Keys"));
        assertThatThrownBy(() -> FormFinder.of(file).corrected(file, sheet("Nowhere")))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refusal -> assertThat(refusal.faults())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.fix()).contains("Keys, Assets")));
    }

    /** Many name their sheets by the year; nobody had to choose that one. */
    @Test
    void aSheetThatNobodyHadToChooseMayHaveAnotherNameNextYear() throws IOException {
        List<String> rows = List.of("id,maker,units", "1,ABB,2", "2,ABB,3");
        List<String> notes = List.of("Write clearly");
        KeptForm kept = kept(workbook(sheets("2025", rows, "Notes", notes)), Correction.NONE);
        FileForm form = kept.of(workbook(sheets("2026", rows, "Notes", notes)));
        assertThat(form.sheet()).isEqualTo("2026");
        assertThat(kept.changes(form)).isEmpty();
        assertThat(kept.of(workbook(sheets("Notes", notes, "2025", rows))).sheet())
                .isEqualTo("2025");
    }

    @Test
    void theRowOfTheHeaderIsBelievedUntilTheFileLooksOtherwise() throws IOException {
        String table = "Charger ID,Who made it,What it is\nid,maker,model\n1,ABB,Terra\n2,ABB,Terra\n";
        KeptForm kept = kept(text(table, "UTF-8"), headerRow(2));
        assertThat(kept.said()).isEqualTo(Map.of("headerRow", "2"));
        FileForm form = kept.of(text(table + "3,ABB,Terra\n", "UTF-8"));
        assertThat(form.headerRow()).isEqualTo(2);
        assertThat(kept.asBefore(form)).containsExactly("header in row 2");
        FileForm moved = kept.of(text("Register\nof 2027\n\n" + table, "UTF-8"));
        assertThat(kept.changes(moved))
                .containsExactly(new KeptForm.Change(Part.HEADER_ROW, "header in row 2", "header in row 4"));
    }

    @Test
    void aFileThatEndsAboveTheHeaderIsAskedAboutAndNotRefused() throws IOException {
        KeptForm kept = new KeptForm(Map.of("headerRow", "9"), Map.of("headerRow", "1"));
        FileForm form = kept.of(text("id,maker\n1,ABB\n", "UTF-8"));
        assertThat(form.headerRow()).isEqualTo(1);
        assertThat(kept.changes(form)).hasSize(1);
    }

    @Test
    void signsThatWereCorrectedAreBelievedToo() throws IOException {
        Correction said = new Correction(null, "#", "none", null, null);
        KeptForm kept = kept(text("id#site\n1#5\" main\n", "UTF-8"), said);
        FileForm form = kept.of(text("id#site\n1#5\" main\n2#6\" main\n", "UTF-8"));
        assertThat(form.delimiter()).isEqualTo('#');
        assertThat(form.quoteName()).isEqualTo("none");
        assertThat(kept.asBefore(form)).containsExactly("# between the cells", "quotation marks around cells: none");
        assertThat(kept.changes(kept.of(text("id;site;town\n1;\"5 main\";x\n", "UTF-8"))))
                .extracting(KeptForm.Change::part)
                .contains(Part.DELIMITER);
    }

    @Test
    void whatIsSaidOfWorkbooksStaysWhenATextComesBetween() throws IOException {
        Path book = workbook(sheets("Readme", List.of("Write"), "Assets", List.of("id,maker", "1,ABB")));
        KeptForm kept = kept(book, sheet("Assets"));
        Path text = text("id;maker\n1;ABB\n", "UTF-8");
        assertThat(kept.changes(kept.of(text))).isEmpty();
        assertThat(kept.after(text, kept.of(text)).said()).containsEntry("sheet", "Assets");
    }

    @Test
    void whenTheRowsBecomeOthersTheHeaderIsLookedForAgain() throws IOException {
        Path book = workbook(sheets(
                "Readme",
                List.of("How to,fill,this in", "Write,very,clearly"),
                "Assets",
                List.of("Register", "", "id,maker,units", "1,ABB,2", "2,ABB,3", "3,ABB,4")));
        FileForm found = FormFinder.of(book);
        assertThat(found.headerRow()).isEqualTo(1);
        assertThat(found.corrected(book, sheet("Assets")).headerRow()).isEqualTo(3);
        Correction typed = new Correction(null, null, null, "Assets", "1");
        assertThat(found.corrected(book, typed).headerRow()).isEqualTo(1);
        assertThat(found.corrected(book, typed.since(found)).headerRow()).isEqualTo(3);
    }

    @Test
    void itIsWrittenAndReadBackAndMayBeTypedByHand() {
        KeptForm kept = new KeptForm(Map.of("sheet", "Assets"), Map.of("sheet", "Readme"));
        assertThat(MAPPINGS.read(MAPPINGS.written(Mapping.none().withForm(kept)))
                        .form())
                .isEqualTo(kept);
        assertThat(MAPPINGS.read("""
                {"columns": {}, "form": {"encoding": "gb18030", "delimiter": ";", "headerRow": " 3 "}}""").form())
                .isEqualTo(new KeptForm(
                        Map.of("encoding", "GB18030", "delimiter", "semicolon", "headerRow", "3"), Map.of()));
        for (String wrong : List.of(
                "\"encoding\": \"nonsense\"",
                "\"headerRow\": \"first\"",
                "\"headerRow\": \"0\"",
                "\"colour\": \"red\"")) {
            assertThatThrownBy(() -> MAPPINGS.read("{\"form\": {" + wrong + "}}"))
                    .isInstanceOf(BadInput.class);
        }
    }

    @Test
    void whatIsTypedByHandIsBelievedOfAnyFile() throws IOException {
        KeptForm typed =
                MAPPINGS.read("{\"form\": {\"encoding\": \"windows-1250\"}}").form();
        FileForm form = typed.of(
                Files.write(folder.resolve("typed"), "id;Straße\n1;Münze\n".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(form.encoding()).isEqualTo("windows-1250");
        assertThat(typed.changes(form)).isEmpty();
    }
}
