package org.linchpin.access;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.linchpin.Api;
import org.linchpin.account.People;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Things for {@link RightCall} to speak of, made as somebody would make them; what a call used up is made anew for the next. */
final class RightThings {

    private static final String EVIDENCE = "\"source\": \"https://example.org/filing\", \"grade\": \"A\"";
    private static final String SOLD = "{\"partial\": true, \"removals\": \"Half were sold\"}";
    private static final String MESSY = """
            asset_ref,installed_on,status,units,Colour
            1,03/04/2020,RUNNING,1,red
            2,05/06/2020,RUNNING,1,red
            3,05/06/2020,SCRAP,0,blue
            4,07/08/2020,,1,blue
            """;

    /** What no call uses up. */
    private static final Set<String> LASTING =
            Set.of("operator", "routers", "register", "other", "vendor", "wording", "keptFile");

    private final ApplicationContext application;
    private final int port;
    private final Map<String, Person> people;
    private final Map<String, Callable<String>> makers = new HashMap<>();
    private final Map<String, String> there = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Person routers;
    private final Person asking;
    private int made;
    private String half = "";
    private String same = "";

    RightThings(ApplicationContext application, int port) {
        this.application = application;
        this.port = port;
        this.people = new HashMap<>();
        for (Role role : Role.values()) {
            people.put(
                    role.key(),
                    Person.of(application, role, role.actsForOperators() ? new String[] {"Naughty"} : new String[0]));
        }
        people.put("basic", who("official"));
        routers = Person.of(application, Role.UTILITY, "Routers");
        asking = Person.of(application, Role.UTILITY, "Two People");
        people.put("colleague", asking.colleague(application, Role.UTILITY));
        makers.put("operator", () -> who("utility").operator());
        makers.put("routers", this::accountOfRouters);
        makers.put("register", () -> register("Naughty"));
        makers.put("other", () -> register("Other"));
        makers.put("token", this::token);
        makers.put("user", () -> People.newAccount(application, Role.ANALYST, Set.of()));
        makers.put("closed", () -> {
            String name = People.newAccount(application, Role.ANALYST, Set.of());
            application
                    .getBean(JdbcClient.class)
                    .sql("update account set enabled = false, closed_at = now() where username = ?")
                    .param(name)
                    .update();
            return name;
        });
        makers.put("checked", () -> submitted(thing("register"), "asset_ref,model\n1,R%d\n"));
        makers.put("sent", () -> submitted(register("Sent"), "asset_ref,model,status\n1,R%d,RUNNING\n"));
        makers.put("accepted", () -> accepted(thing("register"), "asset_ref,model\n1,R%d\n"));
        makers.put("half", () -> halved(api("utility"), register("Halved")));
        makers.put("messy", () -> submitted(register("Messy"), MESSY));
        makers.put("leave", () -> remedy("Leave this row out"));
        makers.put("mean", () -> remedy("Say what the words stand for"));
        makers.put("approval", this::approval);
        makers.put("vendor", this::vendor);
        makers.put("tie", this::tie);
        makers.put("proposed", () -> stated("official"));
        makers.put("standing", () -> stated("analyst"));
        makers.put("wording", this::wording);
        makers.put("contribution", this::contribution);
        makers.put("kept", this::kept);
        makers.put(
                "keptFile",
                () -> api("official").get("/replacement/kept/" + kept()).is(200).body());
        makers.put("bods", () -> BODS);
    }

    Person who(String name) {
        return Objects.requireNonNull(people.get(name), name);
    }

    List<Person> everybody() {
        return Arrays.stream(Role.values()).map(role -> who(role.key())).toList();
    }

    /** What gaps of addresses may be filled with. */
    List<String> numbers() {
        return List.of(
                thing("register"),
                thing("accepted"),
                thing("operator"),
                thing("vendor"),
                thing("standing"),
                thing("contribution"));
    }

    private Api api(String who) {
        return Api.on(port, who(who).token());
    }

