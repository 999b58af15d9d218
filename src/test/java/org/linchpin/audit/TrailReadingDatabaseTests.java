package org.linchpin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@LinchpinTest
class TrailReadingDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc mvc;

    @LocalServerPort
    int port;

    @Test
    void aUtilitySeesWhoLookedAtItsRowsAndWhyAndNothingOfOthers() throws Exception {
        Person mine = Person.of(application, Role.UTILITY, "Looked At");
        Person other = Person.of(application, Role.UTILITY, "Somebody Else");
        Person official = Person.of(application, Role.OFFICIAL);
        official(official, "/api/v1/assets?operator=" + mine.operator());
        official(official, "/api/v1/assets?operator=" + other.operator());
        official(official, "/api/v1/assets?q=everybody-" + mine.operator());

        String seen = read(mine, "?kind=read");
        assertThat((List<String>)
                        JsonPath.read(seen, "$.items[?(@.username == '" + official.username() + "')].subject"))
                .containsExactlyInAnyOrder(
                        "/api/v1/assets?operator=" + mine.operator(), "/api/v1/assets?q=everybody-" + mine.operator());
        assertThat((List<String>) JsonPath.read(seen, "$.items[?(@.username == '" + official.username() + "')].why"))
                .containsOnly("oversight: the rows behind a figure");
        assertThat((List<String>) JsonPath.read(seen, "$.items[?(@.username == '" + official.username() + "')].token"))
                .allSatisfy(token -> assertThat(token).matches("[0-9a-f]{12}"));
        assertThat(read(mine, "?size=1000")).doesNotContain(other.operator()).doesNotContain(other.username());
        assertThat(read(official, "?size=1000")).doesNotContain(other.username());
    }

    @Test
    void aChangeIsWrittenDownByTheDatabaseWithBeforeAfterWhoAndWhence() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Changing");
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"Before\", \"assetClass\": \"traffic_controller\"}");
        api.put("/registers/" + register + "/mapping", "{\"columns\": {}}");
        String seen = read(utility, "?action=register.insert");
        assertThat((List<String>) JsonPath.read(seen, "$.items[*].subject")).containsExactly("register/" + register);
        Map<String, Object> line = JsonPath.read(seen, "$.items[0]");
        assertThat(line)
                .containsEntry("username", utility.username())
                .containsEntry("operator", utility.operator())
                .containsEntry("address", "127.0.0.1")
                .containsEntry("kind", "change");
        assertThat((String) JsonPath.read(seen, "$.items[0].after.name")).isEqualTo("Before");
    }

    @Test
    void anAdministratorReadsOfAccountsAloneAndAnAuditorReadsAll() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Unseen");
        Api.on(port, utility.token()).register("{\"name\": \"Unseen by administrators\"}");
        String administrator = read(Person.of(application, Role.ADMINISTRATOR), "?size=1000");
        assertThat(administrator).doesNotContain("Unseen by administrators").contains("account.insert");
        assertThat(administrator).doesNotContain("{argon2}").contains("sha256:");
        assertThat(read(Person.of(application, Role.AUDITOR), "?q=&operator=" + utility.operator()))
                .contains("Unseen by administrators");
    }

    @Test
    void theChainAsAFileIsForTheAuditorAloneAndTheVerdictForTheAdministratorToo() throws Exception {
        assertThat(answer(Person.of(application, Role.ADMINISTRATOR), "/api/v1/audit.jsonl")
                        .getStatus())
                .isEqualTo(403);
        assertThat(answer(Person.of(application, Role.OFFICIAL), "/api/v1/audit/verify")
                        .getStatus())
                .isEqualTo(403);
        MockHttpServletResponse verdict = answer(Person.of(application, Role.ADMINISTRATOR), "/api/v1/audit/verify");
        assertThat((Boolean) JsonPath.read(verdict.getContentAsString(), "$.holds"))
                .as(verdict.getContentAsString())
                .isTrue();
    }

    @Test
    void aSearchFindsByWordPersonActionAndDay() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Searched");
        Api.on(port, utility.token()).register("{\"name\": \"100% found_it\"}");
        assertThat((Integer) JsonPath.read(read(utility, "?q=100%25 found_"), "$.total"))
                .isEqualTo(1);
        assertThat((Integer) JsonPath.read(read(utility, "?q=100x found_"), "$.total"))
                .isZero();
        assertThat((Integer) JsonPath.read(read(utility, "?action=register&who=" + utility.username()), "$.total"))
                .isEqualTo(2);
        assertThat((Integer) JsonPath.read(read(utility, "?until=2020-01-01"), "$.total"))
                .isZero();
    }

    private void official(Person official, String path) throws Exception {
        assertThat(answer(official, path).getStatus()).isEqualTo(200);
    }

    private String read(Person person, String query) throws Exception {
        return answer(person, "/api/v1/audit" + query).getContentAsString();
    }

    private MockHttpServletResponse answer(Person person, String path) throws Exception {
        return mvc.perform(
                        get(URI.create(path.replace(" ", "%20"))).header("Authorization", "Bearer " + person.token()))
                .andReturn()
                .getResponse();
    }
}
