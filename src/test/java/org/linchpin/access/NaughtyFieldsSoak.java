package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every word of two public lists into every field of text of every form and call that changes something, all else being
 * right; and afterwards every page and every export, as every role: {@code ./mvnw -Psoak test -Dtest=NaughtyFieldsSoak}.
 */
@LinchpinTest
class NaughtyFieldsSoak {

    private static final int EACH = Integer.getInteger("each", 1);

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc mvc;

    @LocalServerPort
    int port;

    private final Map<Role, Person> people = new EnumMap<>(Role.class);
    private final Map<String, String> numbers = new LinkedHashMap<>();

    /** A call that changes something: how, where, by whom, and which of its fields hold text. */
    private record Call(HttpMethod method, String path, HandlerMethod handler) {}

    @Test
    void noWordInAnyFieldIsAFaultOfOursOrRunsAnywhere() throws Exception {
        for (Role role : Role.values()) {
            people.put(
                    role,
                    Person.of(application, role, role.actsForOperators() ? new String[] {"Naughty"} : new String[0]));
        }
        Person utility = people.get(Role.UTILITY);
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"Naughty\", \"assetClass\": \"smart_meter\"}");
        numbers.put("registers", register);
        numbers.put(
                "submissions",
                api.submit(register, "asset_ref,model\n1,R1\n".getBytes(StandardCharsets.UTF_8), "")
                        .read("$.id"));
        numbers.put("operators", utility.operator());
        List<String> broken = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        Set<String> unknown = new TreeSet<>();
        int asked = 0;
        for (Call call : calls()) {
            Role role = Arrays.stream(Role.values())
                    .filter(one -> one.may(
                            call.handler().getMethodAnnotation(May.class).value()))
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < Naughty.WORDS.size(); i += EACH) {
                String word = Naughty.WORDS.get(i);
                if (word.indexOf('\0') >= 0) {
                    continue;
                }
                int status = ask(call, word, people.get(role));
                asked++;
                statuses.merge(status, 1, Integer::sum);
                if (status == 401) {
                    unknown.add(call.method() + " " + call.path());
                }
                if (status >= 500 && status != 503) {
                    broken.add(status + " " + call.method() + " " + call.path() + " " + word);
                }
            }
        }
        System.out.println("Words into fields: " + asked + " requests, answers " + statuses);
        assertThat(broken).isEmpty();
        assertThat(unknown)
                .as("only where a token does not count as who somebody is: it makes no other")
                .containsOnly("POST /api/v1/tokens");
        Addresses addresses = new Addresses(application);
        Set<String> readable = addresses.readable(List.copyOf(numbers.values()), List.of("", "?size=100", "?q=a"));
        int pages = 0;
        for (Person person : people.values()) {
            for (String address : readable) {
                MockHttpServletResponse answer = addresses.ask(HttpMethod.GET, address, person.token());
                if (answer.getStatus() >= 500) {
                    broken.add(answer.getStatus() + " " + address);
                } else if (answer.getStatus() == 200) {
                    pages++;
                    Naughty.found(String.valueOf(answer.getContentType()), answer.getContentAsByteArray())
                            .forEach(what -> broken.add(address + " " + what));
                }
            }
        }
        System.out.println("Pages and exports looked at afterwards: " + pages);
        assertThat(broken).isEmpty();
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (handler.getBeanType().getPackageName().startsWith("org.linchpin")
                            && handler.hasMethodAnnotation(May.class)) {
                        for (String path : mapping.getPatternValues()) {
                            for (RequestMethod method :
                                    mapping.getMethodsCondition().getMethods()) {
                                // Whose password is changed, or whose session or token ends, could send nothing more.
                                boolean ends = path.matches("/account/(password|sign-out.*)")
                                        || method == RequestMethod.DELETE && path.equals("/api/v1/tokens");
                                if (method != RequestMethod.GET && !ends) {
                                    calls.add(new Call(HttpMethod.valueOf(method.name()), path, handler));
                                }
                            }
                        }
                    }
                });
        return calls;
    }

    private int ask(Call call, String word, Person person) {
        boolean api = call.path().startsWith("/api/");
        String path = call.path();
        for (Map.Entry<String, String> number : numbers.entrySet()) {
            path = path.replaceAll(
                    "/" + number.getKey() + "/\\{[^}]*}", "/" + number.getKey() + "/" + number.getValue());
        }
        path = path.replaceAll("\\{[^}]*}", "1");
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(call.method(), URI.create(path));
        if (api) {
            request.header("Authorization", "Bearer " + person.token());
        } else {
            request.with(csrf())
                    .with(authentication(
                            People.viewerOf(application, person.token()).authentication()));
        }
        for (Parameter parameter : call.handler().getMethod().getParameters()) {
            if (parameter.isAnnotationPresent(RequestBody.class)) {
                Object body = value(parameter.getParameterizedType(), word, 3);
                boolean text = body instanceof String;
                request.contentType(text ? MediaType.TEXT_PLAIN : MediaType.APPLICATION_JSON)
                        .content(text ? word : JsonMapper.shared().writeValueAsString(body));
            } else if (parameter.isAnnotationPresent(RequestParam.class)) {
                add(request, parameter.getName(), value(parameter.getParameterizedType(), word, 1));
            } else if (parameter.getType().isRecord()
                    && parameter.getType() != Viewer.class
                    && parameter.getAnnotations().length == 0) {
                for (RecordComponent part : parameter.getType().getRecordComponents()) {
                    add(request, part.getName(), value(part.getGenericType(), word, 1));
                }
            }
        }
        try {
            return mvc.perform(request).andReturn().getResponse().getStatus();
        } catch (Exception thrown) {
            return 599;
        }
    }

    private static void add(MockHttpServletRequestBuilder request, String name, @Nullable Object value) {
        if (value instanceof Collection<?> several) {
            several.forEach(one -> request.param(name, String.valueOf(one)));
        } else if (value != null && !(value instanceof Map)) {
            request.param(name, String.valueOf(value));
        }
    }

    /** The word where there may be text; else something right, or nothing. */
    private static @Nullable Object value(Type type, String word, int depth) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            if (Collection.class.isAssignableFrom(raw)) {
                Object one = value(generic.getActualTypeArguments()[0], word, depth - 1);
                return one == null ? null : new ArrayList<>(List.of(one));
            }
            return Map.class.isAssignableFrom(raw) ? new LinkedHashMap<>(Map.of(word, word)) : null;
        }
        Class<?> one = (Class<?>) type;
        if (one == String.class || one == Object.class) {
            return word;
        }
        if (one.isEnum()) {
            return one.getEnumConstants()[0].toString();
        }
        if (one.isRecord() && depth > 0) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (RecordComponent part : one.getRecordComponents()) {
                Object inside = value(part.getGenericType(), word, depth - 1);
                if (inside != null) {
                    fields.put(part.getName(), inside);
                }
            }
            return fields;
        }
        if (one == boolean.class || one == Boolean.class) {
            return true;
        }
        return one.isPrimitive() || Number.class.isAssignableFrom(one) ? Integer.valueOf(1) : null;
    }
}
