package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linchpin.StrictTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Viewer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** From where a role is used, and with what besides a password; the demands are those of {@link StrictTest}. */
@StrictTest
class CircumstancesDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Circumstances circumstances;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String from) throws Exception {
        return mvc.perform(request.with(asked -> {
                    asked.setRemoteAddr(from);
                    return asked;
                }))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse api(Person person, String path, String from) throws Exception {
        return answer(get(path).header("Authorization", "Bearer " + person.token()), from);
    }

    @Test
    void aRoleThatIsForSomeNetworksOpensNothingFromElsewhere() throws Exception {
        Person reader = Person.of(application, Role.UTILITY_READER, "Reader");
        assertThat(api(reader, "/api/v1/registers", "192.0.2.7").getStatus()).isEqualTo(200);
        assertThat(api(reader, "/api/v1/registers", "2001:db8::1").getStatus()).isEqualTo(200);
        assertThat(api(reader, "/api/v1/registers", "198.51.100.1").getStatus()).isEqualTo(403);
        assertThat(answer(get("/registers").with(reader.signedIn(application)), "198.51.100.1")
                        .getStatus())
                .isEqualTo(403);
        Person official = Person.of(application, Role.OFFICIAL);
        assertThat(api(official, "/api/v1/operators", "198.51.100.1").getStatus())
                .isEqualTo(200);
    }

    @Test
    void whoeverMustHaveASecondFactorComesAsFarAsTheirAccountWithout() throws Exception {
        Person auditor = Person.of(application, Role.AUDITOR);
        assertThat(answer(get("/trail").with(auditor.signedIn(application)), "127.0.0.1")
                        .getRedirectedUrl())
                .isEqualTo("/account?factor");
        assertThat(answer(get("/account?factor=").with(auditor.signedIn(application)), "127.0.0.1")
                        .getContentAsString())
                .contains("takes more than a password");
        MockHttpServletResponse style = answer(get("/app.css").with(auditor.signedIn(application)), "127.0.0.1");
        assertThat(style.getStatus()).as("the page has its styles").isEqualTo(200);
        assertThat(api(auditor, "/api/v1/audit?size=1", "127.0.0.1").getStatus())
                .isEqualTo(403);
        jdbc.sql("update account set secret = '\\x00' where username = ?")
                .param(auditor.username())
                .update();
        assertThat(api(auditor, "/api/v1/audit?size=1", "127.0.0.1").getStatus())
                .isEqualTo(200);
    }

    @Test
    void whoeverHasAPasskeyAndNoCodeDoesNotComeInByPassword() {
        Person auditor = Person.of(application, Role.AUDITOR);
        Viewer viewer = People.viewer(application, auditor.username());
        assertThat(circumstances.tooWeak(viewer))
                .as("else they could never set one up")
                .isFalse();
        jdbc.sql("insert into user_entities (id, name) values (:name, :name)")
                .param("name", auditor.username())
                .update();
        jdbc.sql("""
                        insert into user_credentials (credential_id, user_entity_user_id, public_key, backup_eligible, backup_state, label)
                        values (:name, :name, '\\x00', false, false, 'key')
                        """).param("name", auditor.username()).update();
        assertThat(circumstances.tooWeak(viewer)).isTrue();
        jdbc.sql("update account set secret = '\\x00' where username = ?")
                .param(auditor.username())
                .update();
        assertThat(circumstances.tooWeak(viewer)).as("their code is asked for").isFalse();
    }

    @Test
    void aNetworkThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> new Circumstances(
                        new Circumstances.Demands(Map.of(Role.AUDITOR, Set.of("office")), Set.of(), 0),
                        null,
                        null,
                        null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
