package org.linchpin.access;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.account.People;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address that the application answers, read off its handlers, and how to ask one as somebody. */
final class Addresses {

    private final ApplicationContext application;
    private final MockMvc mvc;

    Addresses(ApplicationContext application) {
        this.application = application;
        this.mvc = application.getBean(MockMvc.class);
    }

    /** A method and a path with its gaps, and the questions its handler names. */
    record Door(HttpMethod method, String path, List<String> questions) {

        String with(String value) {
            return path.replaceAll("\\{format[^}]*}", "csv").replaceAll("\\{[^}]*}", value);
        }

        boolean hasGaps() {
            return path.contains("{");
        }
    }

    List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        RequestMappingHandlerMapping handlers =
                application.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                handlers.getHandlerMethods().entrySet()) {
            if (entry.getValue().getBeanType().getPackageName().startsWith("org.linchpin")) {
                Set<RequestMethod> methods =
                        entry.getKey().getMethodsCondition().getMethods();
                for (String path : entry.getKey().getPatternValues()) {
                    for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                        doors.add(new Door(HttpMethod.valueOf(method.name()), path, questions(entry.getValue())));
                    }
                }
            }
        }
        doors.add(new Door(HttpMethod.GET, "/api/openapi.json", List.of()));
        doors.add(new Door(HttpMethod.GET, "/actuator/prometheus", List.of()));
        doors.add(new Door(HttpMethod.GET, "/actuator/health", List.of()));
        doors.add(new Door(HttpMethod.GET, "/actuator/sbom/application", List.of()));
        return doors;
    }

    /** The names of what a handler reads from the address: parameters, and the components of records. */
    private static List<String> questions(HandlerMethod handler) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(handler.getMethod().getParameters()).forEach(parameter -> {
            if (parameter.isAnnotationPresent(RequestParam.class)) {
                names.add(parameter.getName());
            } else if (parameter.getType().isRecord()
                    && parameter.getType() != Viewer.class
                    && parameter.getAnnotations().length == 0) {
                Arrays.stream(parameter.getType().getRecordComponents()).forEach(part -> names.add(part.getName()));
            }
        });
        return List.copyOf(names);
    }

    /** Every address that can be read, each gap filled with each value, plain and with every question. */
    Set<String> readable(List<String> values, List<String> questions) {
        Set<String> addresses = new LinkedHashSet<>();
        for (Door door : doors()) {
            if (door.method() == HttpMethod.GET) {
                List<String> filled =
                        door.hasGaps() ? values.stream().map(door::with).toList() : List.of(door.path());
                List<String> asked = door.hasGaps() ? questions.subList(0, 3) : questions;
                filled.forEach(path -> asked.forEach(question -> addresses.add(path + question)));
            }
        }
        return addresses;
    }

    MockHttpServletResponse ask(HttpMethod method, String address, String token) throws Exception {
        return ask(method, address, method == HttpMethod.GET ? null : isApi(address) ? "{}" : "", token);
    }

    MockHttpServletResponse post(String address, String body, String token) throws Exception {
        return ask(HttpMethod.POST, address, body, token);
    }

    /** Asks with a bearer token where an API is asked, and signed in where a page is; without a token as nobody. */
    MockHttpServletResponse ask(HttpMethod method, String address, @Nullable String body, String token)
            throws Exception {
        boolean api = isApi(address);
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(method, URI.create(address));
        if (!token.isEmpty() && api) {
            request.header("Authorization", "Bearer " + token);
        } else if (!token.isEmpty()) {
            request.with(csrf())
                    .with(authentication(People.viewerOf(application, token).authentication()));
        }
        if (body != null) {
            request.contentType(api ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_FORM_URLENCODED);
            request.content(body);
        }
        return mvc.perform(request).andReturn().getResponse();
    }

    private static boolean isApi(String address) {
        return address.startsWith("/api/") || address.startsWith("/actuator/");
    }

    static String text(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}
