package org.linchpin.working;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Operators;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.ReckoningReader;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Weight;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/** Workings of generated registers: the reckoning comes to the tally, and the file to the figure. */
@LinchpinTest
class WorkingDatabaseTests {

    private static final String[][] WORDS = {
        {"", "", "Quectel", "EC25-E"},
        {"", "", "Ikotek", ""},
        {"Teltonika", "FMM130", "", ""},
        {"Teltonika Networks", "RUT955", "", ""},
        {"", "", "", "MC60"},
        {"", "", "SIMCom", "SIM800"},
        {"", "", "Telit", "LE910C4-EU"},
        {"", "", "Sierra Wireless", "EM7455"},
        {"Pod Point", "home chargers", "", ""},
        {"", "black box", "", ""},
        {"", "", "", ""},
    };

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    private Person generated(long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder(
                "asset_ref,asset_class,units,manufacturer,model,module_manufacturer,module_model,region,installed_on,criticality,people_served,capacity_kw\n");
        String[] classes = {"ev_charger", "camera", "industrial_router", "smart_meter"};
        String[] regions = {"TLI", "TLM", "TLC", ""};
        for (int i = 0; i < 150; i++) {
            String[] words = WORDS[random.nextInt(WORDS.length)];
            csv.append("%d,%s,%d,%s,%s,%s,%s,%s,%d-01-01,%d,%d,%d\n"
                    .formatted(
                            i,
                            classes[random.nextInt(classes.length)],
                            1 + random.nextInt(9),
                            words[0],
                            words[1],
                            words[2],
                            words[3],
                            regions[random.nextInt(regions.length)],
                            2015 + random.nextInt(8),
                            1 + random.nextInt(5),
                            random.nextInt(100),
                            random.nextInt(50)));
        }
        Person person = Person.of(application, Role.UTILITY, "Working " + seed);
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Generated\", \"assetClass\": \"camera\"}");
        Api.Answer checked =
                api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return person;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void theReckoningComesToTheTallyWhateverIsCountedAndByWhicheverRule(long seed) {
        Person person = generated(seed);
        Scope scope = Scope.of(Set.of(application
                .getBean(Operators.class)
                .byCode(person.operator())
                .orElseThrow()
                .id()));
        InstalledBase installed = application.getBean(InstalledBase.class);
        ReckoningReader reckonings = application.getBean(ReckoningReader.class);
        Names names = application.getBean(Names.class);
        application.getBean(Scopes.class).within(scope, () -> {
            for (Dimension by : Dimension.values()) {
                for (LookThroughRule rule : LookThroughRule.values()) {
                    Weight weight = Weight.values()[(by.ordinal() + rule.ordinal()) % Weight.values().length];
                    boolean plain = !by.recognised() && by != Dimension.MAKER && by != Dimension.GRADE;
                    Reckoning reckoning = reckonings.of(scope, Slice.all(), plain ? by : null, weight, rule);
                    assertThat(reckoning.tally(by, key -> names.of(by, key)))
                            .as("seed %d, by %s, %s, %s", seed, by, rule, weight)
                            .usingRecursiveComparison()
                            .withComparatorForType(
                                    (a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b), Double.class)
                            .isEqualTo(installed.tally(scope, Slice.all(), by, weight, rule));
                }
            }
        });
    }

    @Test
    void everyFigureIsDerivedAgainFromItsFileAlone() throws IOException {
        Person person = generated(21);
        Api api = Api.on(port, person.token());
        for (Figure figure : Figure.values()) {
            for (String by : new String[] {"controller", "module", "country", "generation", "maker", "year"}) {
                String json = api.get("/working?figure=" + figure.key() + "&by=" + by + "&key=quectel")
                        .is(200)
                        .body();
                Path file = Files.writeString(folder.resolve("working.json"), json);
                assertThat(run(file)).as("%s by %s", figure, by).contains("The figure holds");
            }
        }
    }

    @Test
    void aFileThatWasAlteredDoesNotHold() throws IOException {
        Api api = Api.on(port, generated(22).token());
        String json = api.get("/working?figure=share&key=quectel").is(200).body();
        Path file = Files.writeString(
                folder.resolve("altered.json"), json.replaceFirst("\"amount\":[0-9.]+", "\"amount\":99999"));
        assertThat(run(file)).contains("The figure does NOT hold");
        assertThat(run(Files.writeString(folder.resolve("no.json"), "[]"))).contains("It cannot be read");
    }

    @Test
    void theFileAgreesWithTheFigureAndItsPermalinkKeepsTheClocks() {
        Person person = generated(23);
        Api api = Api.on(port, person.token());
        Api.Answer working = api.get("/working?figure=hhi").is(200);
        Api.Answer figures = api.get("/exposure").is(200);
        assertThat(((Number) working.read("$.result.low")).doubleValue())
                .isEqualTo(((Number) figures.read("$.hhi.low")).doubleValue());
        assertThat(((Number) working.read("$.result.high")).doubleValue())
                .isEqualTo(((Number) figures.read("$.hhi.high")).doubleValue());
        assertThat(working.<String>read("$.permalink"))
                .contains("asAt=" + working.read("$.asAt"))
                .contains("knownAt=" + URLEncoder.encode(working.read("$.knownAt"), StandardCharsets.UTF_8));
        assertThat(working.<List<String>>read("$.submissions[*].sha256"))
                .hasSize(1)
                .allMatch(sha -> sha.matches("[0-9a-f]{64}"));
    }

    @Test
    void whoseShareAndWhichFigureMustBeSaid() {
        Api api = Api.on(port, Person.of(application, Role.OFFICIAL).token());
        assertThat(api.get("/working?figure=share").is(400).body()).contains("Say whose share");
        assertThat(api.get("/working?figure=truth").is(400).body()).contains("figure must be one of");
    }

    @Test
    void whatIsNoWorkingIsSaidSo(@TempDir Path folder) throws Exception {
        for (String wrong : List.of("asset_ref,units\n1,2\n", "[1]", "null", "")) {
            Path file = Files.writeString(folder.resolve("working.json"), wrong);
            assertThat(run(file).strip()).isEqualTo("It cannot be read: " + file + " is no working of a figure");
        }
    }

    private static String run(Path file) {
        StringWriter out = new StringWriter();
        new CommandLine(new WorkingCommand()).setOut(new PrintWriter(out)).execute(file.toString());
        return out.toString();
    }
}
