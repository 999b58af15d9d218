package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every operator hides a canary in every field it can fill; everybody else then asks every address for it, plainly, by
 * number, by search, by count and by export. A canary is never sent whole, so an answer that echoes a question is no find.
 */
@LinchpinTest
class CanaryHuntDatabaseTests {

    private static final String BIRD = "cnry";

    @Autowired
    ApplicationContext application;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    MockMvc mvc;

    @LocalServerPort
    int port;

    /** An operator's canary and the numbers of what it hides behind. */
    private record Nest(Person owner, String canary, String register, List<String> submissions) {}

    private Nest one;
    private Nest other;

    @BeforeEach
    void canariesAreHidden() {
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
        String row = String.join(",", java.util.Collections.nCopies(9, canary)) + ",in_service\n";
        Api.Answer accepted =
                api.submit(register, (header + row).getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31");
        api.accept(accepted.read("$.id"), "{}");
        String wrong = String.join(",", java.util.Collections.nCopies(9, canary + "2")) + ",nonsense-" + canary + "\n";
        Api.Answer checked =
                api.submit(register, (header + row + wrong).getBytes(StandardCharsets.UTF_8), "?effective=2026-02-28");
        String strange = "asset_ref," + canary + "\n1," + canary + "\n";
        Api.Answer failed = api.submit(register, strange.getBytes(StandardCharsets.UTF_8), "?effective=2026-03-31");
        api.get("/submissions/" + accepted.read("$.id")).is(200);
        return new Nest(
                owner, canary, register, List.of(accepted.read("$.id"), checked.read("$.id"), failed.read("$.id")));
    }

    /** The hunters, by name: all who have no business with the first operator. */
    private Map<String, String> hunters() {
        Operators operators = application.getBean(Operators.class);
        Set<Integer> theirs =
                Set.of(operators.byCode(other.owner().operator()).orElseThrow().id());
        Map<String, String> hunters = new java.util.LinkedHashMap<>();
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
            if (text(ask(HttpMethod.GET, address, one.owner().token())).contains(one.canary())) {
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
                        "/assets",
                        "/registers");
    }

    @Test
    void nobodyElseFindsIt() throws Exception {
        List<String> finds = new ArrayList<>();
        for (Map.Entry<String, String> hunter : hunters().entrySet()) {
            for (String address : addresses(one)) {
                MockHttpServletResponse answer = ask(HttpMethod.GET, address, hunter.getValue());
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
            for (Door door : doors()) {
                if (!door.path().contains("{")) {
                    continue;
                }
                for (String number : numbers(one)) {
                    MockHttpServletResponse theirs = ask(door.method(), door.with(number), hunter.getValue());
                    MockHttpServletResponse nobodys = ask(door.method(), door.with(absent), hunter.getValue());
                    String where = door.method() + " " + door.path() + " as " + hunter.getKey();
                    assertThat(theirs.getStatus()).as(where).isEqualTo(nobodys.getStatus());
                    assertThat(text(theirs).replace(number, "#"))
                            .as(where)
                            .isEqualTo(text(nobodys).replace(absent, "#"));
                }
            }
        }
    }

    private record Door(HttpMethod method, String path) {

        String with(String value) {
            return path.replaceAll("\\{format[^}]*}", "csv").replaceAll("\\{[^}]*}", value);
        }
    }

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                requestMappingHandlerMapping.getHandlerMethods().entrySet()) {
            if (entry.getValue().getBeanType().getPackageName().startsWith("org.linchpin")) {
                for (String path : entry.getKey().getPatternValues()) {
                    Set<RequestMethod> methods =
                            entry.getKey().getMethodsCondition().getMethods();
                    for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                        doors.add(new Door(HttpMethod.valueOf(method.name()), path));
                    }
                }
            }
        }
        return doors;
    }

    private static List<String> numbers(Nest nest) {
        List<String> numbers = new ArrayList<>(nest.submissions());
        numbers.add(nest.register());
        return numbers;
    }

    /** Every address that can be read, with everything of the nest's that fits, plain and with every question. */
    private Set<String> addresses(Nest nest) {
        String code = nest.owner().operator();
        String half = nest.canary().substring(0, nest.canary().length() - 6);
        List<String> values = new ArrayList<>(numbers(nest));
        values.add(code);
        values.add(half);
        List<String> questions = List.of(
                "",
                "?operator=" + code,
                "?q=" + half,
                "?by=operator",
                "?by=maker&operator=" + code,
                "?maker=" + half,
                "?register=" + nest.register(),
                "?size=1000",
                "?controller=?&sort=site");
        Set<String> addresses = new LinkedHashSet<>();
        for (Door door : doors()) {
            if (door.method() == HttpMethod.GET) {
                List<String> filled = door.path().contains("{")
                        ? values.stream().map(door::with).toList()
                        : List.of(door.path());
                for (String path : filled) {
                    List<String> asked = door.path().contains("{") ? List.of("", "?q=" + half) : questions;
                    asked.forEach(question -> addresses.add(path + question));
                }
            }
        }
        addresses.add("/api/openapi.json");
        addresses.add("/actuator/prometheus");
        addresses.add("/actuator/health");
        return addresses;
    }

    private MockHttpServletResponse ask(HttpMethod method, String address, String token) throws Exception {
        boolean api = address.startsWith("/api/") || address.startsWith("/actuator/");
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(method, URI.create(address));
        if (!token.isEmpty() && api) {
            request.header("Authorization", "Bearer " + token);
        } else if (!token.isEmpty()) {
            request.with(csrf()).with(signedIn(token));
        }
        if (method != HttpMethod.GET) {
            request.contentType(api ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_FORM_URLENCODED);
            request.content(api ? "{}" : "");
        }
        return mvc.perform(request).andReturn().getResponse();
    }

    private org.springframework.test.web.servlet.request.RequestPostProcessor signedIn(String token) {
        return org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors
                .authentication(People.viewerOf(application, token).authentication());
    }

    private static String text(MockHttpServletResponse answer) throws Exception {
        // Forms carry a number of their own each time.
        return answer.getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("/[0-9]{6,}", "/#")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "T");
    }
}
