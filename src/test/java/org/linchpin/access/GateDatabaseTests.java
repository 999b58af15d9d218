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
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
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

    /** Whose accounts a role may have: of everybody, of one operator, of none. */
    private List<Viewer> viewers(Role role) {
        List<Viewer> viewers = new ArrayList<>();
        viewers.add(People.viewer(context, People.newAccount(context, role, Set.of())));
        viewers.add(People.viewer(context, Person.of(context, role, "Matrix").username()));
        return viewers;
    }

    @ParameterizedTest
    @EnumSource
    void aRoleOpensEveryDoorOfItsOwnAndNoOtherWhateverItsScope(Role role) throws Exception {
        for (Viewer viewer : viewers(role)) {
            for (Door door : doors()) {
                Action action = Objects.requireNonNull(door.may()).value();
                boolean home = door.path().equals("/");
                int status = status(door, viewer);
                String which = door.method() + " " + door.path() + " as " + role + " of " + viewer.scope();
                if (role.may(action)) {
                    assertThat(status).as(which).isNotIn(401, 403).isLessThan(500);
                } else {
                    assertThat(status).as(which).isEqualTo(home ? 302 : 403);
                }
            }
        }
    }

    /** Calls of the API that send something and change nothing; a new one is added here knowingly, or declares a change. */
    private static final Set<String> COMPUTING = Set.of(
            "POST /api/v1/replacement/estimates",
            "POST /api/v1/replacement/estimates/pack",
            "POST /api/v1/replacement/plans",
            "POST /api/v1/replacement/plans/file",
            "POST /api/v1/replacement/plans/compare",
            "POST /api/v1/replacement/kept/compare",
            "POST /api/v1/catalogue/recognise",
            "POST /api/v1/tokens",
            "DELETE /api/v1/tokens",
            "DELETE /api/v1/tokens/1");

    @Test
    void aTokenThatOnlyReadsChangesNothingAtAnyDoor() throws Exception {
        for (Role role : Role.values()) {
            String token = People.readingToken(context, viewers(role).get(1).username());
            for (Door door : doors()) {
                boolean sends = !Set.of("GET", "HEAD").contains(door.method());
                if (Problems.isApi(door.path()) && sends && !COMPUTING.contains(door.method() + " " + door.path())) {
                    assertThat(mvc.perform(MockMvcRequestBuilders.request(
                                                    HttpMethod.valueOf(door.method()), door.path())
                                            .header("Authorization", "Bearer " + token))
                                    .andReturn()
                                    .getResponse()
                                    .getStatus())
                            .as("%s %s as %s", door.method(), door.path(), role)
                            .isEqualTo(403);
                }
            }
        }
    }

    private int status(Door door, @Nullable Viewer viewer) throws Exception {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(
                        HttpMethod.valueOf(door.method()), door.path())
                .with(csrf());
        if (viewer != null) {
            request.with(SecurityMockMvcRequestPostProcessors.authentication(viewer.authentication()));
        }
        return mvc.perform(request).andReturn().getResponse().getStatus();
    }
}
