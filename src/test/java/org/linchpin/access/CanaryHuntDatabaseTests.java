package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Every operator hides a canary in every field it can fill; everybody else then asks every address for it, plainly, by
 * number, by search, by count and by export. A canary is never sent whole, so an answer that echoes a question is no find.
 */
@LinchpinTest
class CanaryHuntDatabaseTests {

    private static final String BIRD = "cnry";

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    /** An operator's canary and the numbers of what it hides behind. */
    private record Nest(Person owner, String canary, String register, List<String> submissions, List<String> others) {}

    private Addresses addresses;
    private Nest one;
    private Nest other;

    @BeforeEach
    void canariesAreHidden() {
        addresses = new Addresses(application);
        one = nest("first");
        other = nest("second");
    }

    private Nest nest(String stem) {
        String canary = BIRD + Long.toHexString(ThreadLocalRandom.current().nextLong()) + stem;
        Person owner = Person.of(application, Role.UTILITY, canary);
        Api api = Api.on(port, owner.token());
        String register = api.register("{\"name\": \"%s\", \"assetClass\": \"traffic_controller\"}".formatted(canary));
        String header =
                "asset_ref,manufacturer,model,order_code,firmware,module_manufacturer,module_model,site,notes,status\n";
        String row = String.join(",", Collections.nCopies(9, canary)) + ",in_service\n";
        Api.Answer accepted =
                api.submit(register, (header + row).getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31");
        api.accept(accepted.read("$.id"), "{}");
        String wrong = String.join(",", Collections.nCopies(9, canary + "2")) + ",nonsense-" + canary + "\n";
        Api.Answer checked =
                api.submit(register, (header + row + wrong).getBytes(StandardCharsets.UTF_8), "?effective=2026-02-28");
        String strange = "asset_ref," + canary + "\n1," + canary + "\n";
        Api.Answer failed = api.submit(register, strange.getBytes(StandardCharsets.UTF_8), "?effective=2026-03-31");
        api.get("/submissions/" + accepted.read("$.id")).is(200);
        return new Nest(
                owner,
                canary,
                register,
                List.of(accepted.read("$.id"), checked.read("$.id"), failed.read("$.id")),
                List.of(
                        briefing(api, canary, owner.operator()),
                        contribution(api, canary),
                        kept(api, canary),
                        export(api, canary),
                        withCosts(api, canary)));
    }

    /** A briefing of the operator on itself; its number. */
    private static String briefing(Api api, String canary, String operator) {
        return api.post("/briefings", """
                        {"title": "%s", "audience": "%s", "sections": ["national picture"], "scope": {"operator": ["%s"]}}
                        """.formatted(canary, canary, operator)).read("$.id");
    }

    /** What is inside equipment is everybody's to know; whose knowledge it is, is not. Withdrawn, it is nobody's. */
    private static String contribution(Api api, String canary) {
        String file = "manufacturer,model,cellular,module_maker,module\n%s,%s,yes,Quectel,BG95-M3\n"
                .formatted(canary, canary);
        String id = api.post(
                        "/catalogue/contributions?kind=contents&source=" + canary + "&name=" + canary,
                        "text/csv",
                        file.getBytes(StandardCharsets.UTF_8))
                .is(201)
                .read("$.id");
        api.post("/catalogue/contributions/" + id + "/withdraw", "{}").is(200);
        return id;
    }

    /** An answer that was kept under a name; its number. */
    private static String kept(Api api, String canary) {
        return String.valueOf(
                api.post("/replacement/kept", """
                        {"kind": "estimate", "title": "%s", "question": {"target": {"controller": "quectel"}, "startYear": 2027,
                         "finishYear": 2031}}
                        """.formatted(canary)).is(201).number("$.id"));
    }

    /** What was searched in the trail and taken away as a file; the number of its receipt, which tells the search. */
    private static String export(Api api, String canary) {
        api.get("/audit.csv?q=" + canary).is(200);
        return api.get("/exports").is(200).read("$.items[0].id");
    }

    /** Own costs and own ways to exchange; the asset class that they are for. */
    private static String withCosts(Api api, String canary) {
        api.post("/replacement/costs", """
                        {"assetClass": "traffic_controller", "element": "unit", "low": 90, "likely": 100, "high": 110,
                         "priceYear": 2025, "source": "%s"}
                        """.formatted(canary)).is(201);
        api.post("/replacement/swaps", """
                        {"assetClass": "traffic_controller", "model": "%s", "swapClass": "S0", "why": "%s"}
                        """.formatted(canary, canary)).is(201);
        return "traffic_controller";
    }

    /** The hunters, by name: all who have no business with the first operator. */
    private Map<String, String> hunters() {
        Operators operators = application.getBean(Operators.class);
        Set<Integer> theirs =
                Set.of(operators.byCode(other.owner().operator()).orElseThrow().id());
        Map<String, String> hunters = new LinkedHashMap<>();
        hunters.put("another utility", other.owner().token());
        for (Role role : List.of(Role.UTILITY_READER, Role.OFFICIAL, Role.ANALYST)) {
            hunters.put(
                    role + " of another operator",
                    People.token(application, People.newAccount(application, role, theirs)));
        }
        hunters.put(
                "ADMINISTRATOR",
                People.token(application, People.newAccount(application, Role.ADMINISTRATOR, Set.of())));
        hunters.put("AUDITOR", People.token(application, People.newAccount(application, Role.AUDITOR, Set.of())));
        hunters.put("nobody", "");
        return hunters;
    }

    @Test
    void theOwnerFindsItsCanarySoTheHuntIsNotBlind() throws Exception {
        Set<String> found = new TreeSet<>();
        for (String address : addresses(one)) {
            if (text(addresses.ask(HttpMethod.GET, address, one.owner().token()))
                    .contains(one.canary())) {
                found.add(address.replaceAll("\\?.*", "").replaceAll("[0-9]{6,}", "{id}"));
            }
        }
        assertThat(found)
                .contains(
                        "/api/v1/registers",
                        "/api/v1/registers/{id}",
                        "/api/v1/submissions/{id}/problems",
                        "/api/v1/submissions/{id}/problems.csv",
                        "/api/v1/assets",
                        "/api/v1/assets.csv",
                        "/api/v1/audit",
                        "/api/v1/briefings",
                        "/api/v1/catalogue/contributions",
                        "/api/v1/exports",
                        "/api/v1/exports/{id}",
                        "/api/v1/replacement/costs",
                        "/api/v1/replacement/kept",
                        "/api/v1/replacement/swaps",
                        "/assets",
                        "/registers",
                        "/trail");
    }

    /** Questions whose words stand in a body, and work that a job does later in somebody's name. */
    @Test
    void nobodyElseFindsItByAskingInABodyOrByHavingAJobAsk() throws Exception {
        String code = one.owner().operator();
        String register = one.register();
        String slice = "\"target\": {\"controller\": \"?\"}, \"slice\": {\"operator\": [\"%s\"]}".formatted(code);
        String half = one.canary().substring(0, one.canary().length() - 6);
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("/api/v1/replacement/estimates", "{" + slice + "}");
        asked.put("/api/v1/replacement/plans", "{" + slice + ", \"budgetByYear\": 100000000000}");
        asked.put("/api/v1/replacement/plans/file", "{" + slice + ", \"budgetByYear\": 100000000000}");
        asked.put(
                "/api/v1/catalogue/recognise",
                "{\"wordings\": [{\"maker\": \"%s\", \"model\": \"%s\"}]}".formatted(half, half));
        asked.put("/api/v1/registers", "{\"name\": \"x\", \"operator\": \"%s\"}".formatted(code));
        asked.put("/api/v1/replacement/costs", "{\"operator\": \"%s\"}".formatted(code));
        asked.put("/api/v1/registers/" + register + "/submissions", "asset_ref\n1\n");
        asked.put("/recognise", "words=" + half);
        asked.put("/replacement/own/costs", "operator=" + code);
        asked.put("/account/break-glass", "operator=" + code + "&reason=short");
        List<String> finds = new ArrayList<>();
        for (Map.Entry<String, String> hunter : hunters().entrySet()) {
            for (Map.Entry<String, String> question : asked.entrySet()) {
                MockHttpServletResponse answer =
                        addresses.post(question.getKey(), question.getValue(), hunter.getValue());
                assertThat(answer.getStatus())
                        .as(question + " as " + hunter.getKey())
                        .isLessThan(500);
                if (text(answer).contains(one.canary())) {
                    finds.add(hunter.getKey() + " " + question);
                }
            }
            if (!hunter.getValue().isEmpty()) {
                finds.addAll(inABriefing(hunter.getKey(), Api.on(port, hunter.getValue()), code));
            }
        }
        assertThat(finds).isEmpty();
    }

    private List<String> inABriefing(String hunter, Api api, String code) {
        Api.Answer commissioned = api.post("/briefings", """
                {"title": "Hunt", "sections": ["national picture", "vendor", "trend", "replacement"],
                 "formats": ["json", "csv", "html"], "scope": {"operator": ["%s"]}}
                """.formatted(code));
        List<String> finds = new ArrayList<>();
        if (commissioned.status() < 300) {
            String id = commissioned.read("$.id");
            for (String part : List.of("", ".json", ".csv", ".html", "/tables/controllers.csv")) {
                if (api.get("/briefings/" + id + part).body().contains(one.canary())) {
                    finds.add(hunter + " in its own briefing" + part);
                }
            }
        }
        return finds;
    }

    @Test
    void nobodyElseFindsIt() throws Exception {
        List<String> finds = new ArrayList<>();
        for (Map.Entry<String, String> hunter : hunters().entrySet()) {
            for (String address : addresses(one)) {
                MockHttpServletResponse answer = addresses.ask(HttpMethod.GET, address, hunter.getValue());
                assertThat(answer.getStatus())
                        .as(address + " as " + hunter.getKey())
                        .isLessThan(500);
                if (text(answer).contains(one.canary()) && !byRight(hunter.getKey(), address)) {
                    finds.add(hunter.getKey() + " " + address);
                }
            }
        }
        assertThat(finds).isEmpty();
    }

    /** The directory of operators is the administrator's to keep, and every line of the trail the auditor's to read. */
    private static boolean byRight(String hunter, String address) {
        return hunter.equals("AUDITOR") && (address.startsWith("/trail") || address.startsWith("/api/v1/audit"))
                || hunter.equals("ADMINISTRATOR")
                        && List.of("/administration", "/trail", "/api/v1/operators", "/api/v1/audit").stream()
                                .anyMatch(address::startsWith);
    }

    /** Numbers are drawn from 2^48: another operator's and one that nobody has must give the same answer, letter by letter. */
    @Test
    void notYoursLooksLikeNotThere() throws Exception {
        String absent = "123456789012345";
        for (Map.Entry<String, String> hunter : hunters().entrySet()) {
            for (Addresses.Door door : addresses.doors()) {
                if (!door.hasGaps()) {
                    continue;
                }
                for (String number : numbers(one)) {
                    MockHttpServletResponse theirs = addresses.ask(door.method(), door.with(number), hunter.getValue());
                    MockHttpServletResponse nobodys =
                            addresses.ask(door.method(), door.with(absent), hunter.getValue());
                    String where = door.method() + " " + door.path() + " as " + hunter.getKey();
                    assertThat(theirs.getStatus()).as(where).isEqualTo(nobodys.getStatus());
                    assertThat(text(theirs).replace(number, "#"))
                            .as(where)
                            .isEqualTo(text(nobodys).replace(absent, "#"));
                }
            }
        }
    }

    private static List<String> numbers(Nest nest) {
        List<String> numbers = new ArrayList<>(nest.submissions());
        numbers.add(nest.register());
        numbers.addAll(nest.others().subList(0, 4));
        return numbers;
    }

    /**
     * Every address that can be read, with everything of the nest's that fits, plain and with every question. What the
     * hunt itself adds to comes first: every answer leaves a line in the trail, every file a receipt, and the newest alone
     * are in sight.
     */
    private List<String> addresses(Nest nest) {
        String code = nest.owner().operator();
        String half = nest.canary().substring(0, nest.canary().length() - 6);
        List<String> values = new ArrayList<>(numbers(nest));
        values.add(code);
        values.add(half);
        List<String> all = new ArrayList<>(addresses.readable(
                values,
                List.of(
                        "",
                        "?q=" + half,
                        "?operator=" + code,
                        "?by=operator",
                        "?by=maker&operator=" + code,
                        "?maker=" + half,
                        "?register=" + nest.register(),
                        "?by=maker&pending=" + nest.submissions().get(1),
                        "?size=1000",
                        "?controller=?&sort=site")));
        all.sort(Comparator.comparing((String address) -> !address.matches(".*/(trail|audit|exports)\\b.*"))
                .thenComparing(Comparator.naturalOrder()));
        return all;
    }

    private static String text(MockHttpServletResponse answer) throws Exception {
        // Forms carry a number of their own each time.
        return Addresses.text(answer)
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("/[0-9]{6,}", "/#")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "T");
    }
}
