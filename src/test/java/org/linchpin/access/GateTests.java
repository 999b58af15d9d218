package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;

class GateTests {

    private final Gate gate = new Gate(new Scopes(), Mockito.mock(Trail.class));

    /** Handlers as a feature might write them. */
    static class Handlers {

        @May(Action.READ_FIGURES)
        void figures() {}

        @May(Action.OPEN)
        void open() {}

        void undeclared() {}
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyPassesToAHandlerThatDeclaresNothing(Role role) {
        signIn(role);
        assertThatThrownBy(() -> passes("undeclared", "/anything")).isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRolePassesToWhatItMayDo(Role role) throws Exception {
        signIn(role);
        assertThat(passes("open", "/help").passed()).isTrue();
        if (role.may(Action.READ_FIGURES)) {
            assertThat(passes("figures", "/sectors/energy").passed()).isTrue();
        } else {
            assertThatThrownBy(() -> passes("figures", "/sectors/energy")).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void whoeverHasNotSignedInIsAskedTo() throws Exception {
        assertThatThrownBy(() -> passes("figures", "/")).isInstanceOf(InsufficientAuthenticationException.class);
        assertThat(passes("open", "/help").passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ADMINISTRATOR,/administration", "AUDITOR,/trail", "OFFICIAL,", "UTILITY,", "ANALYST,"})
    void theAddressWithoutAPathLeadsEveryRoleSomewhere(Role role, String elsewhere) throws Exception {
        signIn(role);
        Passage passage = passes("figures", "/");
        assertThat(passage.passed()).isEqualTo(elsewhere == null);
        assertThat(passage.redirect()).isEqualTo(elsewhere);
    }

    private record Passage(boolean passed, String redirect) {}

    private Passage passes(String handler, String path) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        HandlerMethod method = new HandlerMethod(new Handlers(), Handlers.class.getDeclaredMethod(handler));
        boolean passed = gate.preHandle(new MockHttpServletRequest("GET", path), response, method);
        return new Passage(passed, response.getRedirectedUrl());
    }

    private static void signIn(Role role) {
        Viewer viewer = new Viewer(1, "somebody", role, Scope.nothing());
        SecurityContextHolder.getContext().setAuthentication(viewer.authentication());
    }
}