    /** A thing by its name, the same until it is used up; a new one is new at each mention. */
    String thing(String name) {
        if (name.equals("same")) {
            return same;
        }
        if (name.equals("new")) {
            return "n" + Integer.toString(++made, 36);
        }
        used.add(name);
        String known = there.get(name);
        if (known == null) {
            try {
                known = Objects.requireNonNull(makers.get(name), name).call();
            } catch (Exception e) {
                throw new IllegalStateException(name, e);
            }
            there.put(name, known);
        }
        return known;
    }

    /** A request begins: from here on it is noted what it speaks of. */
    void begin() {
        used.clear();
        same = thing("new");
    }

    /** What it spoke of is not as it was. */
    void usedUp() {
        used.stream().filter(name -> !LASTING.contains(name)).forEach(there::remove);
    }

    private String register(String name) {
        return register(api("utility"), name);
    }

    /** No two registers of an operator have one name. */
    private String register(Api api, String name) {
        return api.register("{\"name\": \"%s %d\", \"assetClass\": \"smart_meter\"}".formatted(name, ++made));
    }

    private String submitted(String register, String csv) {
        byte[] file = csv.replace("%d", String.valueOf(++made)).getBytes(StandardCharsets.UTF_8);
        return api("utility").submit(register, file, "").read("$.id");
    }

    private String accepted(String register, String csv) {
        String id = submitted(register, csv);
        api("utility").accept(id, SOLD).is(200);
        return id;
    }

    /** A file that leaves out half of what its register held, checked. */
    private static String halved(Api api, String register) {
        String whole = api.submit(
                        register, "asset_ref\n1\n2\n3\n4\n".getBytes(StandardCharsets.UTF_8), "?effective=2025-01-01")
                .read("$.id");
        api.accept(whole, "{\"partial\": true}").is(200);
        return api.submit(register, "asset_ref\n1\n2\n".getBytes(StandardCharsets.UTF_8), "?effective=2025-02-01")
                .read("$.id");
    }

    private String remedy(String words) {
        List<String> keys = api("utility")
                .get("/submissions/" + thing("messy") + "/causes")
                .is(200)
                .read("$..remedies[?(@.words =~ /.*" + words + ".*/)].key");
        return keys.get(0);
    }

    private String approval() {
        Api api = Api.on(port, asking.token());
        if (half.isEmpty()
                || !api.get("/submissions/" + half).<String>read("$.state").equals("checked")) {
            half = halved(api, register(api, "Halved"));
        }
        return api.accept(half, SOLD).is(409).read("$.problems[0].value");
    }

    private String key(Api.Answer stated) {
        return String.valueOf(stated.is(201).number("$.id"));
    }

    private String vendor() {
        String key = "words_" + thing("new");
        api("analyst")
                .post(
                        "/catalogue/vendors",
                        "{\"key\": \"%s\", \"name\": \"%s\", \"country\": \"DE\", %s}".formatted(key, key, EVIDENCE))
                .is(201);
        return key;
    }

    private String stated(String who) {
        String key = "stated_" + thing("new");
        return key(api(who).post(
                        "/catalogue/vendors", "{\"key\": \"%s\", \"name\": \"%s\", %s}".formatted(key, key, EVIDENCE)));
    }

    private String tie() {
        String maker = vendor();
        api("analyst")
                .post(
                        "/catalogue/ownership",
                        "{\"child\": \"%s\", \"parent\": \"%s\", \"relation\": \"equity\", \"percent\": 30, %s}"
                                .formatted(maker, vendor(), EVIDENCE))
                .is(201);
        List<Map<String, Object>> ties =
                api("analyst").get("/catalogue/vendors/" + maker).is(200).read("$.ownership");
        return String.valueOf(ties.get(0).get("id"));
    }

    /** Words that nobody knows, in a register of their own. */
    private String wording() {
        accepted(register("Strange"), "asset_ref,manufacturer,model\n1,Nobody,Strange box %d\n");
        List<Object> ids =
                api("analyst").get("/catalogue/unrecognised?size=1").is(200).read("$.items[*].id");
        return String.valueOf(ids.get(0));
    }

