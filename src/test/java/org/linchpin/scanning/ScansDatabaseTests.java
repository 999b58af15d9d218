package org.linchpin.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.account.People;
import org.linchpin.database.Home;
import org.linchpin.scanning.PlayedClamd.Manner;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

@LinchpinTest
class ScansDatabaseTests {

    private static final String BAD = "asset_ref,model\n1," + PlayedClamd.EICAR + "\n";

    @Autowired
    ApplicationContext application;

    @Autowired
    Scans scans;

    @Autowired
    Scopes scopes;

    @Autowired
    Home home;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc mvc;

    @Autowired
    PlatformTransactionManager transactions;

    @LocalServerPort
    int port;

    private Person utility;
    private Api api;
    private String register;

    private void somebody() {
        utility = Person.of(application, Role.UTILITY, "Scanned");
        api = Api.on(port, utility.token());
        register = api.register("{\"name\": \"Cameras\", \"assetClass\": \"camera\"}");
    }

    private void scanner(@Nullable URI address) {
        ReflectionTestUtils.setField(
                scans,
                "settings",
                new ScannerSettings(address, Duration.ofSeconds(5), DataSize.ofMegabytes(3), Duration.ofDays(7)));
    }

    @AfterEach
    void noScanner() {
        scanner(null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Api.Answer send(String text) {
        return api.post("/registers/" + register + "/submissions", "text/csv", bytes(text));
    }

    private long lines(String action, String subject) {
        return scopes.within(
                Scope.all(),
                () -> new TransactionTemplate(transactions)
                        .execute(status -> jdbc.sql("select count(*) from trail where action = ? and subject like ?")
                                .params(action, subject)
                                .query(Long.class)
                                .single()));
    }

    @Test
    void aFileWithSomethingKnownIsRefusedAndLaidAsideAndOnRecord() throws IOException {
        somebody();
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            scanner(scanner.address());
            Api.Answer answer = send(BAD).is(422);
            assertThat(answer.<String>read("$.problems[0].code")).isEqualTo("malicious-content");
            assertThat(answer.body()).contains("Eicar-Test-Signature").doesNotContain(PlayedClamd.EICAR);
            Api.Answer kept = api.get("/registers/" + register + "/submissions").is(200);
            assertThat(kept.<String>read("$.items[0].state")).isEqualTo("failed");
            String id = kept.read("$.items[0].id");
            String sha256 = kept.read("$.items[0].file.sha256");
            assertThat(Files.exists(home.folder("files").resolve("aside").resolve(sha256)))
                    .isTrue();
            assertThat(lines("submission.refuse", "/submissions/" + id)).isOne();
            assertThat(lines("file.refuse", "/files/" + sha256)).isOne();
            assertThat(lines("scanned_file.insert", "scanned_file/" + sha256)).isOne();
            assertRefusedEverywhere(id);
            // Nor does it come back when there is no scanner any more.
            scanner(null);
            assertRefusedEverywhere(id);
            send(BAD).is(422);
        }
    }

    private void assertRefusedEverywhere(String id) {
        api.get("/submissions/" + id + "/file").is(422);
        api.get("/submissions/" + id).is(200);
        api.post("/submissions/" + id + "/check", "{}").is(200);
        assertThat(api.settled(id).<String>read("$.failure.code")).isEqualTo("malicious-content");
    }

    @Test
    void aFileWaitsForAScannerThatDoesNotAnswerAndIsCheckedOnceItDoes() throws Exception {
        somebody();
        URI address;
        try (PlayedClamd gone = PlayedClamd.onPort(0, Manner.WELL)) {
            address = gone.address();
        }
        scanner(address);
        Api.Answer held = send("asset_ref,model\n1,R1\n").is(202);
        assertThat(held.<String>read("$.state")).isEqualTo("received");
        assertThat(held.<String>read("$.held")).contains("does not answer");
        String id = held.read("$.id");
        api.get("/submissions/" + id + "/file").is(409);
        mvc.perform(get("/submissions/" + id)
                        .with(authentication(
                                People.viewerOf(application, utility.token()).authentication())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("The file is held")));
        mvc.perform(get("/submissions/" + id + "/mapping")
                        .with(authentication(
                                People.viewerOf(application, utility.token()).authentication())))
                .andExpect(status().isConflict());
        try (PlayedClamd back = PlayedClamd.onPort(address.getPort(), Manner.WELL)) {
            Api.Answer checked = api.settled(id);
            assertThat(checked.<String>read("$.state")).isEqualTo("checked");
            assertThat(checked.<String>read("$.held")).isNull();
            assertThat(checked.number("$.receipt.accepted")).isOne();
            api.get("/submissions/" + id + "/file").is(200);
            assertThat(back.given).hasSize(1);
        }
    }

    @Test
    void aLargeFileIsScannedInTheBackgroundInPieces() throws IOException {
        somebody();
        StringBuilder file = new StringBuilder("asset_ref,model,notes\n");
        for (int i = 0; file.length() < 5 << 20; i++) {
            file.append(i).append(",R1,a camera at a gate with many words about it\n");
        }
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            scanner(scanner.address());
            Api.Answer held = send(file.toString()).is(202);
            assertThat(held.<String>read("$.held")).isNotNull();
            assertThat(api.settled(held.read("$.id")).<String>read("$.state")).isEqualTo("checked");
            assertThat(scanner.given).hasSizeGreaterThan(1);
            Api.Answer bad = send(file.append("x,")
                            .append(PlayedClamd.EICAR)
                            .append(",\n")
                            .toString())
                    .is(202);
            Api.Answer refused = api.settled(bad.read("$.id"));
            assertThat(refused.<String>read("$.state")).isEqualTo("failed");
            assertThat(refused.<String>read("$.failure.code")).isEqualTo("malicious-content");
        }
    }

