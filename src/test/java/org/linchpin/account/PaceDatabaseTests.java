package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.Test;
import org.linchpin.StrictTest;
import org.linchpin.access.Person;
import org.linchpin.access.Problems;
import org.linchpin.access.Role;
import org.linchpin.access.Scopes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@StrictTest
class PaceDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc mvc;

    private MockHttpServletResponse operators(Person person) throws Exception {
        return mvc.perform(get("/api/v1/operators").header("Authorization", "Bearer " + person.token()))
                .andReturn()
                .getResponse();
    }

    @Test
    void aTokenThatSendsTooMuchWaitsAndNobodyElseDoes() throws Exception {
        Person hasty = Person.of(application, Role.OFFICIAL);
        MockHttpServletResponse answer = operators(hasty);
        int answered = 0;
        while (answer.getStatus() == 200 && answered < 2000) {
            answered++;
            answer = operators(hasty);
        }
        assertThat(answered).as("200 at once, and what is given back meanwhile").isBetween(200, 1000);
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.getHeader("Retry-After"))).isBetween(1, 60);
        assertThat(answer.getContentAsString()).contains("too-many-requests");
        assertThat(operators(Person.of(application, Role.OFFICIAL)).getStatus()).isEqualTo(200);
    }

    @Test
    void anAddressThatSendsTooMuchIsTurnedAwayBeforeAnythingIsLookedUp() throws Exception {
        Pace pace = new Pace(new Pace.Settings(3, 1, 1), application.getBean(Scopes.class));
        PaceOfAddresses filter = new PaceOfAddresses(pace, application.getBean(Problems.class));
        for (int i = 0; i < 3; i++) {
            assertThat(status(filter, "/api/v1/exposure", "192.0.2.1").getStatus())
                    .isEqualTo(200);
        }
        MockHttpServletResponse api = status(filter, "/api/v1/exposure", "192.0.2.1");
        assertThat(api.getStatus()).isEqualTo(429);
        assertThat(api.getHeader("Retry-After")).isNotNull();
        assertThat(api.getContentType()).isEqualTo("application/problem+json");
        assertThat(status(filter, "/sign-in", "192.0.2.1").getErrorMessage()).contains("Too many requests");
        assertThat(status(filter, "/sign-in", "192.0.2.2").getStatus()).isEqualTo(200);
    }

    private static MockHttpServletResponse status(PaceOfAddresses filter, String path, String address)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
