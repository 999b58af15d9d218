package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.StrictTest;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** People who sign in at a real identity provider that runs on this machine. */
@StrictTest
class SignOnDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Accounts accounts;

    @Autowired
    Operators operators;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc mvc;

    @LocalServerPort
    int port;

    @BeforeEach
    void knowEachOther() {
        IdentityProvider.knows(port);
    }

    /** A browser without a window: it keeps cookies and shows where it was sent. */
    private class Visitor {

        private final HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();

        HttpResponse<String> get(String address) throws IOException, InterruptedException {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String address, Map<String, String> fields) throws IOException, InterruptedException {
            String form = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .reduce((one, other) -> one + "&" + other)
                    .orElse("");
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
            return answer.statusCode() / 100 == 3 ? follow(get(next(answer))) : answer;
        }

        String next(HttpResponse<String> answer) {
            return answer.request()
                    .uri()
                    .resolve(answer.headers().firstValue("Location").orElseThrow())
                    .toString();
        }

        /** Up to the provider's answer, which leads back to Linchpin. */
        String vouchedFor(String person) throws IOException, InterruptedException {
            HttpResponse<String> login = follow(get(home("/oauth2/authorization/provider")));
            Document form = Jsoup.parse(login.body());
            HttpResponse<String> signedIn = post(
                    login.uri().resolve("/login").toString(),
                    Map.of(
                            "username",
                            person,
                            "password",
                            IdentityProvider.PASSWORD,
                            "_csrf",
                            form.select("input[name=_csrf]").val()));
            return next(get(next(signedIn)));
        }

        HttpResponse<String> signIn(String person) throws IOException, InterruptedException {
            return follow(get(vouchedFor(person)));
        }
    }

    private String home(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static String person(String name, Map<String, Object> claims) {
        String person = People.newName(name);
        IdentityProvider.PEOPLE.put(person, claims);
        return person;
    }

    private Account account(String person) {
        return accounts.findAllByOrderByUsername().stream()
                .filter(one -> jdbc.sql("select coalesce(outside, '') from account where username = ?")
                        .param(one.username())
                        .query(String.class)
                        .single()
                        .endsWith(" " + person))
                .findFirst()
                .orElseThrow();
    }

    private long vouchedFor(String person) {
        return jdbc.sql("select count(*) from account where outside like ?")
                .param("% " + person)
                .query(Long.class)
                .single();
    }

    @Test
    void whoeverTheProviderVouchesForComesInWithTheRoleThatItsGroupsHave() throws Exception {
        String grace = person(
                "grace", Map.of("groups", List.of("everybody", "grid-analysts"), "preferred_username", "Grace.H"));
        Visitor visitor = new Visitor();
        HttpResponse<String> in = visitor.signIn(grace);
        assertThat(in.uri().getPath()).isEqualTo("/");
        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(account(grace).role()).isEqualTo(Role.ANALYST);
        assertThat(account(grace).username()).isEqualTo("grace.h");
        Document page = Jsoup.parse(visitor.get(home("/account")).body());
        assertThat(page.select("h1").text()).isEqualTo("Signed in as grace.h");
        assertThat(page.text()).contains("You sign in at your organisation").doesNotContain("Present password");
        assertThat(jdbc.sql(
                                "select count(*) from session s join account a on a.id = s.account_id where a.username = 'grace.h'")
                        .query(Long.class)
                        .single())
                .as("a session like any other, which can be ended from afar")
                .isEqualTo(1);
    }

    @Test
    void theWayThereCarriesAStateANonceAndAProofKey() throws Exception {
        HttpResponse<String> sent = new Visitor().get(home("/oauth2/authorization/provider"));
        assertThat(sent.headers().firstValue("Location").orElseThrow())
                .contains("state=", "nonce=", "code_challenge=", "code_challenge_method=S256", "response_type=code");
    }

    @Test
    void anAnswerThatNobodyHereAskedForOpensNothing() throws Exception {
        String mallory = person("mallory", Map.of("groups", "ministry"));
        String answer = new Visitor().vouchedFor(mallory);
        Visitor other = new Visitor();
        assertThat(other.follow(other.get(answer)).uri().getQuery())
                .as("the state belongs to another session")
                .isEqualTo("refused");
        Visitor changed = new Visitor();
        String ours = changed.vouchedFor(person("malcolm", Map.of("groups", "ministry")));
        assertThat(changed.follow(changed.get(
                                ours.replaceAll("code=[^&]*", "code=" + answer.replaceAll(".*code=([^&]*).*", "$1"))))
                        .uri()
                        .getQuery())
                .as("a code stolen from another, without its proof key")
                .isEqualTo("refused");
        assertThat(vouchedFor(mallory)).isZero();
    }

    @Test
    void nobodyComesIntoAnAccountByBeingCalledAlike() throws Exception {
        String local = People.newAccount(application, Role.ADMINISTRATOR, Set.of());
        String heidi = person("heidi", Map.of("groups", "ministry", "preferred_username", local, "email", local));
        new Visitor().signIn(heidi);
        assertThat(account(heidi).username()).startsWith("person-").isNotEqualTo(local);
        assertThat(account(heidi).role()).isEqualTo(Role.OFFICIAL);
        assertThat(accounts.findByUsername(local).orElseThrow().vouchedFor()).isFalse();
    }

    @Test
    void roleAndOperatorsFollowTheProviderAtEachSigningIn() throws Exception {
        Operator north = operators.ensure(People.newName("op"), "North", true);
        String ivan = person("ivan", Map.of("groups", "ministry"));
        new Visitor().signIn(ivan);
        assertThat(account(ivan).role()).isEqualTo(Role.OFFICIAL);
        IdentityProvider.PEOPLE.put(ivan, Map.of("groups", "utilities", "operators", List.of(north.code())));
        new Visitor().signIn(ivan);
        assertThat(account(ivan).role()).isEqualTo(Role.UTILITY);
        assertThat(account(ivan).operators()).containsExactly(north.id());
        assertThat(lines("account.change", account(ivan).username()))
                .containsExactly("role from official to utility; operators from none to " + north.code());
        assertThat(vouchedFor(ivan)).isEqualTo(1);
    }

    @Test
    void sectorsFollowTheProviderToo() throws Exception {
        String quinn = person("quinn", Map.of("groups", "ministry", "sectors", List.of("energy", "water")));
        new Visitor().signIn(quinn);
        assertThat(account(quinn).sectors()).containsExactlyInAnyOrder("energy", "water");
        assertThat(application
                        .getBean(Standing.class)
                        .now(account(quinn).viewer().id(), null)
                        .orElseThrow()
                        .scope()
                        .sectors())
                .containsExactlyInAnyOrder("energy", "water");
        IdentityProvider.PEOPLE.put(quinn, Map.of("groups", "ministry", "sectors", "energy"));
        new Visitor().signIn(quinn);
        assertThat(account(quinn).sectors()).containsExactly("energy");
        IdentityProvider.PEOPLE.put(quinn, Map.of("groups", "ministry"));
        new Visitor().signIn(quinn);
        assertThat(account(quinn).sectors()).isEmpty();
    }

    @Test
    void whoeverIsConfinedToNoSectorThatIsKnownOrHasARoleThatCannotBeIsRefused() throws Exception {
        assertThat(refused(
                        person("rosa", Map.of("groups", "ministry", "sectors", List.of("energy", "no-such-sector")))))
                .as("confined to what nobody knows is not unconfined")
                .isTrue();
        assertThat(refused(person("sven", Map.of("groups", "grid-analysts", "sectors", "energy"))))
                .as("an analyst sees all sectors, so somebody meant something else")
                .isTrue();
    }

    @Test
    void aProviderThatDoesNotAnswerIsSaidInWordsAndLetsNobodyIn() throws Exception {
        String tess = person("tess", Map.of("groups", "ministry"));
        for (String path : List.of("/oauth2/token", "/oauth2/jwks")) {
            Visitor visitor = new Visitor();
            String answer = visitor.vouchedFor(tess);
            IdentityProvider.AWAY.add(path);
            try {
                HttpResponse<String> back = visitor.follow(visitor.get(answer));
                assertThat(back.statusCode()).as(path).isEqualTo(503);
                assertThat(back.headers().firstValue("Retry-After")).as(path).isPresent();
                assertThat(Jsoup.parse(back.body()).select("[role=alert]").text())
                        .as(path)
                        .contains("Nobody answers at Example Agency");
                assertThat(visitor.get(home("/account")).statusCode()).as(path).isEqualTo(302);
            } finally {
                IdentityProvider.AWAY.remove(path);
            }
        }
        assertThat(new Visitor().signIn(tess).statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverHasNoRoleTwoRolesAnUnknownOperatorOrAClosedAccountIsRefused() throws Exception {
        assertThat(refused(person("judy", Map.of("groups", "visitors")))).isTrue();
        assertThat(refused(person("kim", Map.of()))).isTrue();
        assertThat(refused(person("leo", Map.of("groups", List.of("ministry", "grid-analysts")))))
                .isTrue();
        assertThat(refused(person("mia", Map.of("groups", "utilities")))).isTrue();
        assertThat(refused(person("ned", Map.of("groups", "ministry", "operators", "no-such-operator"))))
                .as("confined to what nobody knows is not unconfined")
                .isTrue();
        String olga = person("olga", Map.of("groups", "ministry"));
        assertThat(refused(olga)).isFalse();
        jdbc.sql("update account set enabled = false where username = ?")
                .param(account(olga).username())
                .update();
        assertThat(refused(olga)).isTrue();
    }

    private boolean refused(String person) throws Exception {
        Visitor visitor = new Visitor();
        HttpResponse<String> answer = visitor.signIn(person);
        boolean refused = "refused".equals(answer.uri().getQuery());
        assertThat(visitor.get(home("/account")).statusCode()).isEqualTo(refused ? 302 : 200);
        assertThat(!refused || answer.body().contains("gives you no role here")).isTrue();
        return refused;
    }

    @Test
    void whereNamesAndPasswordsAreSwitchedOffNeitherPageNorApiTakesThem() throws Exception {
        String local = People.newAccount(application, Role.OFFICIAL, Set.of());
        Visitor visitor = new Visitor();
        Document page = Jsoup.parse(visitor.get(home("/sign-in")).body());
        assertThat(page.select("input[type=password]")).isEmpty();
        assertThat(page.text()).contains("Sign in with Example Agency").contains("People sign in there");
        assertThat(mvc.perform(post("/sign-in")
                                .with(csrf())
                                .param("username", local)
                                .param("password", People.PASSWORD))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo("/sign-in?wrong");
        String basic =
                Base64.getEncoder().encodeToString((local + ":" + People.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> token = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(home("/api/v1/tokens")))
                                .header("Authorization", "Basic " + basic)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(token.statusCode()).isEqualTo(401);
    }

    @Test
    void signingOutSignsOutAtTheProviderToo() throws Exception {
        String pia = person("pia", Map.of("groups", "ministry"));
        Visitor visitor = new Visitor();
        visitor.signIn(pia);
        String csrf = Jsoup.parse(visitor.get(home("/account")).body())
                .select("form[action=/sign-out] input[name=_csrf]")
                .val();
        HttpResponse<String> out = visitor.post(home("/sign-out"), Map.of("_csrf", csrf));
        assertThat(visitor.next(out)).contains("/connect/logout", "id_token_hint=");
        HttpResponse<String> back = visitor.follow(out);
        assertThat(back.uri().toString()).isEqualTo(home("/sign-in?signedOut"));
        assertThat(visitor.follow(visitor.get(home("/oauth2/authorization/provider")))
                        .uri()
                        .getPath())
                .as("the provider asks again")
                .isEqualTo("/login");
    }

    @Test
    void aSessionThatEndsAtTheProviderEndsHereAndNoOther() throws Exception {
        String quentin = person("quentin", Map.of("groups", "ministry"));
        String ruth = person("ruth", Map.of("groups", "ministry"));
        Visitor first = new Visitor();
        first.signIn(quentin);
        String session = IdentityProvider.SESSIONS.get(quentin);
        Visitor second = new Visitor();
        second.signIn(quentin);
        Visitor other = new Visitor();
        other.signIn(ruth);
        assertThat(session).isNotEqualTo("null").isNotEqualTo(IdentityProvider.SESSIONS.get(quentin));

        assertThat(tell(IdentityProvider.news(claims -> claims.subject(ruth).claim("sid", session))))
                .as("a session of somebody else's: true, and nobody's here")
                .isEqualTo(200);
        assertThat(isIn(first)).isTrue();
        assertThat(tell(IdentityProvider.news(claims -> claims.claim("sid", session))))
                .isEqualTo(200);
        assertThat(isIn(first)).isFalse();
        assertThat(isIn(second)).as("another session at the provider").isTrue();
        assertThat(tell(IdentityProvider.news(claims -> claims.subject(quentin))))
                .isEqualTo(200);
        assertThat(isIn(second))
                .as("no session is named, so all of the person's")
                .isFalse();
        assertThat(isIn(other)).isTrue();
        assertThat(lines("account.sign-out", account(quentin).username())).hasSize(2);
    }

    /** What lines of the trail about an account say. */
    private List<String> lines(String action, String username) {
        TransactionTemplate transaction =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        return application
                .getBean(Scopes.class)
                .within(
                        Scope.all(),
                        () -> transaction.execute(
                                status -> jdbc.sql("select detail from trail where action = ? and subject = ?")
                                        .params(action, username)
                                        .query(String.class)
                                        .list()));
    }

    @Test
    void newsIsTakenOnceSoThatARepeatedOneEndsNothingThatBeganSince() throws Exception {
        String sara = person("sara", Map.of("groups", "ministry"));
        new Visitor().signIn(sara);
        String news = IdentityProvider.news(claims -> claims.subject(sara));
        assertThat(tell(news)).isEqualTo(200);
        Visitor again = new Visitor();
        again.signIn(sara);
        assertThat(tell(news)).isEqualTo(400);
        assertThat(isIn(again)).isTrue();
    }

    @Test
    void newsThatIsNotTheProvidersNotForUsNotNewsOrOldEndsNothing() throws Exception {
        String theo = person("theo", Map.of("groups", "ministry"));
        Visitor visitor = new Visitor();
        visitor.signIn(theo);
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("nothing", "");
        wrong.put("no token", "a.b.c");
        wrong.put("another's signature", IdentityProvider.newsSignedByAnother(claims -> claims.subject(theo)));
        String right = IdentityProvider.news(claims -> claims.subject(theo));
        wrong.put("no signature", right.substring(0, right.lastIndexOf('.') + 1));
        wrong.put(
                "somebody else's words under a signature",
                IdentityProvider.news(claims -> claims.subject("nobody"))
                        .replaceAll("\\..*\\.", right.replaceAll("^[^.]*|[^.]*$", "")));
        wrong.put(
                "for another",
                IdentityProvider.news(claims -> claims.subject(theo).audience("another")));
        wrong.put(
                "of another",
                IdentityProvider.news(claims -> claims.subject(theo).issuer("https://other.example")));
        wrong.put(
                "of another type",
                IdentityProvider.news("JWT", IdentityProvider.itsKey(), claims -> claims.subject(theo)));
        wrong.put(
                "of no event",
                IdentityProvider.news(claims -> claims.subject(theo).claim("events", null)));
        wrong.put(
                "of another event",
                IdentityProvider.news(claims -> claims.subject(theo).claim("events", Map.of("other", Map.of()))));
        wrong.put(
                "with a nonce",
                IdentityProvider.news(claims -> claims.subject(theo).claim("nonce", "n")));
        wrong.put(
                "without a number",
                IdentityProvider.news(claims -> claims.subject(theo).jwtID(null)));
        wrong.put("of nobody and no session", IdentityProvider.news(claims -> {}));
        wrong.put(
                "of yesterday",
                IdentityProvider.news(claims ->
                        claims.subject(theo).issueTime(Date.from(Instant.now().minusSeconds(86_400)))));
        wrong.put(
                "past its time",
                IdentityProvider.news(claims -> claims.subject(theo)
                        .expirationTime(Date.from(Instant.now().minusSeconds(86_400)))));
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            assertThat(tell(one.getValue())).as(one.getKey()).isEqualTo(400);
            assertThat(isIn(visitor)).as(one.getKey()).isTrue();
        }
        assertThat(tell(right)).as("and the right one").isEqualTo(200);
        assertThat(isIn(visitor)).isFalse();
    }

    /** What the provider is answered; it comes without a cookie and without a form. */
    private int tell(String news) throws Exception {
        return new Visitor()
                .post(home("/logout/connect/back-channel/provider"), Map.of("logout_token", news))
                .statusCode();
    }

    private boolean isIn(Visitor visitor) throws Exception {
        return visitor.get(home("/account")).statusCode() == 200;
    }

    @Test
    void noRequestDecidesWhichProviderIsAsked() throws Exception {
        for (String other : List.of("evil", "http:%2F%2F127.0.0.1:1", "provider%2F..%2Fevil")) {
            HttpResponse<String> answer =
                    new Visitor().get(home("/oauth2/authorization/" + other + "?issuer=http://127.0.0.1:1"));
            assertThat(answer.headers().firstValue("Location").orElse(""))
                    .as(other)
                    .doesNotContain("127.0.0.1:1/");
            assertThat(answer.statusCode()).as(other).isBetween(300, 499);
        }
    }
}
