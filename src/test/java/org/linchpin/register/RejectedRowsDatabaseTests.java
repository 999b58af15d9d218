package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Api;
import org.linchpin.LinchpinApplication;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.SigningKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nobody is told that an asset is gone whose row is only at fault: not by a receipt, nor a page, nor where it is decided. */
@LinchpinTest
class RejectedRowsDatabaseTests {

    private static final String WHOLE = "asset_ref,units\nA,1\nB,10\nC,100\nD,1000\nE,10000\n";
    /** Of what counts, A stays, B and C are in rows that are rejected, D is not there, and E is. */
    private static final String FAULTY = "asset_ref,units\nA,1\nB,0\nC,many\nE,10000\n";

    @TempDir
    private Path folder;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @LocalServerPort
    private int port;

    private Person person;
    private Api api;
    private String register;

    @BeforeEach
    void aRegisterOfFiveAssets() {
        person = Person.of(application, Role.UTILITY, "Some Utility");
        api = Api.on(port, person.token());
        register = api.register("{\"name\": \"Assets\", \"assetClass\": \"ev_charger\"}");
        accept(submit(WHOLE, "?effective=2025-01-01"));
    }

    private String submit(String csv, String query) {
        return api.submit(register, csv.getBytes(StandardCharsets.UTF_8), query).read("$.id");
    }

    private Api.Answer accept(String id) {
        return api.accept(id, "{\"partial\": true, \"removals\": \"Some were sold\"}")
                .is(200);
    }

    private static Map<String, Object> receipt(Api.Answer answer) {
        return answer.is(200).read("$.receipt");
    }

