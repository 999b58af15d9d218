package org.linchpin.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address there is, found from the mappings themselves, answers an official who is confined to a sector the same before
 * and after others bring in rows of other sectors: pages, API, files, charts, maps, workings, trends, comparisons.
 */
@LinchpinTest
class NothingShowsOthersDatabaseTests {

    /** What a place in an address can be filled with; a mapping with another place has nothing to do with registers' rows. */
    private static final Map<String, String> PLACES = Map.of(
            "/sectors/{key}", "/sectors/transport",
            "/regions/{key}", "/regions/TLJ",
            "/controllers/{key}", "/controllers/quectel",
            "/vendors/{key}", "/vendors/quectel",
            "/modules/{key}", "/modules/quectel_ec25");

    /** Asked of whatever looks at a slice. */
    private static final List<String> WAYS = List.of(
            "asAt=2026-01-15",
            "asAt=2026-03-15",
            "knownAt=2199-01-01T00:00:00Z",
            "sector=transport",
            "region=TLJ&weight=people",
            "by=operator",
            "by=module&weight=assets",
            "by=year&format=csv",
            "lookThrough=jurisdiction&weight=criticality");

    private static final Map<String, String> NEEDED = Map.of(
            "/working", "figure=units",
            "/api/v1/working", "figure=units",
            "/api/v1/working.csv", "figure=units",
            "/api/v1/exposure/trend", "key=quectel",
            "/makers", "name=Strangermaker",
            "/compare", "a.sector=transport&b.sector=energy",
            "/changes", "since=2026-01-20",
            "/assets", "q=strange",
            "/api/v1/assets", "q=strange&sort=units",
            "/api/v1/assets.csv", "maker=Strangermaker");

    /**
     * One's own acts, files and secrets differ from look to look; the trail's size and root are for witnesses, whatever
     * was done; told totals are told on purpose.
     */
    private static final Set<String> OWN = Set.of(
            "/account",
            "/trail",
            "/api/v1/audit",
            "/api/v1/audit.csv",
            "/api/v1/audit/checkpoints",
            "/exports",
            "/api/v1/exports",
            "/others",
            "/api/v1/exposure/others");

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @LocalServerPort
    private int port;

    private String confined(String sector) {
        String name = People.newName("shown");
        Api.on(port, People.token(application, People.newAccount(application, Role.ADMINISTRATOR, Set.of())))
                .post(
                        "/users",
                        "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"official\", \"sectors\": [\"%s\"]}"
                                .formatted(name, People.PASSWORD, sector))
                .is(201);
        return name;
    }

    private void brings(Person person, String effective, String rows) {
        Api api = Api.on(port, person.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"" + People.newName("register") + "\", \"assetClass\": \"camera\"}"),
                ("asset_ref,manufacturer,model,module_manufacturer,module_model,sector,region,units,people_served,installed_on\n"
                                + rows)
                        .getBytes(StandardCharsets.UTF_8),
                "?effective=" + effective);
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
    }

    /** Every address that is read, each way of asking it. */
    private List<String> addresses() {
        Set<String> paths = new TreeSet<>();
        for (RequestMappingInfo info : mappings.getHandlerMethods().keySet()) {
            if (info.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                paths.addAll(info.getPatternValues());
            }
        }
        List<String> addresses = new ArrayList<>();
        for (String path : paths) {
            String filled = PLACES.getOrDefault(path, path);
            if (!filled.contains("{") && !OWN.contains(path)) {
                String needed = NEEDED.getOrDefault(path, "");
                addresses.add(needed.isEmpty() ? filled : filled + "?" + needed);
                WAYS.forEach(way -> addresses.add(filled + "?" + (needed.isEmpty() ? "" : needed + "&") + way));
            }
        }
        return addresses;
    }

    private Map<String, String> answers(String username) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String address : addresses()) {
            MockHttpServletResponse response = mvc.perform(get(URI.create(address))
                            .with(SecurityMockMvcRequestPostProcessors.authentication(
                                    People.viewer(application, username).authentication())))
                    .andReturn()
                    .getResponse();
            answers.put(address, response.getStatus() + " " + steady(response.getContentAsString()));
        }
        return answers;
    }

    /** Without what differs between two looks at the same: moments, marks against forgery. */
    private static String steady(String body) {
        return body.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9]{2}[0-9A-F%:.]*Z?", "now")
                .replaceAll("name=\"_csrf\"[^>]*>", "")
                .replaceAll("\"seconds[A-Za-z]*\":[0-9.]+", "");
    }

    @Test
    void noAddressAnswersDifferentlyForRowsOfAnotherSector() throws Exception {
        Person witness = Person.of(application, Role.UTILITY, "Shown Witness");
        Person stranger = Person.of(application, Role.UTILITY, "Shown Stranger");
        brings(witness, "2026-01-01", "shown-w,Halden,H1,Quectel,EC25-E,postal,TLI,7,40,2024-01-01\n");
        String official = confined("postal");
        Map<String, String> before = answers(official);
        brings(
                stranger,
                "2026-03-03",
                "strange-x,Strangermaker,S1,Quectel,EC25-E,transport,TLJ,900,12000,2023-05-05\n"
                        + "strange-y,Strangermaker,S2,,,energy,TLK,10,1,2022-05-05\n");
        Map<String, String> after = answers(official);
        assertThat(before).hasSizeGreaterThan(300);
        assertThat(before.values()).as("data never breaks a page").noneMatch(answer -> answer.startsWith("5"));
        List<String> differing = before.keySet().stream()
                .filter(address -> !before.get(address).equals(after.get(address)))
                .map(address -> address + ": " + difference(before.get(address), after.get(address)))
                .toList();
        assertThat(differing).isEmpty();
        assertThat(after.values()).noneMatch(answer -> answer.contains("Strangermaker</a>"));
    }

    private static String difference(String before, String after) {
        int at = 0;
        while (at < before.length() && at < after.length() && before.charAt(at) == after.charAt(at)) {
            at++;
        }
        return before.substring(Math.max(0, at - 60), Math.min(before.length(), at + 60)) + " | "
                + after.substring(Math.max(0, at - 60), Math.min(after.length(), at + 60));
    }
}
