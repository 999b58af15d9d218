package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinApplication;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/** What a utility can find out behind its own wall is what the service says. */
@LinchpinTest
class CommandsDatabaseTests {

    private static final String MESSY = """
            asset_ref;Make;installed_on;units;Colour;latitude;longitude
            1;ABB;31.12.2020;1;red;52,1;-1,2
            1;ABB;31.12.2020;1;red;52,1;-1,2
            1;Siemens;31.12.2020;1;red;;
            ;ABB;yesterday;1;;;
            2;ABB;49473-01-01;2,5;;123;4
            3;ABB;;7;;40,4;-3,7
            4;ABB;too;many;cells;in;this;row
            """;

    @TempDir
    private Path folder;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void somebodyOfAUtility() {
        api = Api.on(port, Person.of(application, Role.UTILITY, "Some Utility").token());
    }

    /** What a command printed, and its exit code. */
    private record Said(int code, String text) {}

    private static Said run(String... arguments) {
        StringWriter text = new StringWriter();
        int code = new CommandLine(new LinchpinApplication())
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true))
                .execute(arguments);
        return new Said(code, text.toString());
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {RealFiles.CHARGERS, RealFiles.CAMERAS, "messy"})
    void theVerdictBehindTheWallIsTheServices(String name) throws IOException {
        byte[] bytes = name.equals("messy") ? MESSY.getBytes(StandardCharsets.UTF_8) : RealFiles.read(name);
        Api.Answer there = api.submit(api.register("""
                {"name": "Assets", "assetClass": "ev_charger"}"""), bytes, "");
        Said here = run("check", file("register.csv", bytes).toString(), "--asset-class", "ev_charger", "--json");

        Map<String, Integer> receipt = there.read("$.receipt");
        for (String number : List.of("received", "rejected", "superseded")) {
            assertThat(JsonPath.<Integer>read(here.text(), "$." + number))
                    .as(number)
                    .isEqualTo(receipt.get(number));
        }
        assertThat(JsonPath.<Map<String, Object>>read(here.text(), "$.byCode"))
                .isEqualTo(there.read("$.problems.byCode"));
        assertThat(here.code()).isEqualTo(receipt.get("rejected") > 0 ? 1 : 0);
    }

    @Test
    void theVerdictUnderAMappingIsTheServicesToo() throws IOException {
        String said = """
                {"columns": {"Make": "manufacturer", "Colour": "aside"}, "dates": {"installed_on": "mdy"},
                 "values": {"units": {"2,5": "2"}},
                 "leaveOut": [{"column": "asset_ref", "values": [""], "why": "sums"}]}""";
        byte[] bytes = MESSY.replace("4;ABB;too;many;cells;in;this;row\n", "").getBytes(StandardCharsets.UTF_8);
        Api.Answer there = api.submit(
                api.register("{\"name\": \"Mapped\", \"assetClass\": \"ev_charger\", \"mapping\": %s}".formatted(said)),
                bytes,
                "");
        Path mapping = file("mapping.json", said.getBytes(StandardCharsets.UTF_8));
        String register = file("register.csv", bytes).toString();
        Said here = run("check", register, "--asset-class=ev_charger", "--mapping=" + mapping, "--json");
        assertThat(JsonPath.<Map<String, Object>>read(here.text(), "$.byCode"))
                .containsKey("row-left-out")
                .isEqualTo(there.read("$.problems.byCode"));
        assertThat(JsonPath.<Integer>read(here.text(), "$.taken")).isEqualTo((int) there.number("$.receipt.accepted"));
        assertThat(here.code()).as("a reference that is used twice").isEqualTo(1);
    }

    /** What a mapping leaves out on purpose is nothing to be mended. */
    @Test
    void rowsThatAreLeftOutOnPurposeAreNoHardProblem() throws IOException {
        Path mapping = file("mapping.json", """
                {"columns": {}, "leaveOut": [{"column": "status", "values": ["TEST"], "why": "test rigs"}]}""".getBytes(StandardCharsets.UTF_8));
        Path register = file("register.csv", "asset_ref,status\n1,TEST\n2,live\n".getBytes(StandardCharsets.UTF_8));
        Said said = run("check", register.toString(), "--asset-class=ev_charger", "--mapping=" + mapping);
        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("One row is left out, as the mapping says", "Every row can be taken in");
    }

    @Test
    void everyProblemIsWrittenDownWithItsCell() throws IOException {
        Path problems = folder.resolve("problems.csv");
        Path mapping = file(
                "mapping.json",
                "{\"columns\": {\"Make\": \"manufacturer\", \"Colour\": \"aside\"}}".getBytes(StandardCharsets.UTF_8));
        Said said = run(
                "check",
                file("messy.csv", MESSY.getBytes(StandardCharsets.UTF_8)).toString(),
                "--asset-class=ev_charger",
                "--mapping=" + mapping,
                "--problems=" + problems);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("rows cannot be taken in", "row-ragged", "ref-missing")
                .doesNotContain("column-undecided");
        assertThat(Files.readString(problems)).contains("date-form", "49473-01-01");
    }

    @Test
    void whatAPersonKnowsBetterOfAFileIsSaidToTheCommandToo() throws IOException {
        Path file = file(
                "corrected.csv", "Register#units\nasset_ref#units\n1#2\n2#many\n".getBytes(StandardCharsets.UTF_16LE));
        Said said = run(
                "check",
                file.toString(),
                "--asset-class=ev_charger",
                "--encoding=UTF-16LE",
                "--delimiter=#",
                "--header-row=2");
        assertThat(said.text())
                .contains("2 rows received = 1 to be taken in + 1 rejected", "1 rows cannot be taken in");
        assertThat(said.code()).isEqualTo(1);
        assertThat(run("check", file.toString(), "--encoding=nonsense").code()).isEqualTo(1);
        Path inches = file("inches.csv", "asset_ref,site\n1,\"5 inch main\n2,main\n".getBytes(StandardCharsets.UTF_8));
        assertThat(run("check", inches.toString(), "--asset-class=ev_charger").code())
                .isEqualTo(1);
        assertThat(run("check", inches.toString(), "--asset-class=ev_charger", "--quote=none")
                        .text())
                .contains("2 rows received = 2 to be taken in");
        assertThat(run("check", inches.toString(), "--quote=crooked").code()).isEqualTo(1);
    }

    @Test
    void howFilesAreWrittenIsPartOfTheMappingAndHoldsBehindTheWallToo() throws IOException {
        Path mapping = file(
                "written.json",
                "{\"form\": {\"said\": {\"headerRow\": \"2\"}, \"insteadOf\": {\"headerRow\": \"1\"}}}"
                        .getBytes(StandardCharsets.UTF_8));
        Path file = file(
                "titled.csv",
                "Our,register,of 2026\nasset_ref,site,units\n1,Kiosk,2\n".getBytes(StandardCharsets.UTF_8));
        Said said = run("check", file.toString(), "--asset-class=ev_charger", "--mapping=" + mapping);
        assertThat(said.text()).contains("Read as the mapping says: header in row 2", "1 rows received = 1");
        Path moved = file(
                "moved.csv",
                "Stand\n2027\nOur,register,of 2027\nasset_ref,site,units\n1,Kiosk,2\n"
                        .getBytes(StandardCharsets.UTF_8));
        said = run("check", moved.toString(), "--asset-class=ev_charger", "--mapping=" + mapping);
        assertThat(said.text()).contains("form-changed", "header in row 2", "header in row 3");
        said = run("check", moved.toString(), "--asset-class=ev_charger", "--mapping=" + mapping, "--header-row=4");
        assertThat(said.text()).doesNotContain("form-changed").contains("1 rows received = 1");
    }

    @Test
    void aFileOfWhichNothingCanBeTakenInIsNotCalledWhole() throws IOException {
        Said said = run(
                "check",
                file("header.csv", "asset_ref,units\n".getBytes(StandardCharsets.UTF_8))
                        .toString());
        assertThat(said.text()).contains("No row can be taken in").doesNotContain("Every row");
        said = run(
                "check",
                file("open.csv", "asset_ref,Colour\n1,red\n".getBytes(StandardCharsets.UTF_8))
                        .toString(),
                "--asset-class=ev_charger");
        assertThat(said.text())
                .contains("Every row can be taken in, and somebody must settle what is open about the file");
    }

    @Test
    void aReceiptIsProvedWithoutTheServiceAndAForgedOneIsNot() throws Exception {
        byte[] bytes = "asset_ref\n1\n2\n".getBytes(StandardCharsets.UTF_8);
        Path register = file("register.csv", bytes);
        String id = api.submit(api.register("{\"name\": \"Assets\", \"assetClass\": \"ev_charger\"}"), bytes, "")
                .read("$.id");
        String sealed = api.get("/submissions/" + id + "/receipt").is(200).body();
        Path receipt = file("receipt.json", sealed.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> key = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/receipt-key.pem"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        Path pem = file("key.pem", key.body().getBytes(StandardCharsets.UTF_8));

        Said proved = run("verify", receipt.toString(), register.toString(), "--key", pem.toString());
        assertThat(proved.text()).contains("The receipt holds");
        assertThat(proved.code()).isZero();

        Path other = file("other.csv", "asset_ref\n1\n3\n".getBytes(StandardCharsets.UTF_8));
        assertThat(run("verify", receipt.toString(), other.toString()).code()).isEqualTo(1);
        Path forged = file(
                "forged.json",
                sealed.replace("\"received\":2", "\"received\":3").getBytes(StandardCharsets.UTF_8));
        assertThat(run("verify", forged.toString()).code()).isEqualTo(1);
        for (Path wrong : List.of(
                register,
                file("list.json", "[1, 2]".getBytes(StandardCharsets.UTF_8)),
                file("empty.json", new byte[0]),
                file("picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff}),
                file("cut.json", sealed.substring(0, sealed.length() / 2).getBytes(StandardCharsets.UTF_8)))) {
            Said refused = run("verify", wrong.toString());
            assertThat(refused.code()).as(refused.text()).isEqualTo(2);
            assertThat(refused.text().strip()).isEqualTo("It cannot be read: " + wrong + " is no receipt");
        }
        Said noKey = run("verify", receipt.toString(), "--key", register.toString());
        assertThat(noKey.code()).isEqualTo(2);
        assertThat(noKey.text().strip()).isEqualTo("It cannot be read: " + register + " is no public key");
        Said noMapping = run("check", register.toString(), "--asset-class=ev_charger", "--mapping=" + register);
        assertThat(noMapping.code()).isEqualTo(2);
        assertThat(noMapping.text().strip()).isEqualTo(register + " is no mapping");
    }

    @Test
    void aCommandStartsNoServer() throws Exception {
        Path register = file("register.csv", "asset_ref\n1\n".getBytes(StandardCharsets.UTF_8));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LinchpinApplication.class.getName(),
                        "check",
                        register.toString(),
                        "--asset-class=ev_charger")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("Every row can be taken in").doesNotContain("Linchpin is ready");
    }
}
