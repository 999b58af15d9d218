package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.BadInput;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Viewer;
import org.linchpin.account.Powers.WantedRemit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** An account that may do something else from now on. */
@LinchpinTest
class PowersDatabaseTests {

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Api as(Person person) {
        return Api.on(port, person.token());
    }

    private Person administrator() {
        return Person.of(application, Role.ADMINISTRATOR);
    }

    private static String page(String username) {
        return "/administration/users/" + username;
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    private int status(MockHttpServletRequestBuilder request) throws Exception {
        return answer(request).getStatus();
    }

    private Document read(Person administrator, String username) throws Exception {
        return Jsoup.parse(answer(get(page(username)).with(administrator.signedIn(application)))
                .getContentAsString());
    }

    private MockHttpServletRequestBuilder change(Person administrator, String username, String role) {
        return post(page(username))
                .with(administrator.signedIn(application))
                .with(csrf())
                .param("role", role);
    }

    @Test
    void thePageShowsWhatTheAccountMayDoAndWhatIsChangedCountsFromTheNextClickOn() throws Exception {
        Person administrator = administrator();
        Person north = Person.of(application, Role.UTILITY, "North", "South");
        MockHttpSession session = People.signIn(application, north.username());
        assertThat(status(get("/registers").session(session))).isEqualTo(200);
        Document before = read(administrator, north.username());
        assertThat(before.select("select[name=role] option[selected]").eachAttr("value"))
                .containsExactly("utility");
        assertThat(before.select("input[name=operators][checked]").eachAttr("value"))
                .containsExactlyInAnyOrderElementsOf(north.operators());
        assertThat(before.select("input[name=sectors][checked]")).isEmpty();

        MockHttpServletResponse done =
                answer(change(administrator, north.username(), "official").param("sectors", "energy"));
        assertThat(done.getRedirectedUrl()).isEqualTo(page(north.username()));
        Document after = read(administrator, north.username());
        assertThat(after.select("select[name=role] option[selected]").eachAttr("value"))
                .containsExactly("official");
        assertThat(after.select("input[name=operators][checked]"))
                .as("none is ticked")
                .isEmpty();
        assertThat(after.select("input[name=sectors][checked]").eachAttr("value"))
                .containsExactly("energy");
        assertThat(People.viewerOf(application, north.token()).scope().sectors())
                .containsExactly("energy");

        assertThat(status(change(administrator, north.username(), "auditor"))).isEqualTo(302);
        assertThat(status(get("/registers").session(session))).isEqualTo(403);
        assertThat(status(get("/trail").session(session)))
                .as("signed in all the same")
                .isEqualTo(200);
    }

    @Test
    void noTokenMayMoreThanItsAccount() {
        Api administrator = as(administrator());
        Person both = Person.of(application, Role.UTILITY, "One", "Other");
        String reading = People.readingToken(application, both.username());
        String one = both.operators().get(0);
        as(both).register("{\"operator\": \"%s\", \"name\": \"R\", \"assetClass\": \"camera\"}".formatted(one));

        Api.Answer changed = administrator
                .patch("/users/" + both.username(), "{\"operators\": [\"%s\"]}".formatted(one))
                .is(200);
        assertThat(changed.body())
                .isEqualTo(
                        "{\"username\":\"%s\",\"role\":\"utility\",\"operators\":[\"%s\"],\"sectors\":[]}",
                        both.username(), one);
        for (String token : List.of(both.token(), reading)) {
            assertThat(Api.on(port, token).get("/operators").is(200).<List<String>>read("$.items[*].code"))
                    .containsExactly(one);
        }

        administrator
                .patch("/users/" + both.username(), "{\"role\": \"utility_reader\"}")
                .is(200);
        as(both).post(
                        "/registers",
                        "{\"operator\": \"%s\", \"name\": \"S\", \"assetClass\": \"camera\"}".formatted(one))
                .is(403);
        as(both).get("/registers").is(200);

        administrator
                .patch("/users/" + both.username(), "{\"role\": \"administrator\", \"operators\": []}")
                .is(200);
        as(both).get("/registers").is(403);
        as(both).get("/users").is(200);
        Api.on(port, reading)
                .patch("/users/" + People.newAccount(application, Role.AUDITOR, Set.of()), "{\"role\": \"official\"}")
                .is(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"role": "king"} | role
            {"role": ""} | role
            {"role": "utility"} | operators
            {"operators": ["none"]} | operators
            {"role": "analyst", "sectors": ["energy"]} | sectors
            {"sectors": ["none"]} | sectors
            {"role": "king", "operators": ["none"], "sectors": ["none"]} | role,operators,sectors
            {"role": 1} | role
            {"operators": "none"} | operators
            {"enabled": false} | enabled
            {"username": "another"} | username
            {"password": "correct horse battery"} | password
            """)
    void aMistakeNamesItsFieldAndChangesNothing(String body, String fields) {
        Api administrator = as(administrator());
        Person official = Person.of(application, Role.OFFICIAL);
        Api.Answer answer =
                administrator.patch("/users/" + official.username(), body).is(400);
        assertThat(answer.<List<String>>read("$.problems[*].column")).containsExactly(fields.split(","));
        assertThat(answer.<List<String>>read("$.problems[*].message"))
                .allSatisfy(message -> assertThat(message).isNotBlank());
        assertThat(People.viewerOf(application, official.token()).role()).isEqualTo(Role.OFFICIAL);
        assertThat(changes(official.username())).isEmpty();
    }

    @Test
    void onThePageAMistakeStandsAtItsFieldAndNothingThatWasChosenIsLost() throws Exception {
        Person administrator = administrator();
        Person official = Person.of(application, Role.OFFICIAL);
        String operator = Person.of(application, Role.UTILITY, "Chosen").operator();
        Document page = Jsoup.parse(answer(change(administrator, official.username(), "auditor")
                        .param("operators", operator)
                        .param("sectors", "energy"))
                .getContentAsString());
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.select(".govuk-error-summary a").attr("href")).isEqualTo("#sectors");
        assertThat(page.select("#sectors-error").text()).contains("Only an official can be confined to sectors");
        assertThat(page.select("fieldset[aria-describedby~=sectors-error] #sectors"))
                .hasSize(1);
        assertThat(page.select("select[name=role] option[selected]").eachAttr("value"))
                .containsExactly("auditor");
        assertThat(page.select("input[name=operators][checked]").eachAttr("value"))
                .containsExactly(operator);
        assertThat(page.select("input[name=sectors][checked]").eachAttr("value"))
                .containsExactly("energy");
        assertThat(page.select(".lede").text())
                .as("what the account may do now")
                .isEqualTo("Official");

        Document unknown = Jsoup.parse(
                answer(change(administrator, official.username(), "king")).getContentAsString());
        assertThat(unknown.select("#role-error").text()).contains("The role must be one of");
        assertThat(People.viewerOf(application, official.token()).role()).isEqualTo(Role.OFFICIAL);
    }

    @Test
    void nobodyChangesTheirOwnAccountAndNobodyAnUnknownOne() throws Exception {
        Person administrator = administrator();
        Api.Answer own = as(administrator)
                .patch("/users/" + administrator.username(), "{\"role\": \"official\"}")
                .is(409);
        assertThat(own.<String>read("$.code")).isEqualTo("own-account");
        assertThat(status(change(administrator, administrator.username(), "official")))
                .isEqualTo(409);
        assertThat(read(administrator, administrator.username()).select("main form"))
                .isEmpty();
        for (String nobody : List.of("nobody-at-all", "No%20Name", "%F0%9F%9A%A6")) {
            as(administrator)
                    .patch("/users/" + nobody, "{\"role\": \"official\"}")
                    .is(404);
        }
        assertThat(status(change(administrator, "nobody-at-all", "official"))).isEqualTo(404);
        assertThat(status(get(page("nobody-at-all")).with(administrator.signedIn(application))))
                .isEqualTo(404);
    }

    @Test
    void whomAnIdentityProviderVouchesForItsGroupsDecideAbout() throws Exception {
        Person administrator = administrator();
        Person grace = Person.of(application, Role.OFFICIAL);
        jdbc.sql("update account set outside = 'https://id.example ' || username where username = ?")
                .param(grace.username())
                .update();
        Api.Answer refused = as(administrator)
                .patch("/users/" + grace.username(), "{\"role\": \"auditor\"}")
                .is(409);
        assertThat(refused.<String>read("$.code")).isEqualTo("provider-decides");
        assertThat(refused.<String>read("$.detail")).contains("its groups there decide at each sign-in");
        assertThat(status(change(administrator, grace.username(), "auditor"))).isEqualTo(409);
        Document page = read(administrator, grace.username());
        assertThat(page.select("[name=role]")).isEmpty();
        assertThat(page.select("main").text()).contains("Its groups there decide at each sign-in");
        assertThat(page.select("form[action$=/close]")).hasSize(1);
        assertThat(People.viewerOf(application, grace.token()).role()).isEqualTo(Role.OFFICIAL);
    }

    /** All administrators of the other tests are closed meanwhile. */
    private void alone(Checked test, String... but) throws Exception {
        List<Integer> others = jdbc.sql("""
                        update account set enabled = false
                        where enabled and role = 'administrator' and not demonstration and not username = any (?) returning id
                        """).param(but).query(Integer.class).list();
        try {
            test.run();
        } finally {
            jdbc.sql("update account set enabled = true where id in (:others)")
                    .param("others", others)
                    .update();
        }
    }

    private interface Checked {
        void run() throws Exception;
    }

    /** Whoever asks was an administrator a moment ago, or is one of the demonstration. */
    @Test
    void theLastAdministratorStaysOneAndStaysOpen() throws Exception {
        Viewer asking = People.viewer(application, administrator().username());
        Person last = administrator();
        Powers powers = application.getBean(Powers.class);
        Enrolment enrolment = application.getBean(Enrolment.class);
        WantedRemit official = new WantedRemit("official", null, null);
        alone(
                () -> {
                    assertThatThrownBy(() -> powers.change(asking, last.username(), official))
                            .isInstanceOfSatisfying(BadInput.class, refused -> {
                                assertThat(refused.status()).isEqualTo(HttpStatus.CONFLICT);
                                assertThat(refused.faults())
                                        .extracting(BadInput.Fault::column)
                                        .containsExactly("role");
                            });
                    assertThatThrownBy(() -> enrolment.close(last.username()))
                            .hasMessageContaining("is the last administrator");
                    powers.change(asking, last.username(), new WantedRemit("administrator", null, null));
                    as(last).get("/users").is(200);
                },
                last.username());
        powers.change(asking, last.username(), official);
        as(last).get("/users").is(403);
    }

    @Test
    void twoAdministratorsDoNotTakeTheRoleFromEachOtherAtOnce() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 8; i++) {
                Person one = administrator();
                Person other = administrator();
                alone(
                        () -> {
                            CountDownLatch ready = new CountDownLatch(2);
                            List<Future<Integer>> answers = List.of(
                                    both.submit(() -> official(one, other, ready)),
                                    both.submit(() -> official(other, one, ready)));
                            assertThat(List.of(
                                            answers.get(0).get(), answers.get(1).get()))
                                    .contains(200)
                                    .containsAnyOf(403, 409);
                        },
                        one.username(),
                        other.username());
            }
        } finally {
            both.shutdown();
        }
    }

    private int official(Person who, Person whom, CountDownLatch ready) throws InterruptedException {
        ready.countDown();
        ready.await();
        return as(who).patch("/users/" + whom.username(), "{\"role\": \"official\"}")
                .status();
    }

    @Test
    void theTrailSaysWhatWasAndWhatIsAndAnOperatorReadsWhomItGainsAndLoses() {
        Person administrator = administrator();
        Person person = Person.of(application, Role.UTILITY, "Loses", "Keeps");
        String loses = person.operators().get(0);
        String keeps = person.operators().get(1);
        Person gaining = Person.of(application, Role.UTILITY, "Gains");
        Person losing = acting(loses);
        Person keeping = acting(keeps);
        int own = id(person.username());
        as(administrator)
                .patch("/users/" + person.username(), """
                        {"role": "utility_reader", "operators": ["%s", "%s"]}""".formatted(keeps, gaining.operator()))
                .is(200);
        as(administrator)
                .patch("/users/" + person.username(), "{\"role\": \"utility_reader\"}")
                .is(200);

        assertThat(changes(person.username()))
                .as("what changes nothing leaves no line")
                .containsExactly("role from utility to utility_reader; operators from %s, %s to %s, %s"
                        .formatted(
                                min(loses, keeps), max(loses, keeps),
                                min(keeps, gaining.operator()), max(keeps, gaining.operator())));
        for (Person reader : List.of(administrator, Person.of(application, Role.AUDITOR))) {
            assertThat(as(reader)
                            .get("/audit?action=account.change&q=" + person.username())
                            .is(200)
                            .<List<String>>read("$.items[*].username"))
                    .containsExactly(administrator.username());
        }
        String theirs = "$.items[?(@.%s.account_id == " + own + ")].operator";
        assertThat(as(gaining)
                        .get("/audit?action=account_operator.insert&who=" + administrator.username())
                        .is(200)
                        .<List<String>>read(theirs.formatted("after")))
                .containsExactly(gaining.operator());
        assertThat(as(losing)
                        .get("/audit?action=account_operator.delete&who=" + administrator.username())
                        .is(200)
                        .<List<String>>read(theirs.formatted("before")))
                .containsExactly(loses);
        assertThat(as(keeping)
                        .get("/audit?action=account_operator&who=" + administrator.username())
                        .is(200)
                        .number("$.total"))
                .as("whom it keeps is no news")
                .isZero();
    }

    private static String min(String one, String other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String max(String one, String other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private Person acting(String operator) {
        return new Person("", "", "", List.of(operator)).colleague(application, Role.UTILITY);
    }

    private int id(String username) {
        return People.viewer(application, username).id();
    }

    /** What the trail says of changes of an account. */
    private List<String> changes(String username) {
        return as(Person.of(application, Role.AUDITOR))
                .get("/audit?action=account.change&q=" + username)
                .is(200)
                .<List<String>>read("$.items[?(@.subject == '" + username + "')].detail");
    }

    @Test
    void aClosedAccountIsChangedBeforeItIsOpenedAgain() throws Exception {
        Person administrator = administrator();
        Person analyst = Person.of(application, Role.ANALYST);
        as(administrator).delete("/users/" + analyst.username()).is(204);
        Document closed = read(administrator, analyst.username());
        assertThat(closed.select(".lede").text()).contains("Analyst", "Closed");
        assertThat(closed.select("form[action$=/recovery], form[action$=/close]"))
                .isEmpty();
        assertThat(closed.select("form[action$=/reopen]")).hasSize(1);
        as(administrator)
                .patch("/users/" + analyst.username(), "{\"role\": \"official\"}")
                .is(200);
        as(administrator).post("/users/" + analyst.username() + "/reopen", "").is(204);
        as(administrator).post("/users/" + analyst.username() + "/reopen", "").is(404);
        assertThat(People.viewer(application, analyst.username()).role()).isEqualTo(Role.OFFICIAL);
        assertThat(People.isKnown(application, analyst.token())).isFalse();
    }

    @Test
    void theApiSaysHowAnAccountIsChanged() throws Exception {
        String api = answer(get("/api/openapi.json")).getContentAsString();
        assertThat(
                        (String)
                                JsonPath.read(
                                        api,
                                        "$.paths['/api/v1/users/{username}'].patch.requestBody.content['application/json'].schema['$ref']"))
                .endsWith("/WantedRemit");
        assertThat((Map<String, Object>) JsonPath.read(api, "$.components.schemas.WantedRemit.properties"))
                .containsOnlyKeys("role", "operators", "sectors");
    }
}