    @Test
    void whatWasStoredBeforeThereWasAScannerIsScannedBeforeItIsServed() throws IOException {
        somebody();
        String id = send(BAD + "2,R2\n").is(202).read("$.id");
        api.get("/submissions/" + api.settled(id).<String>read("$.id") + "/file")
                .is(200);
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            scanner(scanner.address());
            api.get("/submissions/" + id + "/file").is(422);
            assertThat(scanner.given).hasSize(1);
        }
    }

    @Test
    void whatIsContributedIsScannedOrNotTaken() throws Exception {
        somebody();
        byte[] bad = bytes("tac,maker,model\n35000000,Acme," + PlayedClamd.EICAR + "\n");
        String address = "/catalogue/contributions?kind=type-codes&source=a%20list";
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            scanner(scanner.address());
            assertThat(api.post(address, "text/csv", bad).is(422).<String>read("$.problems[0].code"))
                    .isEqualTo("malicious-content");
            mvc.perform(multipart("/catalogue/contributions")
                            .file(new MockMultipartFile("file", "codes.csv", "text/csv", bad))
                            .param("kind", "type-codes")
                            .param("source", "a list")
                            .with(csrf())
                            .with(authentication(People.viewerOf(application, utility.token())
                                    .authentication())))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("so it is refused")));
        }
        assertThat(api.post(address, "text/csv", bytes("tac,maker,model\n35000000,Acme,A1\n"))
                        .is(409)
                        .body())
                .contains("does not answer");
    }

    @Test
    void aFileOfOwnershipIsScannedOrNotTaken() throws Exception {
        Person analyst = Person.of(application, Role.ANALYST);
        Api analysts = Api.on(port, analyst.token());
        String address = "/catalogue/ownership/bods?source=Register+of+companies&grade=A&preview=";
        byte[] bad = bytes("[{\"statementId\": \"0\"}] " + PlayedClamd.EICAR);
        byte[] other = bytes("[{\"statementId\": \"waits for its scanner\"}]");
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            scanner(scanner.address());
            for (boolean preview : new boolean[] {true, false}) {
                assertThat(analysts.post(address + preview, "application/json", bad)
                                .is(422)
                                .<String>read("$.problems[0].code"))
                        .isEqualTo("malicious-content");
            }
            mvc.perform(multipart("/catalogue/ownership/import")
                            .file(new MockMultipartFile("file", "owners.json", "application/json", bad))
                            .param("source", "Register of companies")
                            .param("grade", "A")
                            .with(csrf())
                            .with(authentication(People.viewerOf(application, analyst.token())
                                    .authentication())))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("so it is refused")))
                    .andExpect(content().string(not(containsString(PlayedClamd.EICAR))));
            assertThat(scanner.given).isNotEmpty();
        }
        assertThat(analysts.post(address + false, "application/json", other)
                        .is(409)
                        .body())
                .contains("does not answer");
    }

    @Test
    void theAdministratorIsToldWhetherFilesAreScanned() throws Exception {
        Person administrator = Person.of(application, Role.ADMINISTRATOR);
        URI gone;
        assertThat(administration(administrator)).contains("Not scanned: no scanner is set up");
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            gone = scanner.address();
            scanner(gone);
            assertThat(administration(administrator)).contains("Scanned by PlayedAV 1.0");
        }
        assertThat(administration(administrator)).contains("does not answer");
    }

    private String administration(Person administrator) throws Exception {
        return mvc.perform(get("/administration")
                        .with(authentication(People.viewerOf(application, administrator.token())
                                .authentication())))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
