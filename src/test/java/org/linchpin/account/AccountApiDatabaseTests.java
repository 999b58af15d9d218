package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Viewer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@LinchpinTest
class AccountApiDatabaseTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    Accounts accounts;

    @Autowired
    Operators operators;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aNameAndAPasswordGiveATokenThatIsKeptAsADigestAlone() throws Exception {
        Account account = account(Role.OFFICIAL);
        MockHttpServletResponse answer =
                send(post("/api/v1/tokens").with(httpBasic(account.username(), People.PASSWORD)));
        assertThat(answer.getStatus()).isEqualTo(201);
        String token = JsonPath.read(answer.getContentAsString(), "$.token");
        assertThat(token).hasSize(43);
        assertThat((String) JsonPath.read(answer.getContentAsString(), "$.expires"))
                .endsWith("Z");
        assertThat(jdbc.sql("select count(*) from access_token where digest = ? or digest = sha256(?)")
                        .params(token.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(send(get("/api/v1/operators").header("Authorization", "Bearer " + token))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void aTokenEndsWithItsTimeAndWhenGivenBack() throws Exception {
        Account account = account(Role.OFFICIAL);
        String first = token(account);
        String second = token(account);
        assertThat(send(delete("/api/v1/tokens").header("Authorization", "Bearer " + first))
                        .getStatus())
                .isEqualTo(204);
        assertThat(operators(first).getStatus()).isEqualTo(401);
        assertThat(operators(second).getStatus()).isEqualTo(200);
        jdbc.sql("update access_token set expires_at = now() where account_id = ?")
                .param(account.viewer().id())
                .update();
        MockHttpServletResponse late = operators(second);
        assertThat(late.getStatus()).isEqualTo(401);
        assertThat(late.getHeader(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
        assertThat(late.getContentType()).isEqualTo("application/problem+json");
    }

    @Test
    void passwordsOpenTheTokenCallAndNothingElse() throws Exception {
        Account account = account(Role.ADMINISTRATOR);
        assertThat(send(get("/api/v1/users").with(httpBasic(account.username(), People.PASSWORD)))
                        .getStatus())
                .isEqualTo(401);
        assertThat(send(post("/api/v1/tokens").header("Authorization", "Bearer " + token(account)))
                        .getStatus())
                .as("a token does not prolong itself")
                .isEqualTo(401);
        MockHttpServletResponse without = send(post("/api/v1/tokens"));
        assertThat(without.getStatus()).isEqualTo(401);
        assertThat(without.getHeader(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Basic");
    }

    @Test
    void anUnknownNameIsAnsweredLikeAWrongPassword() throws Exception {
        MockHttpServletResponse wrong = send(post("/api/v1/tokens")
                .with(httpBasic(account(Role.OFFICIAL).username(), "wrong"))
                .with(from("192.0.2.1")));
        MockHttpServletResponse nobody = send(
                post("/api/v1/tokens").with(httpBasic("nobody.at.all", "wrong")).with(from("192.0.2.1")));
        MockHttpServletResponse absurd =
                send(post("/api/v1/tokens").with(httpBasic("no\0body", "wrong")).with(from("192.0.2.1")));
        assertThat(List.of(wrong.getStatus(), nobody.getStatus(), absurd.getStatus()))
                .containsOnly(401);
        assertThat(wrong.getContentAsString())
                .isEqualTo(nobody.getContentAsString())
                .isEqualTo(absurd.getContentAsString());
    }

    @Test
    void guessingIsSlowedDownAndTellsWhenToComeBack() throws Exception {
        Account account = account(Role.OFFICIAL);
        for (int i = 0; i < 10; i++) {
            assertThat(send(guess(account.username(), "192.0.2.2")).getStatus()).isEqualTo(401);
        }
        MockHttpServletResponse tooMany = send(guess(account.username(), "192.0.2.2"));
        assertThat(tooMany.getStatus()).isEqualTo(429);
        assertThat(Long.parseLong(tooMany.getHeader(HttpHeaders.RETRY_AFTER))).isBetween(1L, 300L);
        assertThat(send(post("/api/v1/tokens")
                                .with(httpBasic(account.username(), People.PASSWORD))
                                .with(from("192.0.2.3")))
                        .getStatus())
                .as("nobody locks a colleague out from elsewhere")
                .isEqualTo(201);
    }

    private static MockHttpServletRequestBuilder guess(String username, String address) {
        return post("/api/v1/tokens").with(httpBasic(username, "guess")).with(from(address));
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    @Test
    void aPagesSessionReadsButChangesNothing() throws Exception {
        MockHttpSession session = new MockHttpSession();
        Viewer viewer = account(Role.ADMINISTRATOR).viewer();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(viewer.authentication()));
        assertThat(send(get("/api/v1/audit.csv").session(session)).getStatus()).isEqualTo(200);
        assertThat(send(post("/api/v1/operators")
                                .session(session)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{}"))
                        .getStatus())
                .isEqualTo(401);
    }

    @Test
    void anAdministratorTakesOnAnOperatorAndItsPeople() throws Exception {
        String administrator = token(account(Role.ADMINISTRATOR));
        String code = People.newName("north");
        String name = People.newName("olive");
        assertThat(send(json(administrator, "/api/v1/operators", """
                        {"code": "%s", "name": "North Water"}""".formatted(code)))
                        .getContentAsString())
                .isEqualTo("{\"code\":\"%s\",\"name\":\"North Water\",\"invented\":false}".formatted(code));
        MockHttpServletResponse made =
                send(json(administrator, "/api/v1/users", """
                {"username": "%s", "password": "%s", "role": "utility", "operators": ["%s"]}""".formatted(name, People.PASSWORD, code)));
        assertThat(made.getStatus()).isEqualTo(201);
        assertThat(made.getContentAsString()).doesNotContain("assword");

        String utility = JsonPath.read(
                send(post("/api/v1/tokens").with(httpBasic(name, People.PASSWORD)))
                        .getContentAsString(),
                "$.token");
        assertThat((List<String>) JsonPath.read(operators(utility).getContentAsString(), "$.items[*].code"))
                .containsExactly(code);
        assertThat((List<String>) JsonPath.read(
                        send(get("/api/v1/audit").header("Authorization", "Bearer " + administrator))
                                .getContentAsString(),
                        "$.items[*].action"))
                .contains("operator.create", "account.create", "token.issue");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            operators | {"code": "", "name": "x"} | 400 | code
            operators | {"code": "UPPER", "name": "x"} | 400 | code
            operators | {"code": "fine", "name": "a\\u0000b"} | 400 | name
            operators | {"code": "taken-once", "name": "Again"} | 409 | code
            operators | {"kode": "x", "name": "x"} | 400 | kode
            operators | {"code": ["x"], "name": "x"} | 400 | code
            users | {"username": "x y", "password": "long enough for it", "role": "official"} | 400 | username
            users | {"username": "x", "password": "short", "role": "official"} | 400 | password
            users | {"username": "x", "password": "long enough for it", "role": "king"} | 400 | role
            users | {"username": "x", "password": "long enough for it", "role": "utility"} | 400 | operators
            users | {"username": "x", "password": "long enough for it", "role": "utility", "operators": ["none"]} | 400 | operators
            users | {"username": "x", "password": "long enough for it", "role": "utility", "operators": "none"} | 400 | operators
            users | {"username": "taken-once", "password": "long enough for it", "role": "official"} | 409 | username
            """)
    void aMistakeNamesItsField(String where, String body, int status, String field) throws Exception {
        operators.ensure("taken-once", "Taken", false);
        if (!accounts.existsByUsername("taken-once")) {
            accounts.save(new Account("taken-once", "{argon2}x", Role.OFFICIAL, Set.of(), false));
        }
        MockHttpServletResponse answer = send(json(token(account(Role.ADMINISTRATOR)), "/api/v1/" + where, body));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat((List<String>) JsonPath.read(answer.getContentAsString(), "$.problems[*].column"))
                .containsExactly(field);
        assertThat((List<String>) JsonPath.read(answer.getContentAsString(), "$.problems[*].message"))
                .allSatisfy(message -> assertThat(message).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json | {"code": | 400 | unreadable
            application/json | [] | 400 | bad-input
            application/json | `` | 400 | unreadable
            text/plain | code | 415 | unsupported-media-type
            application/xml | <NewOperator><code>x</code><name>X</name></NewOperator> | 415 | unsupported-media-type
            application/yaml | code: x | 415 | unsupported-media-type
            application/cbor | code | 415 | unsupported-media-type
            """)
    void aBodyThatIsNoneIsRefused(String type, String body, int status, String code) throws Exception {
        MockHttpServletResponse answer = send(json(token(account(Role.ADMINISTRATOR)), "/api/v1/operators", body)
                .contentType(type));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
        assertThat((String) JsonPath.read(answer.getContentAsString(), "$.code"))
                .isEqualTo(code);
        assertThat((List<?>) JsonPath.read(answer.getContentAsString(), "$.problems"))
                .isNotNull();
    }

    @Test
    void aBodyTooLargeIsRefusedWhetherItSaysItsLengthOrNot() throws Exception {
        byte[] body = ("{\"code\": \"" + "x".repeat((int) JsonLimit.LARGEST) + "\"}").getBytes(StandardCharsets.UTF_8);
        String token = token(account(Role.ADMINISTRATOR));
        MockHttpServletRequestBuilder said =
                json(token, "/api/v1/operators", "").content(body);
        assertThat(send(said).getStatus()).isEqualTo(413);
        MockHttpServletRequestBuilder chunked = json(token, "/api/v1/operators", "")
                .with(request -> new MockHttpServletRequest(request.getServletContext(), "POST", "/api/v1/operators") {
                    {
                        setContentType("application/json");
                        addHeader("Authorization", "Bearer " + token);
                        setContent(body);
                    }

                    @Override
                    public long getContentLengthLong() {
                        return -1;
                    }
                });
        assertThat(send(chunked).getStatus()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"size=x,size", "size=0,size", "size=1001,size", "after=x,after"})
    void wrongParametersAreNamed(String query, String name) throws Exception {
        MockHttpServletResponse answer =
                send(get("/api/v1/audit?" + query).header("Authorization", "Bearer " + token(account(Role.AUDITOR))));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat((List<String>) JsonPath.read(answer.getContentAsString(), "$.problems[*].column"))
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"hours=0,hours", "hours=-5,hours", "hours=8761,hours", "hours=x,hours", "readsOnly=perhaps,readsOnly"})
    void aTokenThatCannotBeIsRefusedAtTheParameterThatSaysIt(String query, String name) throws Exception {
        Account account = account(Role.ANALYST);
        MockHttpServletResponse answer =
                send(post("/api/v1/tokens?" + query).with(httpBasic(account.username(), People.PASSWORD)));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat((List<String>) JsonPath.read(answer.getContentAsString(), "$.problems[*].column"))
                .containsExactly(name);
    }

    @Test
    void theTrailGoesOutPageByPageAndAsAFileThatNoSpreadsheetCalculates() throws Exception {
        jdbc.sql("insert into trail (username, action, subject) values ('x', 'test', '=1+1')")
                .update();
        String token = token(account(Role.AUDITOR));
        String first = send(get("/api/v1/audit?size=1").header("Authorization", "Bearer " + token))
                .getContentAsString();
        String second = send(get("/api/v1/audit?size=1&after=" + JsonPath.read(first, "$.next"))
                        .header("Authorization", "Bearer " + token))
                .getContentAsString();
        assertThat((Integer) JsonPath.read(second, "$.items[0].id"))
                .isLessThan((Integer) JsonPath.read(first, "$.items[0].id"));
        assertThat((Integer) JsonPath.read(first, "$.total")).isGreaterThan(1);
        String csv = send(get("/api/v1/audit.csv").header("Authorization", "Bearer " + token))
                .getContentAsString();
        assertThat(csv)
                .startsWith("id,at,username,action,subject,operator,detail")
                .contains(",test,'=1+1,");
    }

    @Test
    void theApiDescribesItselfToEverybody() throws Exception {
        MockHttpServletResponse answer = send(get("/api/openapi.json"));
        assertThat(answer.getStatus()).isEqualTo(200);
        String api = answer.getContentAsString();
        assertThat((String) JsonPath.read(api, "$.components.securitySchemes.token.scheme"))
                .isEqualTo("bearer");
        assertThat((List<?>) JsonPath.read(api, "$.paths['/api/v1/tokens'].post.security[*].password"))
                .hasSize(1);
        assertThat((List<String>) JsonPath.read(api, "$.paths['/api/v1/operators'].get.parameters[*].name"))
                .containsExactlyInAnyOrder("size", "after");
    }

    @Test
    void healthIsOpenAndMeasurementsAreTheAdministrators() throws Exception {
        assertThat((String) JsonPath.read(send(get("/actuator/health")).getContentAsString(), "$.status"))
                .isEqualTo("UP");
        assertThat(send(get("/actuator/prometheus")).getStatus()).isEqualTo(401);
        assertThat(send(get("/actuator/prometheus").header("Authorization", "Bearer " + token(account(Role.OFFICIAL))))
                        .getStatus())
                .isEqualTo(403);
        assertThat(send(get("/actuator/prometheus")
                                .header("Authorization", "Bearer " + token(account(Role.ADMINISTRATOR))))
                        .getStatus())
                .isEqualTo(200);
    }

    private Account account(Role role) {
        return People.newAccount(accounts, passwords, role, Set.of());
    }

    private String token(Account account) throws Exception {
        return JsonPath.read(
                send(post("/api/v1/tokens").with(httpBasic(account.username(), People.PASSWORD)))
                        .getContentAsString(),
                "$.token");
    }

    private MockHttpServletResponse operators(String token) throws Exception {
        return send(get("/api/v1/operators").header("Authorization", "Bearer " + token));
    }

    private static MockHttpServletRequestBuilder json(String token, String path, String body) {
        return post(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }
}