    private long units() {
        return api.get("/exposure?by=maker").is(200).number("$.total");
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(mvc.perform(get(path).with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private static String gone(Document page) {
        Element fact = page.selectFirst(".facts div:contains(No longer there) dd");
        return fact == null ? "" : fact.text();
    }

    @Test
    void theReceiptTellsThemApartAndKeepsWhatItSaidBefore() {
        String id = submit(FAULTY, "?effective=2025-02-01");
        Map<String, Object> expected = new LinkedHashMap<>();
        List.of("received", "accepted", "unchanged", "added", "changed", "removed", "removedRejected", "rejected")
                .forEach(key -> expected.put(key, 0));
        expected.putAll(Map.of("received", 4, "unchanged", 2, "removed", 3, "removedRejected", 2, "rejected", 2));
        expected.put("superseded", 0);
        assertThat(receipt(api.get("/submissions/" + id))).isEqualTo(expected);
        assertThat((String) api.accept(id, "{\"partial\": true}").is(409).read("$.detail"))
                .isEqualTo(
                        "3 assets (60% of the register) would no longer be in it, 2 of them because their rows were rejected. Mend those rows, or say why");
        assertThat(receipt(accept(id))).isEqualTo(expected);
        assertThat(units()).isEqualTo(10_001);

        String mended = submit(WHOLE.replace("B,10\n", "B,20\n"), "?effective=2025-03-01");
        assertThat(receipt(accept(mended))).containsEntry("removed", 0).containsEntry("removedRejected", 0);
        assertThat(units()).isEqualTo(11_121);
    }

    @Test
    void whatDiffersNamesTheRowThatWasRejected() {
        String id = submit(FAULTY, "?effective=2025-02-01");
        Api.Answer differences = api.get("/submissions/" + id + "/differences").is(200);
        assertThat((List<String>) differences.read("$[*].kind")).containsOnly("removed");
        for (Map.Entry<String, List<Integer>> one :
                Map.of("B", List.of(3), "C", List.of(4)).entrySet()) {
            assertThat((List<Integer>) differences.read("$[?(@.assetRef=='" + one.getKey() + "')].rejectedRow"))
                    .isEqualTo(one.getValue());
        }
        assertThat((List<Integer>) differences.read("$[?(@.assetRef=='D')].rejectedRow"))
                .containsOnlyNulls();
    }

    @Test
    void thePageSaysItWhereItCountsAndWhereItIsDecided() throws Exception {
        String id = submit(FAULTY, "?effective=2025-02-01");
        Document page = page("/submissions/" + id);
        assertThat(gone(page)).isEqualTo("3 2 of them in this file, in rows that were rejected");
        Element partial = page.getElementById("partial");
        assertThat(page.getElementById(partial.attr("aria-describedby")).text())
                .isEqualTo(
                        "2 assets that the register holds now are in rejected rows. They would count no longer, until their rows are mended.");
        assertThat(page.getElementById("removals-hint").text())
                .isEqualTo("Without 3 assets of the file before, 2 of them in rows that were rejected");
        assertThat(page.select("[aria-labelledby=changes] tbody tr").eachText())
                .anyMatch(row -> row.startsWith("B in this file, but rejected: row 3"))
                .anyMatch(row -> row.startsWith("D no longer there"));
        accept(id);
        assertThat(gone(page("/submissions/" + id))).isEqualTo("3 2 of them in this file, in rows that were rejected");

        String mended = submit(FAULTY.replace("B,0\nC,many", "B,0\nC,100\nD,1000"), "?effective=2025-03-01");
        page = page("/submissions/" + mended);
        assertThat(gone(page)).as("B was not in the register any more").isEqualTo("0");
        assertThat(page.getElementById("partial").hasAttr("aria-describedby")).isFalse();
    }

    @Test
    void anUpdateLeavesAnAssetAsItWasWhoseRowIsRejected() throws Exception {
        String id = submit("asset_ref,units\nB,0\nC,200\nF,many\n", "?effective=2025-02-01&kind=update");
        assertThat(receipt(api.get("/submissions/" + id)))
                .containsEntry("removed", 0)
                .containsEntry("removedRejected", 0)
                .containsEntry("changed", 1)
                .containsEntry("rejected", 2);
        Document page = page("/submissions/" + id);
        assertThat(page.getElementById("partial-hint").text())
                .isEqualTo("An asset that only rejected rows mention stays as it was, until its row is mended.");
        assertThat(page.select(".facts").text()).contains("an asset that only these rows mention stays as it was");
        accept(id);
        assertThat(units()).isEqualTo(11_211);
        assertThat(page("/submissions/" + id).select(".facts").text())
                .contains("an asset that only these rows mention stays as it was");
    }

    /** What was rejected is not kept, so that nobody can look it up once more. */
    @Test
    void againstAFileThatWasAcceptedMeanwhileNobodyHasCounted() throws Exception {
        String id = submit(FAULTY, "?effective=2025-03-01");
        accept(submit(WHOLE + "F,7\n", "?effective=2025-02-01"));
        assertThat(receipt(accept(id))).containsEntry("removed", 4).containsEntry("removedRejected", null);
        assertThat(gone(page("/submissions/" + id))).isEqualTo("4 some of them perhaps in rows that were rejected");
    }

    @Test
    void aSubmissionOfBeforeSaysThatNobodyHasCounted() throws Exception {
        String id = submit(FAULTY, "?effective=2025-02-01");
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.queryForObject("select set_config('linchpin.scope', 'all', true)", String.class);
            jdbc.update("update submission set removed_rejected = null where id = ?", Long.valueOf(id));
            jdbc.update("update difference set rejected_line = null where submission_id = ?", Long.valueOf(id));
        });
        assertThat(gone(page("/submissions/" + id))).isEqualTo("3 some of them perhaps in rows that were rejected");
        assertThat((String) api.accept(id, "{\"partial\": true}").is(409).read("$.detail"))
                .isEqualTo(
                        "3 assets (60% of the register) are missing from this file or in rows that were rejected. Say why");
        assertThat(receipt(accept(id))).containsEntry("removedRejected", null);
        assertThat(verified("of-before.json", sealed(id))).contains("The receipt holds");
    }

    private String sealed(String id) {
        return api.get("/submissions/" + id + "/receipt").is(200).body();
    }

    private String verified(String name, String sealed) throws IOException {
        StringWriter said = new StringWriter();
        new CommandLine(new LinchpinApplication())
                .setOut(new PrintWriter(said, true))
                .execute(
                        "verify",
                        Files.writeString(folder.resolve(name), sealed).toString());
        return said.toString();
    }

    /** A receipt that somebody keeps was signed before there was the number. */
    @Test
    void receiptsHoldThatWereSealedWithAndWithoutTheNumber() throws Exception {
        String now = sealed(submit(FAULTY, "?effective=2025-02-01"));
        assertThat(verified("now.json", now)).contains("The receipt holds");
        assertThat(verified("forged.json", now.replace("\"removedRejected\":2", "\"removedRejected\":1")))
                .contains("The receipt does NOT hold");

        JsonMapper json = JsonMapper.shared();
        ObjectNode before = (ObjectNode) json.readTree(now);
        ((ObjectNode) before.path("receipt")).remove("removedRejected");
        ((ObjectNode) before.path("submission").path("receipt")).remove("removedRejected");
        SigningKey key = new SigningKey(folder, "receipts");
        String statement = json.writeValueAsString(before.path("submission"));
        before.put("statement", statement).put("publicKey", key.open()).put("signature", key.sign(statement));
        JsonNode kept = before;
        assertThat(json.writeValueAsString(kept)).doesNotContain("removedRejected");
        assertThat(verified("before.json", json.writeValueAsString(kept))).contains("The receipt holds");
    }
}
