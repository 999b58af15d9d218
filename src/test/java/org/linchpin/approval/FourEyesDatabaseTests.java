package org.linchpin.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.StrictTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Viewer;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What takes two people, and that one is never both of them. */
@StrictTest
class FourEyesDatabaseTests {

    private static final String WHOLE = "asset_ref,units\n1,1\n2,1\n3,1\n4,1\n";
    private static final String HALF = "asset_ref,units\n1,1\n2,1\n";
    private static final String REASON = "{\"removals\": \"Half were sold\"}";
    private static final String EVIDENCE = "\"source\": \"https://example.org/filing\", \"grade\": \"A\"";

    @Autowired
    private ApplicationContext application;

    @Autowired
    private FourEyes fourEyes;

    @Autowired
    private Approvals approvals;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Scopes scopes;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private int made;

    private Api as(Person person) {
        return Api.on(port, person.token());
    }

    /** A file that leaves out half of what its register held, checked. */
    private String half(Api utility) {
        String register = utility.register("{\"name\": \"R\", \"assetClass\": \"camera\"}");
        String whole = utility.submit(register, WHOLE.getBytes(StandardCharsets.UTF_8), "?effective=2025-01-01")
                .read("$.id");
        utility.accept(whole, "{\"partial\": true}").is(200);
        return utility.submit(register, HALF.getBytes(StandardCharsets.UTF_8), "?effective=2025-02-01")
                .read("$.id");
    }

    private static String title(Api api) {
        return api.get("/approvals").is(200).read("$.items[0].title");
    }

    private static String needed(Api.Answer refused) {
        assertThat((String) refused.is(409).read("$.code")).isEqualTo("second-person-needed");
        return refused.read("$.problems[0].value");
    }

    private static String state(Api api, String submission) {
        return api.get("/submissions/" + submission).read("$.state");
    }

    @Test
    void aRemovalOverTheGuardCountsOnceAColleagueHasApprovedIt() {
        Person asking = Person.of(application, Role.UTILITY, "Two People");
        Person colleague = asking.colleague(application, Role.UTILITY);
        Person reader = asking.colleague(application, Role.UTILITY_READER);
        Person stranger = Person.of(application, Role.UTILITY, "Another");
        String submission = half(as(asking));
        as(asking).accept(submission, "{}").is(409);
        String approval = needed(as(asking).accept(submission, REASON));
        assertThat(needed(as(asking).accept(submission, REASON)))
                .as("asked for once")
                .isEqualTo(approval);
        assertThat(state(as(asking), submission)).isEqualTo("checked");

        assertThat(needed(as(asking).post("/approvals/" + approval + "/approve", "{}")))
                .isEqualTo(approval);
        as(stranger).post("/approvals/" + approval + "/approve", "{}").is(404);
        as(reader).post("/approvals/" + approval + "/approve", "{}").is(404);
        as(Person.of(application, Role.ADMINISTRATOR))
                .post("/approvals/" + approval + "/approve", "{}")
                .is(403);
        as(Person.of(application, Role.OFFICIAL))
                .post("/approvals/" + approval + "/approve", "{}")
                .is(404);
        assertThat(state(as(asking), submission)).isEqualTo("checked");
        assertThat(as(stranger).get("/approvals").is(200).number("$.total")).isZero();

        Api.Answer waiting = as(colleague).get("/approvals").is(200);
        assertThat((String) waiting.read("$.items[0].askedBy")).isEqualTo(asking.username());
        assertThat((String) waiting.read("$.items[0].why")).isEqualTo("Half were sold");
        assertThat(title(as(colleague))).endsWith("without 2 assets of the file before");
        Api.Answer approved =
                as(colleague).post("/approvals/" + approval + "/approve", "{}").is(200);
        assertThat((String) approved.read("$.state")).isEqualTo("approved");
        assertThat((String) approved.read("$.decidedBy")).isEqualTo(colleague.username());
        assertThat(state(as(asking), submission)).isEqualTo("accepted");
        as(colleague).post("/approvals/" + approval + "/approve", "{}").is(409);

        List<String> actions = as(asking).get("/audit?size=200").is(200).read("$.items[*].action");
        assertThat(actions).contains("approval.ask", "approval.approved", "submission.accept");
    }

