package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linchpin.LinchpinTest;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@LinchpinTest
class GateDatabaseTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    MockMvc mvc;

    private record Door(
            String method, String path, @Nullable May may) {}

    /** Every handler of ours with each of its addresses and methods. */
    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                requestMappingHandlerMapping.getHandlerMethods().entrySet()) {
            if (!entry.getValue().getBeanType().getPackageName().startsWith("org.linchpin")) {
                continue;
            }
            Set<RequestMethod> methods = entry.getKey().getMethodsCondition().getMethods();
            for (String path : entry.getKey().getPatternValues()) {
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    doors.add(new Door(
                            method.name(), filled(path), entry.getValue().getMethodAnnotation(May.class)));
                }
            }
        }
        return doors;
    }

    @Test
    void everyHandlerDeclaresWhatItDoes() {
        assertThat(doors())
                .isNotEmpty()
                .allSatisfy(door -> assertThat(door.may())
                        .as("%s %s", door.method(), door.path())
                        .isNotNull());
    }

    @Test
    void nothingOfOursIsServedPastTheGate() {
        Stream<HandlerMapping> mappings = context.getBeansOfType(HandlerMapping.class).values().stream();
        assertThat(mappings.filter(RouterFunctionMapping.class::isInstance)
                        .map(mapping -> ((RouterFunctionMapping) mapping).getRouterFunction())
                        .filter(Objects::nonNull))
                .as("functional routes do not pass interceptors with a declared action")
                .isEmpty();
    }

    /** An address that the handler takes: the first word of a choice, else a format or a number. */
    private static String filled(String path) {
        return path.replaceAll("\\{\\w+:(\\w+)\\|[^}]*}", "$1")
                .replaceAll("\\{format[^}]*}", "csv")
                .replaceAll("\\{[^}]*}", "1");
    }

    @ParameterizedTest
    @EnumSource
    void aRoleOpensNoDoorThatIsNotItsOwn(Role role) throws Exception {
        List<Door> closed = doors().stream()
                .filter(door -> !door.path().equals("/"))
                .filter(door -> !role.may(Objects.requireNonNull(door.may()).value()))
                .toList();
        for (Door door : closed) {
            assertThat(status(door, role))
                    .as("%s %s as %s", door.method(), door.path(), role)
                    .isEqualTo(403);
        }
    }

    @Test
    void whoeverHasNotSignedInFindsEveryDoorClosedThatIsNotOpenToAll() throws Exception {
        List<Door> closed = doors().stream()
                .filter(door ->
                        Objects.requireNonNull(door.may()).value() != Action.OPEN || Problems.isApi(door.path()))
                .toList();
        assertThat(closed).isNotEmpty();
        for (Door door : closed) {
            assertThat(status(door, null))
                    .as("%s %s", door.method(), door.path())
                    .isEqualTo(Problems.isApi(door.path()) ? 401 : 302);
        }
    }

    private int status(Door door, @Nullable Role role) throws Exception {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(
                        HttpMethod.valueOf(door.method()), door.path())
                .with(csrf());
        if (role != null) {
            request.with(People.signedIn(context, role));
        }
        return mvc.perform(request).andReturn().getResponse().getStatus();
    }
}
