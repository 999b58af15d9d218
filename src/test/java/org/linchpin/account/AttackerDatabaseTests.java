package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What somebody tries who has a little and wants more: against the running service, letter by letter where it matters. */
@LinchpinTest
class AttackerDatabaseTests {

    private static final String EVIL = "evil.example";

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    /** Exactly these bytes, and all that comes back. */
    private String send(String line, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            String request = line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String head(String answer) {
        return answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n")));
    }

    private long tokensOf(String username) {
        return jdbc.sql(
                        "select count(*) from access_token t join account a on a.id = t.account_id where a.username = ?")
                .param(username)
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tokens",
                "/api/v1/%74okens",
                "/%61pi/v1/tokens",
                "/api/v1/tokens/",
                "/api/v1//tokens",
                "/api/v1/./tokens",
                "/api/v1/users/../tokens",
                "/api/v1/tokens;x=1",
                "/api/v1;x=1/tokens",
                "/api/v1/tokens%2f",
                "/api/v1/tokens%00"
            })
    void aTokenThatOnlyReadsMakesNoOtherHoweverTheAddressIsSpelt(String address) throws Exception {
        String name = People.newAccount(application, Role.ANALYST, Set.of());
        String reads = People.readingToken(application, name);
        String answer = send(
                "POST " + address + "?hours=8000&readsOnly=false",
                "Host: 127.0.0.1",
                "Authorization: Bearer " + reads,
                "Content-Length: 0");
        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d.*").doesNotContain("\"token\"");
        assertThat(tokensOf(name)).isEqualTo(1);
        String basic =
                Base64.getEncoder().encodeToString((name + ":" + People.PASSWORD).getBytes(StandardCharsets.UTF_8));
        send("POST " + address, "Host: 127.0.0.1", "Authorization: Basic " + basic, "Content-Length: 0");
        assertThat(tokensOf(name))
                .as("the owner's password may, where the address is one")
                .isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "/%2fevil.example/",
                "/%5cevil.example/",
                "/\\evil.example/",
                "/;@evil.example/",
                "/sign-in?continue=https://evil.example/",
                "/sign-in?away=https://evil.example/",
                "/sign-in?signedOut=//evil.example/",
                "/account?factor=https://evil.example/",
                "/registers?continue=//evil.example/",
                "/oauth2/authorization/evil.example",
                "http://evil.example/registers"
            })
    void noAddressLeadsToAnotherHost(String address) throws Exception {
        for (String host :
                List.of("Host: 127.0.0.1", "Host: evil.example", "Host: 127.0.0.1\r\nX-Forwarded-Host: evil.example")) {
            String answer = send("GET " + address, host, "X-Forwarded-Proto: https", "Forwarded: host=evil.example");
            assertThat(head(answer)
                            .lines()
                            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("location:")))
                    .as(address + " " + host)
                    .allSatisfy(line -> assertThat(line)
                            .matches(
                                    "(?i)location: (/[^/\\\\].*|/|http://(127\\.0\\.0\\.1|evil\\.example)/[^/\\\\].*)"))
                    .filteredOn(line -> !host.contains("Host: evil"))
                    .allSatisfy(line -> assertThat(line.replaceAll("\\?.*", "")).doesNotContain(EVIL));
            assertThat(answer)
                    .doesNotContain("href=\"https://evil", "href=\"//evil", "action=\"https://evil", "action=\"//evil");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/registers", "/administration", "/sign-out"})
    void whateverHostARequestStatesNoAnswerLeadsThere(String address) throws Exception {
        String answer = send(
                "GET " + address,
                "Host: " + EVIL,
                "X-Forwarded-Host: " + EVIL,
                "X-Forwarded-Proto: https",
                "Forwarded: host=" + EVIL);
        assertThat(head(answer)).doesNotContain(EVIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"})
    void aFormOfPartsThatAreNoneIsItsSendersMistake(String type) throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Parts");
        for (String address : List.of("/api/v1/registers", "/catalogue/contributions", "/sign-in")) {
            String answer = send(
                    "POST " + address,
                    "Host: 127.0.0.1",
                    "Authorization: Bearer " + utility.token(),
                    "Content-Type: " + type,
                    "Content-Length: 7\r\n\r\nno part");
            assertThat(answer).matches("(?s)HTTP/1.1 [34]\\d\\d.*").doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such", "../briefing/sector", "../docs/x", "sector.json", "%00"})
    void noTemplateIsLookedForButThoseThatAreShipped(String template) throws Exception {
        String official = People.newAccount(application, Role.OFFICIAL, Set.of());
        MvcResult asked = mvc.perform(
                        get("/briefings/new").param("template", template).session(People.signIn(application, official)))
                .andReturn();
        assertThat(asked.getResponse().getStatus()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "+10000-01-01", "0000-01-01"})
    void noDayIsComparedWithThatStandsInNoCalendar(String day) throws Exception {
        String official = People.newAccount(application, Role.OFFICIAL, Set.of());
        MvcResult asked = mvc.perform(get("/changes").param("since", day).session(People.signIn(application, official)))
                .andReturn();
        assertThat(asked.getResponse().getStatus()).isEqualTo(400);
    }

    @Test
    void signingInLeadsOnToAnAddressOfOursWhateverTheFormSays() throws Exception {
        String name = People.newAccount(application, Role.ANALYST, Set.of());
        for (String parameter : List.of("continue", "redirect", "url", "next", "spring-security-redirect", "target")) {
            MvcResult result = mvc.perform(post("/sign-in")
                            .with(csrf())
                            .param("username", name)
                            .param("password", People.PASSWORD)
                            .param(parameter, "https://evil.example/"))
                    .andReturn();
            assertThat(result.getResponse().getRedirectedUrl()).isEqualTo("/");
        }
    }

    @Test
    void aSessionLeftOpenDoesNotChangeHowItsAccountIsOpened() throws Exception {
        String name = People.newAccount(application, Role.ANALYST, Set.of());
        MockHttpSession session = People.signIn(application, name);
        String secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        String other = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU";
        assertThat(text(factor(session, secret, "guess of a password"))).contains("This is not your present password");
        assertThat(secretOf(name)).isFalse();
        mvc.perform(factor(session, secret, People.PASSWORD));
        assertThat(secretOf(name)).isTrue();
        assertThat(text(factor(session, other, People.PASSWORD))).contains("asked for already");
        assertThat(text(post("/account/second-factor/off")
                        .param("code", code(secret, 1))
                        .param("owner", "guess of a password")
                        .session(session)
                        .with(csrf())))
                .contains("This is not your present password");
        assertThat(secretOf(name)).isTrue();
        assertThat(text(post("/account/passkeys")
                        .param("credential", "{}")
                        .param("label", "Mine")
                        .session(session)
                        .with(csrf())))
                .contains("This is not your present password");
    }

    @Test
    void codesAreNotGuessedFasterInASessionThanAtTheDoor() throws Exception {
        String name = People.newAccount(application, Role.ANALYST, Set.of());
        MockHttpSession session = People.signIn(application, name);
        mvc.perform(factor(session, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", People.PASSWORD));
        String last = "";
        for (int i = 0; i < 12; i++) {
            last = text(post("/account/second-factor/off")
                    .param("code", "00000" + i % 10)
                    .param("owner", People.PASSWORD)
                    .session(session)
                    .with(csrf()));
        }
        assertThat(last).contains("There were too many attempts");
        assertThat(secretOf(name)).isTrue();
    }

    private static MockHttpServletRequestBuilder factor(MockHttpSession session, String secret, String password)
            throws Exception {
        return post("/account/second-factor")
                .param("secret", secret)
                .param("code", code(secret, 0))
                .param("owner", password)
                .session(session)
                .with(csrf());
    }

    private boolean secretOf(String name) {
        return jdbc.sql("select secret is not null from account where username = ?")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    private static String code(String secret, int steps) throws Exception {
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()),
                Instant.now().plusSeconds(30L * steps));
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse().getContentAsString();
    }

    @Test
    void aSessionMeasuresNothingSoThatARoleTakenAwayLeavesNothingOpen() throws Exception {
        String name = People.newAccount(application, Role.ADMINISTRATOR, Set.of());
        MockHttpSession session = People.signIn(application, name);
        assertThat(mvc.perform(get("/actuator/prometheus").session(session))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        String token = People.token(application, name);
        jdbc.sql("update account set role = 'auditor' where username = ?")
                .param(name)
                .update();
        assertThat(send("GET /actuator/prometheus", "Host: 127.0.0.1", "Authorization: Bearer " + token))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void fieldsThatNobodyIsToSetSetNothing() {
        Person administrator = Person.of(application, Role.ADMINISTRATOR);
        String name = People.newName("mass");
        Api.on(port, administrator.token()).post("/users", """
                        {"username": "%s", "password": "%s", "role": "auditor", "id": 1, "enabled": false, "demonstration": true,
                         "outside": "https://evil.example|1", "secret": "x", "closedAt": "2020-01-01T00:00:00Z"}
                        """.formatted(name, People.PASSWORD));
        assertThat(jdbc.sql("""
                        select count(*) from account where username = ?
                          and (id = 1 or demonstration or not enabled or outside is not null or secret is not null or closed_at is not null)
                        """).param(name).query(Long.class).single()).isZero();

        Person victim = Person.of(application, Role.UTILITY, "Victim");
        Person utility = Person.of(application, Role.UTILITY, "Attacker");
        Api attacker = Api.on(port, utility.token());
        String theirs = Api.on(port, victim.token()).register("{\"name\": \"Theirs\", \"assetClass\": \"camera\"}");
        Api.Answer made = attacker.post("/registers", """
                {"id": "%s", "operatorId": 1, "operator_id": 1, "currentSubmission": "1", "name": "Mine", "assetClass": "camera"}
                """.formatted(theirs));
        assertThat(made.body()).doesNotContain(theirs);
        assertThat((String)
                        Api.on(port, victim.token()).get("/registers/" + theirs).read("$.name"))
                .isEqualTo("Theirs");
        Api.Answer forVictim = attacker.post(
                "/registers",
                "{\"operator\": \"%s\", \"name\": \"x\", \"assetClass\": \"camera\"}".formatted(victim.operator()));
        Api.Answer forNobody = attacker.post(
                "/registers", "{\"operator\": \"nobody-has-this\", \"name\": \"x\", \"assetClass\": \"camera\"}");
        assertThat(forVictim.status()).isEqualTo(forNobody.status()).isBetween(400, 404);
        assertThat(forVictim.body().replace(victim.operator(), "#"))
                .isEqualTo(forNobody.body().replace("nobody-has-this", "#"));

        Person analyst = Person.of(application, Role.ANALYST);
        Api.Answer briefing = Api.on(port, analyst.token()).post("/briefings", """
                {"title": "Mass", "sections": ["national"], "formats": ["csv"], "author": "%s", "number": "B-1", "id": 1,
                 "state": "issued", "everything": true}
                """.formatted(administrator.username()));
        assertThat(briefing.body()).doesNotContain(administrator.username(), "\"B-1\"");
    }

    /** Lines and quotes in a title must not end a header, and a name of a file must stay in its folder. */
    @Test
    void noNameOfAFileEndsAHeader() throws Exception {
        Person analyst = Person.of(application, Role.ANALYST);
        Api.Answer made = Api.on(port, analyst.token()).post("/briefings", """
                {"title": "x\\"; filename=\\"evil.html\\"\\r\\nSet-Cookie: a=b\\r\\n\\r\\n<script>", "sections": ["national"], "formats": ["csv", "html"]}
                """);
        if (made.status() < 300) {
            String id = made.read("$.id");
            for (String format : List.of(".csv", ".html")) {
                String head = head(send(
                        "GET /api/v1/briefings/" + id + format,
                        "Host: 127.0.0.1",
                        "Authorization: Bearer " + analyst.token()));
                assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("set-cookie: a", "<script", "evil.html\"");
            }
        }
        Person utility = Person.of(application, Role.UTILITY, "Names");
        Api owner = Api.on(port, utility.token());
        String register = owner.register(
                "{\"name\": \"../../x\\\"\\r\\nSet-Cookie: a=b\", \"assetClass\": \"camera\"}".replace("\\r\\n", ""));
        String submission = owner.submit(
                        register,
                        "asset_ref,units\n1,1\n".getBytes(StandardCharsets.UTF_8),
                        "?effective=2025-01-01&name=..%2F..%2Fetc%2Fpasswd%0D%0ASet-Cookie:%20a=b%22")
                .read("$.id");
        for (String address : List.of(
                "/submissions/" + submission + "/file",
                "/submissions/" + submission + "/problems.csv",
                "/submissions/" + submission + "/annotated.xlsx",
                "/submissions/" + submission + "/annotated.csv")) {
            String head =
                    head(send("GET /api/v1" + address, "Host: 127.0.0.1", "Authorization: Bearer " + utility.token()));
            assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("set-cookie: a", "../", "\\..");
        }
    }
}
