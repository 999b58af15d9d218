package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.reading.FileForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Registers through the API: what is received is accounted for, and what is wrong is said with its place. */
@LinchpinTest
class IntakeApiDatabaseTests {

    private static final String CHARGERS = """
            {"name": "Chargers", "assetClass": "ev_charger", "mapping": {"columns": {
              "chargeDeviceID": "asset_ref", "latitude": "latitude", "longitude": "longitude", "postcode": "postcode",
              "deviceManufacturer": "manufacturer", "deviceModel": "model", "chargeDeviceStatus": "status",
              "connector1RatedOutputKW": "capacity_kw", "name": "site", "*": "aside"}}}
            """;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void somebodyOfAUtility() {
        api = Api.on(port, Person.of(application, Role.UTILITY, "Some Utility").token());
    }

    private String register() {
        return api.register("{\"name\": \"Assets\", \"assetClass\": \"ev_charger\"}");
    }

    private static byte[] csv(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> receipt(Api.Answer answer) {
        Map<String, Object> receipt = answer.read("$.receipt");
        assertThat(number(receipt, "received"))
                .isEqualTo(number(receipt, "accepted")
                        + number(receipt, "unchanged")
                        + number(receipt, "rejected")
                        + number(receipt, "superseded"));
        return receipt;
    }

    private static long number(Map<String, Object> receipt, String key) {
        return ((Number) receipt.get(key)).longValue();
    }

    @Test
    void theBritishRegisterOfChargersIsTakenInWholeAndItsBrokenRecordsAreNamed() {
        Api.Answer checked =
                api.submit(api.register(CHARGERS), RealFiles.read(RealFiles.CHARGERS), "?effective=2017-11-23");
        assertThat((String) checked.read("$.state")).isEqualTo("checked");
        Map<String, Object> receipt = receipt(checked);
        assertThat(number(receipt, "received")).isEqualTo(3_968);
        assertThat(number(receipt, "rejected")).isEqualTo(4);
        assertThat(number(receipt, "added")).isEqualTo(3_964);
        assertThat(checked.number("$.problems.byCode['row-ragged']")).isEqualTo(4);
        String id = checked.read("$.id");
        Api.Answer ragged =
                api.get("/submissions/" + id + "/problems?code=row-ragged").is(200);
        assertThat(ragged.number("$.total")).isEqualTo(4);
        assertThat((List<Integer>) ragged.read("$.items[*].row")).containsExactly(970, 971, 973, 974);
        assertThat((String) api.accept(id, "{}").is(409).read("$.code")).isEqualTo("has-problems");
        assertThat((String) api.accept(id, "{\"partial\": true}").is(200).read("$.state"))
                .isEqualTo("accepted");
    }

    @Test
    void aRegisterWithoutAMappingIsReadByTheNamesOfItsColumns() {
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Cameras\", \"assetClass\": \"camera\"}"),
                RealFiles.read(RealFiles.CAMERAS),
                "?effective=2020-05-08");
        Map<String, Object> receipt = receipt(checked);
        assertThat(number(receipt, "received")).isEqualTo(758);
        assertThat(number(receipt, "rejected")).isZero();
        assertThat(checked.number("$.problems.byCode['column-undecided']")).isGreaterThan(10);
        assertThat((Map<String, Object>) checked.read("$.problems.byCode")).doesNotContainKey("date-form");
    }

    @Test
    void theSameFileAgainIsTheSameSubmission() {
        String register = register();
        byte[] file = csv("asset_ref,manufacturer\n1,ABB\n");
        String first = api.submit(register, file, "").read("$.id");
        Api.Answer again = api.post("/registers/" + register + "/submissions", "text/csv", file);
        assertThat(again.is(200).<String>read("$.id")).isEqualTo(first);
    }

    @Test
    void aSecondFileIsComparedWithTheFirst() {
        String register = register();
        Api.Answer first =
                api.submit(register, csv("asset_ref,model\n1,a\n2,b\n3,c\n4,d\n5,e\n6,f\n"), "?effective=2025-01-01");
        api.accept(first.read("$.id"), "{}").is(200);
        Api.Answer second =
                api.submit(register, csv("model,asset_ref\na,1\nB,2\nc,3\nd,4\ne,5\ng,7\n"), "?effective=2026-01-01");
        Map<String, Object> receipt = receipt(second);
        assertThat(number(receipt, "unchanged")).isEqualTo(4);
        assertThat(number(receipt, "changed")).isEqualTo(1);
        assertThat(number(receipt, "added")).isEqualTo(1);
        assertThat(number(receipt, "removed")).isEqualTo(1);
        String id = second.read("$.id");
        assertThat((String) api.accept(id, "{}").is(409).read("$.code")).isEqualTo("removals-unexplained");
        api.accept(id, "{\"removals\": \"One charger was taken down\"}").is(200);
        assertThat((String) api.get("/registers/" + register).read("$.currentSubmission"))
                .isEqualTo(id);
        api.post("/submissions/" + id + "/withdraw", "{}").is(400);
        api.post("/submissions/" + id + "/withdraw", "{\"why\": \"Sent by mistake\"}")
                .is(200);
        assertThat((String) api.get("/registers/" + register).read("$.currentSubmission"))
                .isEqualTo(first.<String>read("$.id"));
        api.post("/submissions/" + id + "/withdraw", "{\"why\": \"Again\"}").is(409);
        api.post("/submissions/" + id + "/reject", "{\"why\": \"Again\"}").is(409);
    }

    @Test
    void repeatedRowsAreCountedOnceAndAReferenceUsedTwiceIsRefused() {
        Api.Answer checked = api.submit(register(), csv("asset_ref,model\n1,a\n1,a\n1,b\n\n,c\n2,d,e\n"), "");
        Map<String, Object> receipt = receipt(checked);
        assertThat(number(receipt, "received")).isEqualTo(5);
        assertThat(number(receipt, "superseded")).isEqualTo(1);
        assertThat(number(receipt, "rejected")).isEqualTo(3);
        Api.Answer problems =
                api.get("/submissions/" + checked.read("$.id") + "/problems").is(200);
        assertThat((List<String>) problems.read("$.items[*].code"))
                .containsExactly("row-repeated", "ref-repeated", "ref-missing", "row-ragged");
        assertThat((List<Integer>) problems.read("$.items[*].row")).containsExactly(3, 4, 6, 7);
        assertThat((String) problems.read("$.items[2].column")).isEqualTo("A");
        assertThat((String) problems.read("$.items[2].header")).isEqualTo("asset_ref");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            units              | 0             | units-range      | true
            units              | 2.5           | units-range      | true
            asset_class        | toaster       | class-unknown    | false
            installed_on       | 31/02/2020    | date-form        | false
            installed_on       | 49473-01-01   | date-form        | false
            latitude           | 123           | place-range      | false
            criticality        | 9             | number-range     | false
            capacity_kw        | T2 - E/F      | number-form      | false
            imei_or_tac        | 3.5E+14       | tac-form         | false
            usb_id             | 2c7c          | usb-form         | false
            operator           | somebody-else | operator-other   | true
            region             | Atlantis      | region-unknown   | false
            status             | dancing       | status-unknown   | false
            remote_control     | perhaps       | flag-form        | false
            unit_cost          | -3            | number-range     | false
            sector             | astrology     | sector-unknown   | false
            """)
    void aCellThatCannotBeReadIsNamedWithItsPlace(String column, String value, String code, boolean hard) {
        Api.Answer checked = api.submit(
                register(), csv("asset_ref,module_manufacturer," + column + "\n7,ABB,\"" + value + "\"\n8,ABB,\n"), "");
        assertThat(number(receipt(checked), "rejected")).isEqualTo(hard ? 1 : 0);
        Api.Answer problems =
                api.get("/submissions/" + checked.read("$.id") + "/problems").is(200);
        assertThat((String) problems.read("$.items[0].code")).isEqualTo(code);
        assertThat((String) problems.read("$.items[0].column")).isEqualTo("C");
        assertThat((String) problems.read("$.items[0].header")).isEqualTo(column);
        assertThat((Integer) problems.read("$.items[0].row")).isEqualTo(2);
        assertThat((String) problems.read("$.items[0].fix")).isNotBlank();
    }

    @Test
    void ofAnImeiOnlyTheFirstEightDigitsAreKept() {
        Api.Answer checked =
                api.submit(register(), csv("asset_ref,imei_or_tac\n1,867698041234567\n2,8676980412345671234\n"), "");
        String csv = api.get("/submissions/" + checked.read("$.id") + "/problems.csv")
                .is(200)
                .body();
        assertThat(csv).contains("86769804").doesNotContain("8676980412");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "windows-1252", "UTF-8"})
    void aFileIsReadInTheEncodingItIsWrittenIn(String encoding) {
        String mark = encoding.startsWith("UTF-16") ? "\uFEFF" : "";
        String text = mark + "asset_ref;site\r\n1;Straße der Münzen – Café\r\n2;Überlingen\r\n";
        Api.Answer checked = api.submit(register(), text.getBytes(Charset.forName(encoding)), "");
        assertThat(number(receipt(checked), "added")).isEqualTo(2);
        assertThat(checked.number("$.problems.total")).isZero();
        assertThat((String) checked.read("$.file.delimiter")).isEqualTo("semicolon");
    }

    @Test
    void aFileThatWasReadWronglyIsCheckedAgainAsItsSenderSays() {
        Api.Answer checked =
                api.submit(register(), csv("Register#\nasset_ref#site\n1#\"5 inch main\n2#6\" main\n"), "");
        String id = checked.read("$.id");
        api.post("/submissions/" + id + "/check?delimiter=%23&quote=none&headerRow=2", "{}")
                .is(200);
        Api.Answer again = api.settled(id);
        assertThat(number(receipt(again), "added")).isEqualTo(2);
        assertThat(again.<Object>read("$.file.delimiter")).isEqualTo("#");
        assertThat(again.<Object>read("$.file.quote")).isEqualTo("none");
        assertThat(again.number("$.file.headerRow")).isEqualTo(2);
        api.post("/submissions/" + id + "/check?encoding=nonsense", "{}").is(400);
        api.post("/submissions/" + id + "/check?headerRow=0", "{}").is(400);
    }

    @Test
    void howAFileIsWrittenIsKeptWithItsRegisterForTheNextOne() {
        String register = register();
        String head = "Register#\nasset_ref#site\n";
        String id = api.submit(register, csv(head + "1#\"5 inch main\n2#6\" main\n"), "")
                .read("$.id");
        api.post("/submissions/" + id + "/check?delimiter=%23&quote=none&headerRow=2", "{}")
                .is(200);
        api.settled(id);
        api.post("/submissions/" + id + "/accept", "{}").is(200);
        Api.Answer kept = api.get("/registers/" + register).is(200);
        assertThat(kept.<Map<String, String>>read("$.mapping.form.said"))
                .containsEntry("quote", "none")
                .containsEntry("delimiter", "#");

        Api.Answer next = api.submit(register, csv(head + "1#\"5 inch main\n2#7\" main\n3#8\" main\n"), "");
        assertThat(next.<List<String>>read("$.file.readAsBefore")).contains("# between the cells");
        assertThat(next.number("$.file.headerRow")).isEqualTo(2);
        assertThat(number(receipt(next), "unchanged")).isEqualTo(1);
        assertThat(number(receipt(next), "changed")).isEqualTo(1);
        assertThat(number(receipt(next), "added")).isEqualTo(1);
        assertThat(next.<Map<String, Integer>>read("$.problems.byCode")).doesNotContainKey("form-changed");
    }

    @Test
    void aFileThatIsWrittenInAnotherWayThanThoseBeforeStopsUntilSomebodySaysSo() {
        String register = register();
        String id = api.submit(register, csv("asset_ref,site\n1,Straße\n"), "").read("$.id");
        api.post("/submissions/" + id + "/check?encoding=windows-1252", "{}").is(200);
        api.settled(id);
        Api.Answer other = api.submit(register, "asset_ref,site\n1,Straße\n".getBytes(StandardCharsets.UTF_16LE), "");
        assertThat(other.<Map<String, Integer>>read("$.problems.byCode")).containsEntry("form-changed", 1);
        String second = other.read("$.id");
        assertThat(api.post("/submissions/" + second + "/accept", "{}").is(409).<String>read("$.code"))
                .isEqualTo("has-problems");
        Api.Answer causes = api.get("/submissions/" + second + "/causes").is(200);
        assertThat(causes.<String>read("$.setup[0].message")).contains("windows-1252", "UTF-16LE");
        String remedy = causes.read("$.setup[0].remedies[0].key");
        api.post("/submissions/" + second + "/remedies", "{\"remedy\": \"" + remedy + "\"}")
                .is(200);
        assertThat(api.settled(second).<Map<String, Integer>>read("$.problems.byCode"))
                .doesNotContainKey("form-changed");
        api.post("/submissions/" + second + "/accept", "{}").is(200);
        assertThat(api.get("/registers/" + register).is(200).<Map<String, String>>read("$.mapping.form.said"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PK\u0003\u0004zip | 422 | file-broken
            %PDF-1.7          | 415 | file-pdf
            <!DOCTYPE html>   | 415 | file-html
            {"a": 1}          | 415 | file-json
            ''                | 422 | file-empty
            """)
    void whatIsNoTableIsRefusedByName(String start, int status, String code) {
        Api.Answer answer = api.post("/registers/" + register() + "/submissions", "text/csv", csv(start));
        assertThat(answer.is(status).<String>read("$.code")).isEqualTo(code);
        assertThat(answer.type()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "text", "text/", ";", "application/json"})
    void aTypeThatIsNoTablesIsRefusedEvenIfItIsNone(String type) {
        Api.Answer answer = api.post("/registers/" + register() + "/submissions", type, csv("asset_ref\n1\n"));
        assertThat(answer.is(415).<String>read("$.code")).isEqualTo("content-type");
    }

    @Test
    void aCellWithoutAnEndFailsTheFileInWords() {
        byte[] endless = ("asset_ref,notes\n1,\"" + "x".repeat(5 << 20)).getBytes(StandardCharsets.UTF_8);
        Api.Answer sent = api.post("/registers/" + register() + "/submissions", "text/csv", endless);
        String code = sent.status() == 202
                ? api.settled(sent.read("$.id")).read("$.failure.code")
                : sent.is(422).read("$.code");
        assertThat(code).isEqualTo("cell-too-large");
    }

    @ParameterizedTest
    @CsvSource({"xlsx, XLSX", "ods, ODS"})
    void aWorkbookIsTakenInAsItIs(String kind, FileForm.Kind type) throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/reading/chargers." + kind))) {
            Api.Answer sent = api.post(
                    "/registers/" + register() + "/submissions?name=chargers." + kind,
                    type.mediaType(),
                    in.readAllBytes());
            Api.Answer checked = api.settled(sent.is(202).read("$.id"));
            assertThat((String) checked.read("$.state")).isEqualTo("checked");
            assertThat(number(receipt(checked), "added")).isEqualTo(4);
            assertThat((String) checked.read("$.file.encoding")).isEqualTo(kind);
            assertThat((Map<String, Object>) checked.read("$.problems.byCode")).isEmpty();
        }
    }

    @Test
    void aLargeCellAndANulKeepTheirRowsOutAndNoOther() {
        Api.Answer checked =
                api.submit(register(), csv("asset_ref,notes\n1," + "x".repeat(1 << 20) + "\n2,a\0b\n3,fine\n"), "");
        assertThat(number(receipt(checked), "added")).isEqualTo(1);
        assertThat(checked.number("$.problems.byCode['cell-too-long']")).isEqualTo(1);
        assertThat(checked.number("$.problems.byCode['cell-nul']")).isEqualTo(1);
    }

    @Test
    void whatIsNotOnesOwnIsNotThere() {
        String register = register();
        String submission = api.submit(register, csv("asset_ref\n1\n"), "").read("$.id");
        Api other = Api.on(
                port, Person.of(application, Role.UTILITY, "Another Utility").token());
        other.get("/registers/" + register).is(404);
        other.get("/submissions/" + submission).is(404);
        other.get("/submissions/" + submission + "/problems.csv").is(404);
        other.get("/submissions/" + submission + "/receipt").is(404);
        other.accept(submission, "{}").is(404);
        other.post("/submissions/" + submission + "/reject", "{}").is(404);
        other.post("/registers/" + register + "/submissions", "text/csv", csv("asset_ref\n1\n"))
                .is(404);
        Api official = Api.on(port, Person.of(application, Role.OFFICIAL).token());
        official.get("/submissions/" + submission).is(200);
        official.accept(submission, "{}").is(403);
    }

    @Test
    void theReceiptIsSealedSoThatAnybodyCanCheckIt() throws Exception {
        String submission = api.submit(register(), csv("asset_ref\n1\n"), "").read("$.id");
        Api.Answer sealed = api.get("/submissions/" + submission + "/receipt").is(200);
        Base64.Decoder base64 = Base64.getDecoder();
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(base64.decode(sealed.<String>read("$.publicKey")))));
        check.update(sealed.<String>read("$.statement").getBytes(StandardCharsets.UTF_8));
        assertThat(check.verify(base64.decode(sealed.<String>read("$.signature"))))
                .isTrue();
        assertThat(sealed.number("$.receipt.added")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": ""}                                           | name
            {"name": "x", "operator": "nobody"}                    | operator
            {"name": "x", "assetClass": "toaster"}                 | assetClass
            {"name": "x", "mapping": {"a": "no_such_column"}}      | a
            {"name": "x", "mapping": [1]}                          | mapping
            {"name": "x", "mapping": []}                           | mapping
            {"name": "x", "mapping": "Make"}                       | mapping
            """)
    void aRegisterThatCannotBeSetUpSaysWhatIsWrong(String json, String field) {
        assertThat((String) api.post("/registers", json).is(400).read("$.problems[0].column"))
                .isEqualTo(field);
    }
}
