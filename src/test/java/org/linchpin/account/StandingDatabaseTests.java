package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.jayway.jsonpath.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LinchpinTest
class StandingDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Operators operators;

    @Test
    void aRoleTakenAwayDuringASessionCountsFromTheNextClickOn() throws Exception {
        String name = People.newAccount(application, Role.ANALYST, Set.of());
        MockHttpSession session = signIn(name, "");
        assertThat(status(get("/assets").session(session))).isEqualTo(200);
        jdbc.sql("update account set role = 'auditor' where username = ?")
                .param(name)
                .update();
        assertThat(status(get("/assets").session(session))).isEqualTo(403);
        jdbc.sql("update account set enabled = false where username = ?")
                .param(name)
                .update();
        assertThat(status(get("/trail").session(session))).isEqualTo(302);
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void aSessionThatReadsThroughTheApiKeepsItsNumberSoThatAPageBesideItIsNotSignedOut() throws Exception {
        MockHttpSession session = signIn(People.newAccount(application, Role.ANALYST, Set.of()), "");
        String number = session.getId();
        assertThat(status(get("/api/v1/operators").session(session))).isEqualTo(200);
        assertThat(session.getId()).isEqualTo(number);
        assertThat(status(get("/assets").session(session))).isEqualTo(200);
    }

    @Test
    void aTokenOfAClosedAccountOpensNothing() throws Exception {
        Person official = Person.of(application, Role.OFFICIAL);
        jdbc.sql("update account set enabled = false where username = ?")
                .param(official.username())
                .update();
        assertThat(status(get("/api/v1/operators").header("Authorization", "Bearer " + official.token())))
                .isEqualTo(401);
    }

    @Test
    void signingOutEverywhereEndsEverySessionAndTheListShowsThem() throws Exception {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        MockHttpSession one = signIn(name, "");
        MockHttpSession other = signIn(name, "");
        Document page = Jsoup.parse(answer(get("/account").session(one)).getContentAsString());
        assertThat(page.select("table").get(0).select("tbody tr")).hasSize(2);
        assertThat(page.select("table").get(0).text()).contains("this one");
        assertThat(status(post("/account/sign-out-everywhere").session(other).with(csrf())))
                .isEqualTo(302);
        assertThat(answer(get("/assets").session(one)).getRedirectedUrl()).endsWith("/sign-in");
    }

    @Test
    void aSecondFactorIsAskedForOnceItIsSetUpAndNoCodeIsTakenTwice() throws Exception {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        MockHttpSession session = signIn(name, "");
        Document page = Jsoup.parse(answer(get("/account").session(session)).getContentAsString());
        String secret = page.select("input[name=secret]").val();
        assertThat(answer(post("/account/second-factor")
                                .session(session)
                                .with(csrf())
                                .param("secret", secret)
                                .param("owner", People.PASSWORD)
                                .param("code", "000000"))
                        .getContentAsString())
                .contains("The code is not the one for this secret");
        String before = code(secret, -1);
        assertThat(status(post("/account/second-factor")
                        .session(session)
                        .with(csrf())
                        .param("secret", secret)
                        .param("owner", People.PASSWORD)
                        .param("code", before)))
                .isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from account where username = ? and position(? in secret) > 0")
                        .params(name, new Base32().decode(secret))
                        .query(Long.class)
                        .single())
                .as("kept encrypted")
                .isZero();
        assertThat(status(post("/api/v1/tokens").with(httpBasic(name, People.PASSWORD))))
                .isEqualTo(401);
        assertThat(status(post("/api/v1/tokens")
                        .with(httpBasic(name, People.PASSWORD))
                        .header("Linchpin-Code", before)))
                .as("taken already")
                .isEqualTo(401);
        String now = code(secret, 0);
        assertThat(status(post("/api/v1/tokens")
                        .with(httpBasic(name, People.PASSWORD))
                        .header("Linchpin-Code", now)))
                .isEqualTo(201);
        assertThat(status(post("/api/v1/tokens")
                        .with(httpBasic(name, People.PASSWORD))
                        .header("Linchpin-Code", now)))
                .isEqualTo(401);
        assertThat(signIn(name, code(secret, 1))).isNotNull();
    }

    private static String code(String secret, int steps) throws Exception {
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()),
                Instant.now().plusSeconds(30L * steps));
    }

    @Test
    void aTokenThatOnlyReadsChangesNothingAndIsListedWithItsUse() throws Exception {
        String name =
                People.newAccount(application, Role.UTILITY, Set.of(operator().id()));
        String made = answer(post("/api/v1/tokens?readsOnly=true&name=nightly&hours=48")
                        .with(httpBasic(name, People.PASSWORD)))
                .getContentAsString();
        String bearer = "Bearer " + JsonPath.read(made, "$.token");
        assertThat(status(get("/api/v1/registers").header("Authorization", bearer)))
                .isEqualTo(200);
        MockHttpServletResponse refused = answer(post("/api/v1/registers")
                .header("Authorization", bearer)
                .contentType("application/json")
                .content("{}"));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat((String) JsonPath.read(refused.getContentAsString(), "$.code"))
                .isEqualTo("token-reads-only");
        assertThat((String) JsonPath.read(refused.getContentAsString(), "$.detail"))
                .startsWith("This token may only read");
        assertThat(answer(post("/api/v1/operators")
                                .header("Authorization", bearer)
                                .contentType("application/json")
                                .content("{}"))
                        .getContentAsString())
                .as("what no token of this role may do")
                .contains("Your role does not allow this");
        String listed =
                answer(get("/api/v1/tokens").header("Authorization", bearer)).getContentAsString();
        assertThat((String) JsonPath.read(listed, "$.items[0].name")).isEqualTo("nightly");
        assertThat((String) JsonPath.read(listed, "$.items[0].lastUsedAt")).isNotNull();
        assertThat(listed).doesNotContain((String) JsonPath.read(made, "$.token"));
        assertThat(status(MockMvcRequestBuilders.delete("/api/v1/tokens/" + JsonPath.read(listed, "$.items[0].number"))
                        .header("Authorization", bearer)))
                .isEqualTo(204);
        assertThat(status(get("/api/v1/registers").header("Authorization", bearer)))
                .isEqualTo(401);
    }

    @Test
    void whoeverBreaksTheGlassSeesOneOperatorForAnHourAndItReadsWhy() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Behind Glass");
        String name = People.newAccount(application, Role.ADMINISTRATOR, Set.of());
        MockHttpSession session = signIn(name, "");
        assertThat(status(get("/assets").session(session))).isEqualTo(403);
        // Twelve signs that Java counts as two each are no twenty characters.
        for (String tooShort : List.of("because", "\uD83D\uDEA6".repeat(12))) {
            assertThat(answer(post("/account/break-glass")
                                    .session(session)
                                    .with(csrf())
                                    .param("operator", utility.operator())
                                    .param("reason", tooShort))
                            .getContentAsString())
                    .contains("The reason must have 20 to 500 characters");
        }
        String reason = "Signals fail in the north, which makers are they";
        assertThat(status(post("/account/break-glass")
                        .session(session)
                        .with(csrf())
                        .param("operator", utility.operator())
                        .param("reason", reason)))
                .isEqualTo(302);
        assertThat(status(get("/assets").session(session))).isEqualTo(200);
        assertThat(status(get("/assets.csv").session(session)))
                .as("nothing is taken away")
                .isNotEqualTo(200);
        String seen = answer(get("/api/v1/audit?who=" + name).header("Authorization", "Bearer " + utility.token()))
                .getContentAsString();
        assertThat((List<String>) JsonPath.read(seen, "$.items[*].why")).contains(reason, "break-glass: " + reason);
        assertThat(answer(get("/account").session(session)).getContentAsString())
                .contains("end it now");
        assertThat(status(post("/account/break-glass/end").session(session).with(csrf())))
                .isEqualTo(302);
        assertThat(status(get("/assets").session(session))).isEqualTo(403);
        String told = answer(get("/api/v1/audit?who=" + name).header("Authorization", "Bearer " + utility.token()))
                .getContentAsString();
        assertThat((List<String>) JsonPath.read(told, "$.items[?(@.action == 'account.break-glass')].detail"))
                .as("its people read that it began and that it ended")
                .contains("for one hour", "ended");
        assertThat(page("/registers", utility))
                .as("nobody has to go and look for it")
                .contains("Looked at in an emergency", name, reason, "/trail?who=" + name);
        assertThat(page("/registers", Person.of(application, Role.UTILITY)))
                .doesNotContain("Looked at in an emergency");
    }

    private String page(String address, Person person) throws Exception {
        return answer(get(address)
                        .with(authentication(
                                People.viewerOf(application, person.token()).authentication())))
                .getContentAsString();
    }

    @Test
    void whatAnAdministratorClosesTheyCanOpenAgain() throws Exception {
        String administrator = People.newAccount(application, Role.ADMINISTRATOR, Set.of());
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        assertThat(status(account(administrator, "close", name))).isEqualTo(302);
        assertThat(answer(post("/sign-in").with(csrf()).param("username", name).param("password", People.PASSWORD))
                        .getRedirectedUrl())
                .isEqualTo("/sign-in?wrong");
        assertThat(answer(recover(administrator, name, false)).getContentAsString())
                .contains("The account " + name + " is closed");
        assertThat(status(account(administrator, "reopen", name))).isEqualTo(302);
        assertThat(status(get("/").session(signIn(name, "")))).isEqualTo(200);
        assertThat(status(account(administrator, "reopen", name)))
                .as("it is open")
                .isEqualTo(404);
    }

    private MockHttpServletRequestBuilder account(String administrator, String what, String name) {
        return post("/administration/users/" + name + "/" + what)
                .with(authentication(People.viewer(application, administrator).authentication()))
                .with(csrf());
    }

    @Test
    void aPasswordIsChangedByWhoeverKnowsItAndNotForAKnownOne() throws Exception {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        MockHttpSession session = signIn(name, "");
        assertThat(change(session, "wrong", "meter lantern quince").getContentAsString())
                .contains("This is not your present password");
        assertThat(change(session, People.PASSWORD, "password1234").getContentAsString())
                .contains("known from breaches");
        assertThat(change(session, People.PASSWORD, "meter lantern quince").getStatus())
                .isEqualTo(302);
        assertThat(status(get("/assets").session(session)))
                .as("signed out everywhere")
                .isEqualTo(302);
        assertThat(status(post("/api/v1/tokens").with(httpBasic(name, "meter lantern quince"))))
                .isEqualTo(201);
    }

    private MockHttpServletResponse change(MockHttpSession session, String current, String password) throws Exception {
        return answer(post("/account/password")
                .session(session)
                .with(csrf())
                .param("current", current)
                .param("password", password));
    }

    private Operator operator() {
        return operators.ensure(People.newName("op"), "Some Operator", true);
    }

    private MockHttpSession signIn(String name, String code) throws Exception {
        MvcResult signedIn = mvc.perform(post("/sign-in")
                        .with(csrf())
                        .param("username", name)
                        .param("password", People.PASSWORD)
                        .param("code", code))
                .andReturn();
        assertThat(signedIn.getResponse().getRedirectedUrl()).doesNotContain("sign-in");
        return (MockHttpSession) Objects.requireNonNull(signedIn.getRequest().getSession(false));
    }

    private int status(MockHttpServletRequestBuilder request) throws Exception {
        return answer(request).getStatus();
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    @Test
    void whoeverForgotTheirPasswordSetsAnotherWithACodeOfTheAdministratorAndTheirFactorIsStillAsked() throws Exception {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        MockHttpSession session = signIn(name, "");
        Document page = Jsoup.parse(answer(get("/account").session(session)).getContentAsString());
        String secret = page.select("input[name=secret]").val();
        answer(post("/account/second-factor")
                .session(session)
                .with(csrf())
                .param("secret", secret)
                .param("owner", People.PASSWORD)
                .param("code", code(secret, -1)));
        String code = recovery(name, false);
        assertThat(linesWith(name)).isNotEmpty();
        assertThat(linesWith(code)).isEmpty();
        assertThat(newPassword(name, "not the code at all", "", "several words apart"))
                .contains("The name or the code is not right");
        assertThat(newPassword("nobody-has-this", code, "", "several words apart"))
                .contains("The name or the code is not right");
        assertThat(newPassword(name, code, "", "password1234")).contains("known from breaches");
        assertThat(newPassword(name, code, "000000", "several words apart"))
                .contains("The code from your app is not right");
        assertThat(answer(get("/assets").session(session)).getStatus()).isEqualTo(200);
        assertThat(newPassword(name, code, code(secret, 0), "several words apart"))
                .isEmpty();
        assertThat(answer(get("/assets").session(session)).getRedirectedUrl())
                .as("whoever came in with the old one is out")
                .endsWith("/sign-in");
        assertThat(newPassword(name, code, code(secret, 1), "other words in a row"))
                .contains("is not right");
        assertThat(status(post("/api/v1/tokens")
                        .with(httpBasic(name, "several words apart"))
                        .header("Linchpin-Code", code(secret, 1))))
                .isEqualTo(201);
    }

    @Test
    void whoeverLostTheirFactorTooComesInAgainAndSetsUpAnother() throws Exception {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        MockHttpSession session = signIn(name, "");
        String secret = Jsoup.parse(answer(get("/account").session(session)).getContentAsString())
                .select("input[name=secret]")
                .val();
        answer(post("/account/second-factor")
                .session(session)
                .with(csrf())
                .param("secret", secret)
                .param("owner", People.PASSWORD)
                .param("code", code(secret, 0)));
        String first = recovery(name, true);
        String code = recovery(name, true);
        assertThat(newPassword(name, first, "", "several words apart"))
                .as("a later code takes its place")
                .contains("is not right");
        assertThat(newPassword(name, code, "", "several words apart")).isEmpty();
        assertThat(status(post("/api/v1/tokens").with(httpBasic(name, "several words apart"))))
                .isEqualTo(201);
        assertThat(linesWith(name).stream().filter(line -> line.contains("account.recover")))
                .hasSize(3);
    }

    @Test
    void aCodeIsNoGoodAfterADayNorForOneselfOrAClosedAccount() throws Exception {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        String code = recovery(name, false);
        jdbc.sql("update account_recovery set until = now() - interval '1 second'")
                .update();
        assertThat(newPassword(name, code, "", "several words apart")).contains("older than a day");
        String administrator = People.newAccount(application, Role.ADMINISTRATOR, Set.of());
        assertThat(answer(recover(administrator, administrator, false)).getContentAsString())
                .contains("This is your own account");
        assertThat(status(recover(administrator, "nobody-at-all", false))).isEqualTo(404);
        jdbc.sql("update account set enabled = false where username = ?")
                .param(name)
                .update();
        assertThat(answer(recover(administrator, name, false)).getContentAsString())
                .contains("The account " + name + " is closed");
    }

    /** Lines of the trail that hold a word. */
    private List<String> linesWith(String word) {
        Scopes scopes = application.getBean(Scopes.class);
        TransactionTemplate transaction =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        return scopes.within(
                Scope.all(),
                () -> transaction.execute(status -> jdbc.sql("select t::text from trail t where strpos(t::text, ?) > 0")
                        .param(word)
                        .query(String.class)
                        .list()));
    }

    private String recovery(String name, boolean factors) throws Exception {
        String administrator = People.newAccount(application, Role.ADMINISTRATOR, Set.of());
        return Jsoup.parse(answer(recover(administrator, name, factors)).getContentAsString())
                .select("code.key")
                .text();
    }

    private MockHttpServletRequestBuilder recover(String administrator, String name, boolean factors) {
        return post("/administration/users/" + name + "/recovery")
                .with(authentication(People.viewer(application, administrator).authentication()))
                .with(csrf())
                .param("factors", String.valueOf(factors));
    }

    /** What is wrong; empty where the password is set. */
    private String newPassword(String name, String code, String app, String password) throws Exception {
        MockHttpServletResponse answer = answer(post("/new-password")
                .with(csrf())
                .param("username", name)
                .param("code", code)
                .param("app", app)
                .param("password", password));
        return answer.getStatus() == 302 ? "" : answer.getContentAsString();
    }
}
