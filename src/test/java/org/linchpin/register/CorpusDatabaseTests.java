package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinApplication;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.FormFinder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/**
 * Files as the world writes them go through intake, and what becomes of each is written down beside them: rows taken in, problems by code, or
 * the refusal. Run with {@code -Dcorpus.write=true} to write down anew, and read the difference.
 */
@LinchpinTest
class CorpusDatabaseTests {

    private static final List<String> FOLDERS = List.of("registers", "derived_encodings", "templates", "hostile");
    private static final Path RESOURCES = Path.of("src", "test", "resources", "corpus");
    private static final int SERVERS_FAULT = 500;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    /** Where the shared files are: beside the project, or where the system property {@code corpus} says. */
    private static Path shared() {
        return Stream.of(System.getProperty("corpus", "../shared/data"), "../../shared/data")
                .map(Path::of)
                .filter(path -> Files.isDirectory(path.resolve("registers")))
                .findFirst()
                .orElse(Path.of("nowhere"));
    }

    @Test
    void everySharedFileFaresAsItIsWrittenDown() throws IOException {
        Path root = shared();
        if (!Files.isDirectory(root)) {
            String said = "The shared files are not beside this project (../shared/data), so none of them was tried";
            System.out.println(said);
            Assumptions.abort(said);
        }
        List<Path> files = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> all = Files.walk(root.resolve(folder))) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        compare("shared.tsv", root, files);
    }

    @Test
    void everyFixtureFaresAsItIsWrittenDown() throws IOException {
        Path root = RESOURCES.resolve("files");
        try (Stream<Path> all = Files.walk(root)) {
            compare("fixtures.tsv", root, all.filter(Files::isRegularFile).toList());
        }
    }

    /** What a spreadsheet would calculate is kept as it was said, and leaves with an apostrophe before it. */
    @Test
    void formulaLikeCellsComeThroughUnchangedAndLeaveHarmless() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Formulas");
        Api api = Api.on(port, utility.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Formulas\", \"assetClass\": \"ev_charger\"}"),
                Files.readAllBytes(RESOURCES.resolve("files").resolve("own_formulas.csv")),
                "");
        api.accept(checked.read("$.id"), "{}").is(200);
        Api.Answer assets = api.get("/assets?operator=" + utility.operator()).is(200);
        assertThat((List<String>) assets.read("$.items[*].assetRef")).containsExactlyInAnyOrder("=1+1", "@SUM(1)");
        assertThat((List<String>) assets.read("$.items[*].site")).containsExactlyInAnyOrder("+44 20 7946 0000", "-cmd");
        String csv =
                api.get("/assets.csv?operator=" + utility.operator()).is(200).body();
        assertThat(csv)
                .contains("'=1+1", "'@SUM(1)", "'+44 20 7946 0000", "'-cmd")
                .doesNotContain(",=", "\n=", "\n@", ",+", ",-cmd");
    }

    private void compare(String expectations, Path root, List<Path> files) throws IOException {
        Api api = Api.on(port, Person.of(application, Role.UTILITY, "Corpus").token());
        Map<String, String> outcomes = new TreeMap<>();
        for (Path file : files) {
            String name = root.relativize(file).toString().replace('\\', '/');
            String outcome = outcome(api, name, Files.readAllBytes(file));
            assertThat(outcome).as(name).endsWith(behindTheWall(file));
            outcomes.put(name, outcome);
        }
        Path kept = RESOURCES.resolve(expectations);
        if (Boolean.getBoolean("corpus.write")) {
            Files.writeString(
                    kept,
                    outcomes.entrySet().stream()
                            .map(one -> one.getKey() + "\t" + one.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(kept, StandardCharsets.UTF_8)) {
            expected.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
        }
        assertThat(outcomes).isEqualTo(expected);
    }

    /** What the command says of a file, in the words of {@link #outcome}; it exits with 0 only where every row could be taken in. */
    private static String behindTheWall(Path file) {
        StringWriter text = new StringWriter();
        int code = new CommandLine(new LinchpinApplication())
                .setOut(new PrintWriter(text, true))
                .execute("check", file.toString(), "--asset-class=ev_charger", "--operator=corpus", "--json");
        String said = text.toString();
        if (!said.startsWith("{")) {
            assertThat(code).as(said).isEqualTo(1);
            return said.substring(said.lastIndexOf('(') + 1, said.lastIndexOf(')'));
        }
        Map<String, Object> byCode = new TreeMap<>(JsonPath.<Map<String, Object>>read(said, "$.byCode"));
        int received = JsonPath.read(said, "$.received");
        int taken = JsonPath.read(said, "$.taken");
        int rejected = JsonPath.read(said, "$.rejected");
        int superseded = JsonPath.read(said, "$.superseded");
        assertThat(code).as(said).isEqualTo(rejected > 0 || taken == 0 ? 1 : 0);
        return "%s: %d = %d + %d + %d %s"
                .formatted(form(FormFinder.of(file)), received, taken, rejected, superseded, byCode);
    }

    private static String form(FileForm form) {
        return form.encoding() + " " + form.delimiterName();
    }

    /** What becomes of one file in a register of its own; every row is accounted for, and every column is used, open or aside. */
    private static String outcome(Api api, String name, byte[] bytes) {
        String register = api.register("{\"name\": \"%s\", \"assetClass\": \"ev_charger\"}".formatted(name));
        Api.Answer sent = api.post("/registers/" + register + "/submissions", "application/octet-stream", bytes);
        if (sent.status() >= SERVERS_FAULT) {
            fail("%s answered with %s", name, sent);
        }
        if (sent.status() != 202) {
            return "refused " + sent.status() + " " + sent.<String>read("$.code");
        }
        Api.Answer settled = api.settled(sent.read("$.id"));
        if (!settled.<String>read("$.state").equals("checked")) {
            assertThat((String) settled.read("$.failure.code")).as(name).isNotEqualTo("unexpected");
            return "failed " + settled.<String>read("$.failure.code");
        }
        long received = settled.number("$.receipt.received");
        long taken = settled.number("$.receipt.accepted");
        long rejected = settled.number("$.receipt.rejected");
        long superseded = settled.number("$.receipt.superseded");
        assertThat(received).as("no row of %s is lost", name).isEqualTo(taken + rejected + superseded);
        Map<String, Object> byCode = new TreeMap<>(settled.<Map<String, Object>>read("$.problems.byCode"));
        return "%s %s: %d = %d + %d + %d %s"
                .formatted(
                        settled.<String>read("$.file.encoding"),
                        settled.<String>read("$.file.delimiter"),
                        received,
                        taken,
                        rejected,
                        superseded,
                        byCode);
    }
}