    @Test
    void whoIsAskedIsToldHowManyOfTheAssetsAreInRejectedRows() {
        Person asking = Person.of(application, Role.UTILITY, "Rejected");
        Person colleague = asking.colleague(application, Role.UTILITY);
        Api api = as(asking);
        String register = api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}");
        String whole = api.submit(register, WHOLE.getBytes(StandardCharsets.UTF_8), "?effective=2025-01-01")
                .read("$.id");
        api.accept(whole, "{}").is(200);
        byte[] faulty = (HALF + "3,0\n").getBytes(StandardCharsets.UTF_8);
        String submission =
                api.submit(register, faulty, "?effective=2025-02-01").read("$.id");
        needed(api.accept(submission, "{\"partial\": true, \"removals\": \"One was sold\"}"));
        assertThat(title(as(colleague)))
                .endsWith("without 2 assets of the file before, 1 of them in rows that were rejected");
    }

    @Test
    void aColleagueWhoDoesTheSameIsTheSecondPerson() {
        Person asking = Person.of(application, Role.UTILITY, "Same Again");
        Person colleague = asking.colleague(application, Role.UTILITY);
        String submission = half(as(asking));
        needed(as(asking).accept(submission, REASON));
        as(colleague).accept(submission, REASON).is(200);
        assertThat(state(as(asking), submission)).isEqualTo("accepted");
        assertThat((String) as(asking).get("/approvals").read("$.items[0].state"))
                .isEqualTo("approved");
    }

    @Test
    void whatIsDeclinedOrGivenUpIsNotDone() {
        Person asking = Person.of(application, Role.UTILITY, "Declined");
        Person colleague = asking.colleague(application, Role.UTILITY);
        String submission = half(as(asking));
        String first = needed(as(asking).accept(submission, REASON));
        as(colleague).post("/approvals/" + first + "/decline", "{}").is(400);
        as(colleague)
                .post("/approvals/" + first + "/decline", "{\"why\": \"They are in the depot\"}")
                .is(200);
        String second = needed(as(asking).accept(submission, REASON));
        assertThat(second).isNotEqualTo(first);
        assertThat((String) as(asking)
                        .post("/approvals/" + second + "/decline", "{}")
                        .is(200)
                        .read("$.state"))
                .isEqualTo("withdrawn");
        assertThat(state(as(asking), submission)).isEqualTo("checked");
    }

    @Test
    void whoeverIsAloneIsNotLockedOutAndASmallRemovalNeedsNobody() {
        Person alone = Person.of(application, Role.UTILITY, "Alone");
        String submission = half(as(alone));
        as(alone).accept(submission, REASON).is(200);

        Person two = Person.of(application, Role.UTILITY, "Small");
        two.colleague(application, Role.UTILITY);
        Api api = as(two);
        String register = api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}");
        String rows = "asset_ref,units\n" + "1,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1\n8,1\n9,1\n10,1\n11,1\n";
        String before = api.submit(register, rows.getBytes(StandardCharsets.UTF_8), "?effective=2025-01-01")
                .read("$.id");
        api.accept(before, "{}").is(200);
        String after = api.submit(
                        register, rows.replace("11,1\n", "").getBytes(StandardCharsets.UTF_8), "?effective=2025-02-01")
                .read("$.id");
        api.accept(after, "{}").is(200);
    }

    @Test
    void theDatabaseItselfRefusesThatOnePersonIsBoth() {
        Person asking = Person.of(application, Role.UTILITY, "Database");
        asking.colleague(application, Role.UTILITY);
        String approval = needed(as(asking).accept(half(as(asking)), REASON));
        assertThatThrownBy(() -> scopes.within(
                        Scope.all(),
                        () -> new TransactionTemplate(transactions)
                                .executeWithoutResult(status -> jdbc.sql("""
                                update approval set state = 'approved', decided_by = asked_by, decided_at = now() where id = ?
                                """)
                                        .param(Long.valueOf(approval))
                                        .update())))
                .hasMessageContaining("two_people");
    }

    @Test
    void aSensitiveBriefingIsWrittenOnceSomebodyElseHasApprovedIt() {
        Person author = Person.of(application, Role.OFFICIAL);
        Person analyst = Person.of(application, Role.ANALYST);
        String commission =
                "{\"title\": \"For the board\", \"sections\": [\"national\"], \"marking\": \"%s\", \"formats\": [\"csv\"]}";
        as(author).post("/briefings", commission.formatted("official")).is(201);

        Api.Answer asked = as(author)
                .post("/briefings", commission.formatted("official-sensitive"))
                .is(202);
        assertThat((String) asked.read("$.state")).isEqualTo("waiting");
        String id = asked.read("$.id");
        as(author).get("/briefings/" + id + ".csv").is(409);
        String approval = item(as(author), "/briefings/" + id);
        needed(as(author).post("/approvals/" + approval + "/approve", "{}"));
        as(analyst).post("/approvals/" + approval + "/approve", "{}").is(200);
        Api.Answer issued = settled(as(author), id);
        assertThat((String) issued.read("$.state")).isEqualTo("issued");
        assertThat((String) issued.read("$.author")).isEqualTo(author.username());

        String other = as(author)
                .post("/briefings", commission.formatted("official-sensitive"))
                .is(202)
                .read("$.id");
        as(analyst)
                .post("/approvals/" + item(as(author), "/briefings/" + other) + "/decline", "{\"why\": \"Too early\"}")
                .is(200);
        assertThat((String) as(author).get("/briefings/" + other).read("$.failure"))
                .contains("not approved");
    }

    @Test
    void whoeverAskedStaysTheFirstPersonAndTheSecondIsWhoMayDoItNowWhateverBecameOfTheirAccounts() {
        Person asking = Person.of(application, Role.UTILITY, "Changing");
        Person colleague = asking.colleague(application, Role.UTILITY);
        Api administrator = as(Person.of(application, Role.ADMINISTRATOR));
        String approve = "/approvals/" + needed(as(asking).accept(half(as(asking)), REASON)) + "/approve";
        administrator
                .patch("/users/" + colleague.username(), "{\"role\": \"utility_reader\"}")
                .is(200);
        as(colleague).post(approve, "{}").is(404);
        String another = Person.of(application, Role.UTILITY, "Another").operator();
        administrator
                .patch(
                        "/users/" + asking.username(),
                        "{\"operators\": [\"%s\", \"%s\"]}".formatted(asking.operator(), another))
                .is(200);
        needed(as(asking).post(approve, "{}"));
        administrator
                .patch("/users/" + asking.username(), "{\"role\": \"utility_reader\"}")
                .is(200);
        as(asking).post(approve, "{}").is(404);
        administrator
                .patch("/users/" + colleague.username(), "{\"role\": \"utility\"}")
                .is(200);
        as(colleague).post(approve, "{}").is(200);
    }

    /** Another account that sees all would do; one that sees some sectors alone could not judge the whole. */
    @Test
    void whoeverIsConfinedToSectorsIsNoSecondPersonAndLocksNobodyOut() {
        Viewer author =
                People.viewer(application, Person.of(application, Role.OFFICIAL).username());
        String other = Person.of(application, Role.OFFICIAL).username();
        scopes.within(
                Scope.all(),
                () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    jdbc.sql("update account set enabled = false where username not in (?, ?)")
                            .params(author.username(), other)
                            .update();
                    assertThat(fourEyes.demanded(author, Matter.BRIEFING, Scope.all()))
                            .isTrue();
                    jdbc.sql("insert into account_sector select id, 'energy' from account where username = ?")
                            .param(other)
                            .update();
                    assertThat(fourEyes.demanded(author, Matter.BRIEFING, Scope.all()))
                            .isFalse();
                    status.setRollbackOnly();
                }));
    }

    @Test
    void howeverMuchWaitsForOthersWhatWaitsForOneselfIsOnThePage() {
        Viewer official =
                People.viewer(application, Person.of(application, Role.OFFICIAL).username());
        scopes.within(
                Scope.all(),
                () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    jdbc.sql("""
                            insert into approval (matter, subject, title, everything, operators, terms, asked_by, asked_at)
                            select 'statement', '/crowd/' || n, 'A crowd', true, '{}'::int[], '{}'::jsonb, 'crowd', now() + interval '1 hour'
                            from generate_series(1, 300) n
                            union all select 'briefing', '/crowd/0', 'Ours', true, '{}', '{}', 'crowd', now() - interval '1 hour'
                            """).update();
                    List<Approval> all = approvals.all(official);
                    assertThat(all).extracting(Approval::title).contains("Ours").doesNotContain("A crowd");
                    status.setRollbackOnly();
                }));
    }

    private static String item(Api api, String subject) {
        List<String> ids = api.get("/approvals?size=200")
                .is(200)
                .read("$.items[?(@.subject == '%s' && @.state == 'waiting')].id".formatted(subject));
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }

    private static Api.Answer settled(Api api, String briefing) {
        for (int i = 0; i < 600; i++) {
            Api.Answer now = api.get("/briefings/" + briefing).is(200);
            if (!now.read("$.state").equals("composing")) {
                return now;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("not written in 30 seconds");
    }

    private String maker(Api analyst) {
        String key = "four_" + Long.toString(System.nanoTime(), 36) + made++;
        analyst.post(
                        "/catalogue/vendors",
                        "{\"key\": \"%s\", \"name\": \"%s\", \"country\": \"DE\", %s}".formatted(key, key, EVIDENCE))
                .is(201);
        return key;
    }

    private static String tie(String child, String parent) {
        return "{\"child\": \"%s\", \"parent\": \"%s\", \"relation\": \"equity\", \"percent\": 60, %s}"
                .formatted(child, parent, EVIDENCE);
    }

    @Test
    void aStatementOfOwnershipThatMovesAFigureFarStandsOnceAnotherAnalystAcceptsIt() {
        Person one = Person.of(application, Role.ANALYST);
        Person other = Person.of(application, Role.ANALYST);
        String maker = installed();
        Api.Answer made =
                as(one).post("/catalogue/ownership", tie(maker, maker(as(one)))).is(201);
        assertThat((String) made.read("$.state")).isEqualTo("proposed");
        String id = String.valueOf(made.number("$.id"));
        needed(as(one).post("/catalogue/statements/" + id + "/accept", "{}"));
        as(other)
                .post("/catalogue/statements/" + id + "/accept", "{\"why\": \"Read the filing\"}")
                .is(200);
        assertThat((String) as(one).get("/catalogue/statements/" + id).read("$.state"))
                .isEqualTo("standing");

        needed(as(one).post("/catalogue/statements/" + id + "/reverse", "{\"why\": \"Wrong firm\"}"));
        assertThat((String) as(one).get("/catalogue/statements/" + id).read("$.state"))
                .isEqualTo("standing");
        as(other)
                .post("/approvals/" + item(as(one), "/catalogue/statements/" + id) + "/approve", "{}")
                .is(200);
        assertThat((String) as(one).get("/catalogue/statements/" + id).read("$.state"))
                .isEqualTo("reversed");

        assertThat((String) as(one).post("/catalogue/ownership", tie(maker(as(one)), maker(as(one))))
                        .is(201)
                        .read("$.state"))
                .as("no unit is moved")
                .isEqualTo("standing");
    }

    /** A maker whose modules are in 9,000 units. */
    private String installed() {
        String maker = maker(as(Person.of(application, Role.ANALYST)));
        Api utility = as(Person.of(application, Role.UTILITY, "Installed"));
        String submission = utility.submit(
                        utility.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"),
                        "asset_ref,units,module_manufacturer\n1,9000,%s\n"
                                .formatted(maker)
                                .getBytes(StandardCharsets.UTF_8),
                        "?effective=2025-01-01")
                .read("$.id");
        utility.accept(submission, "{\"partial\": true}").is(200);
        return maker;
    }

    private static String holding(String maker, String dates) {
        return "{\"child\": \"%s\", \"parent\": \"%s_fund\", \"parentName\": \"%s Fund\", \"parentCountry\": \"SE\", \"relation\": \"equity\", \"percent\": 60, %s%s}"
                .formatted(maker, maker, maker, dates, EVIDENCE);
    }

    /** Declared control stays with companies that make modules; whoever asks for the majority owner reads another name. */
    @Test
    void aHolderThatMakesNothingMovesTheMajorityFigureAndSoTakesTwoPeople() {
        Person one = Person.of(application, Role.ANALYST);
        Person other = Person.of(application, Role.ANALYST);
        String maker = installed();
        Api.Answer shown = as(one).post("/catalogue/ownership?preview=true", holding(maker, ""))
                .is(200);
        assertThat(shown.<List<?>>read("$.moves")).as("under declared control").isEmpty();
        assertThat((String) shown.read("$.furthest.rule")).isIn("majority", "ofac50");
        assertThat((Double) shown.read("$.furthest.points")).isGreaterThan(1);
        Api.Answer made =
                as(one).post("/catalogue/ownership", holding(maker, "")).is(201);
        assertThat((String) made.read("$.state")).isEqualTo("proposed");
        String id = String.valueOf(made.number("$.id"));
        needed(as(one).post("/catalogue/statements/" + id + "/accept", "{}"));
        as(other).post("/catalogue/statements/" + id + "/accept", "{}").is(200);
        needed(as(one).post("/catalogue/statements/" + id + "/reverse", "{\"why\": \"Sold\"}"));
    }

    @Test
    void whatMovesNothingTodayButTomorrowOrInAnEarlierYearTakesTwoPeople() {
        Person one = Person.of(application, Role.ANALYST);
        Person.of(application, Role.ANALYST);
        String maker = installed();
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        Api.Answer coming = as(one).post(
                        "/catalogue/ownership", holding(maker, "\"validFrom\": \"%s\", ".formatted(tomorrow)))
                .is(201);
        assertThat((String) coming.read("$.state")).isEqualTo("proposed");
        String once = "\"validFrom\": \"2023-05-01\", \"validTo\": \"2024-05-01\", ";
        Api.Answer effect = as(one).post("/catalogue/ownership?preview=true", holding(maker, once))
                .is(200);
        assertThat((String) effect.read("$.furthest.day")).isEqualTo("2023-05-01");
        assertThat((String) as(one).post("/catalogue/ownership", holding(maker, once))
                        .is(201)
                        .read("$.state"))
                .isEqualTo("proposed");
    }

    @Test
    void whoeverSeesNothingOfWhatMovesIsMeasuredByAllOfIt() {
        Person confined = Person.of(application, Role.ANALYST, "Of a Small One");
        Person.of(application, Role.ANALYST);
        String maker = installed();
        Api.Answer shown = as(confined)
                .post("/catalogue/ownership?preview=true", holding(maker, ""))
                .is(200);
        assertThat((Object) shown.read("$.furthest"))
                .as("what they may not see is not shown to them")
                .isNull();
        assertThat((String) as(confined)
                        .post("/catalogue/ownership", holding(maker, ""))
                        .is(201)
                        .read("$.state"))
                .isEqualTo("proposed");
    }

    @Test
    void anOfficialWhoProposedAndBecameAnAnalystIsStillOnePerson() {
        Person one = Person.of(application, Role.OFFICIAL);
        Person other = Person.of(application, Role.ANALYST);
        String maker = installed();
        Api.Answer made =
                as(one).post("/catalogue/ownership", holding(maker, "")).is(201);
        assertThat((String) made.read("$.state")).isEqualTo("proposed");
        scopes.within(
                Scope.all(),
                () -> new TransactionTemplate(transactions)
                        .executeWithoutResult(
                                status -> jdbc.sql("update account set role = 'analyst' where username = ?")
                                        .param(one.username())
                                        .update()));
        String accept = "/catalogue/statements/" + made.number("$.id") + "/accept";
        needed(as(one).post(accept, "{}"));
        as(other).post(accept, "{}").is(200);
    }

    /** Each of a chain moves a figure as soon as it stands, so each waits; none slips through beside the others. */
    @Test
    void severalTiesStatedTogetherThatMoveAFigureFarWaitEachForASecondPerson() {
        Person one = Person.of(application, Role.ANALYST);
        Person other = Person.of(application, Role.ANALYST);
        String maker = maker(as(one));
        String holding = maker(as(one));
        String group = maker(as(one));
        Api utility = as(Person.of(application, Role.UTILITY, "Chained"));
        String submission = utility.submit(
                        utility.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"),
                        "asset_ref,units,module_manufacturer\n1,9000,%s\n"
                                .formatted(maker)
                                .getBytes(StandardCharsets.UTF_8),
                        "?effective=2025-01-01")
                .read("$.id");
        utility.accept(submission, "{\"partial\": true}").is(200);
        Api.Answer made = as(one).post(
                        "/catalogue/ownership/bods?source=Register+of+companies&grade=A", chain(maker, holding, group))
                .is(201);
        List<String> states = made.read("$.statements[*].state");
        assertThat(states).containsExactly("proposed", "proposed");
        List<Integer> ids = made.read("$.statements[*].id");
        for (Integer id : ids) {
            needed(as(one).post("/catalogue/statements/" + id + "/accept", "{}"));
        }
        for (Integer id : ids) {
            as(other)
                    .post("/approvals/" + item(as(one), "/catalogue/statements/" + id) + "/approve", "{}")
                    .is(200);
            assertThat((String) as(one).get("/catalogue/statements/" + id).read("$.state"))
                    .isEqualTo("standing");
        }
        List<String> holders = as(one).get("/catalogue/vendors/" + maker)
                .is(200)
                .read("$.lookThrough[?(@.rule == 'majority')].holderName");
        assertThat(holders).containsExactly(group);
    }

    /** A maker owned by a holding that is owned by a group, as a file of the Beneficial Ownership Data Standard. */
    private static String chain(String maker, String holding, String group) {
        return "["
                + String.join(
                        ",",
                        party("m", maker),
                        party("h", holding),
                        party("g", group),
                        share(maker + "-1", "m", "h", 60),
                        share(maker + "-2", "h", "g", 80))
                + "]";
    }

    private static String party(String record, String name) {
        return """
            {"statementId": "four-eyes-statement-of-a-party-%s", "statementDate": "2020-01-01", "declarationSubject": "x", "recordId": "%s",
             "recordType": "entity", "recordDetails": {"isComponent": false, "entityType": {"type": "registeredEntity"}, "name": "%s",
               "jurisdiction": {"name": "Norway", "code": "NO"}}}
            """.formatted(name.replace(' ', '-'), record, name);
    }

    private static String share(String record, String child, String parent, int percent) {
        return """
            {"statementId": "four-eyes-statement-of-a-share-%s", "statementDate": "2021-01-01", "declarationSubject": "x", "recordId": "%s",
             "recordType": "relationship", "recordDetails": {"isComponent": false, "subject": "%s", "interestedParty": "%s",
               "interests": [{"type": "shareholding", "share": {"exact": %d}, "startDate": "2020-02-02"}]}}
            """.formatted(record, record, child, parent, percent);
    }

    @Test
    void thePageSaysWhoAskedAndWhyAndTheAskerFindsNoButtonToApprove() throws Exception {
        Person asking = Person.of(application, Role.UTILITY, "On the Page");
        Person colleague = asking.colleague(application, Role.UTILITY);
        String approval = needed(as(asking).accept(half(as(asking)), REASON));
        Element own = ask(asking, approval);
        assertThat(own.text())
                .contains("You asked on", "Half were sold", "Give it up")
                .doesNotContain("Approve");
        Element theirs = ask(colleague, approval);
        assertThat(theirs.text()).contains(asking.username(), "Approve and do it", "Decline");
        String answer = mvc.perform(post("/approvals/" + approval + "/approve")
                        .with(asking.signedIn(application))
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).contains("There is a problem", "You asked for it");
        mvc.perform(post("/approvals/" + approval + "/approve")
                .with(colleague.signedIn(application))
                .with(csrf()));
        Document after = page(asking);
        assertThat(after.select("article.ask")).isEmpty();
        assertThat(after.select("table").text()).contains(colleague.username(), "approved");
    }

    private Document page(Person person) throws Exception {
        return Jsoup.parse(mvc.perform(get("/approvals").with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private Element ask(Person person, String approval) throws Exception {
        return page(person).select("#ask-" + approval).first();
    }
}