    private String contribution() {
        return api("analyst")
                .post(
                        "/catalogue/contributions?kind=contents&source=Letter&name=mine.csv",
                        "text/csv",
                        "manufacturer,model,module_manufacturer,module\nAcme,Gauge-%d,Quectel,EC25-E\n"
                                .formatted(++made)
                                .getBytes(StandardCharsets.UTF_8))
                .is(201)
                .read("$.id");
    }

    private String kept() {
        thing("routers");
        return String.valueOf(api("official")
                .post("/replacement/kept", """
                        {"kind": "estimate", "title": "All", "question": {"slice": {"operator": ["%s"]}, "target": {"controller": "quectel"},
                         "startYear": 2027, "finishYear": 2031, "draws": 1000}}
                        """.formatted(routers.operator()))
                .is(201)
                .number("$.id"));
    }

    /** Somebody who has modules of a maker, so that there is something to be reckoned. */
    private String accountOfRouters() {
        Api api = Api.on(port, routers.token());
        StringBuilder csv = new StringBuilder("asset_ref,manufacturer,model,module_manufacturer,module_model,region\n");
        for (int i = 0; i < 60; i++) {
            csv.append(i).append(i % 6 == 0 ? ",Acme,R9,,,TLI\n" : ",Acme,R1,Quectel,EC25-E,TLC\n");
        }
        String id = api.submit(
                        api.register("{\"name\": \"All\", \"assetClass\": \"industrial_router\"}"),
                        csv.toString().getBytes(StandardCharsets.UTF_8),
                        "?effective=2026-01-31")
                .read("$.id");
        api.accept(id, "{}").is(200);
        return routers.operator();
    }

    /** The number of a token of theirs that nothing else uses. */
    private String token() {
        Person official = who("official");
        People.readingToken(application, official.username());
        // The newest comes first.
        return Api.on(port, official.token()).get("/tokens?size=1").is(200).read("$.items[0].number");
    }

    private static final String BODS = """
            [{"statementId": "11111111-aaaa-4a1c-b3ad-c0000000{same}", "declarationSubject": "c{same}", "statementDate": «2024-02-01»,
              "publicationDetails": {"publicationDate": "2024-02-02", "bodsVersion": "0.4", "publisher": {"name": «A register»}},
              "recordId": "c{same}", "recordStatus": "new", "recordType": "entity",
              "recordDetails": {"isComponent": false, "entityType": {"type": «registeredEntity»}, "name": «Owned {same}»,
                "jurisdiction": {"name": «Germany», "code": "DE"},
                "identifiers": [{"scheme": "DE-CR", "schemeName": «A register», "id": «06981852»}]}},
             {"statementId": "22222222-aaaa-4a1c-b3ad-c0000000{same}", "declarationSubject": "c{same}", "statementDate": "2024-02-01",
              "publicationDetails": {"publicationDate": "2024-02-02", "bodsVersion": "0.4", "publisher": {"name": "A register"}},
              "recordId": "p{same}", "recordStatus": "new", "recordType": "person",
              "recordDetails": {"isComponent": false, "personType": "knownPerson",
                "names": [{"type": "legal", "fullName": «Jennifer Hewitson-Smith {same}»}]}},
             {"statementId": "33333333-aaaa-4a1c-b3ad-c0000000{same}", "declarationSubject": "c{same}", "statementDate": "2024-02-01",
              "publicationDetails": {"publicationDate": "2024-02-02", "bodsVersion": "0.4", "publisher": {"name": "A register"}},
              "source": {"type": ["officialRegister"], "url": "https://example.org/1", "description": «a register»},
              "recordId": "r{same}", "recordStatus": "new", "recordType": "relationship",
              "recordDetails": {"isComponent": false, "subject": "c{same}", "interestedParty": "p{same}",
                "interests": [{"type": "shareholding", "directOrIndirect": "direct", "startDate": "2016-04-06", "details": «wholly»,
                  "share": {"exact": 100}}]}}]
            """.replaceAll("\\s*\n\\s*", " ");
}
