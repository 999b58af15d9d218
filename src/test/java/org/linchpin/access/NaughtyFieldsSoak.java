package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.servlet.ServletException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.linchpin.LinchpinTest;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every word of two public lists into every field of text of every form and call that changes something, all else being
 * right ({@link RightCall}); and afterwards every page and every export, as every role: {@code ./mvnw -Psoak test
 * -Dtest=NaughtyFieldsSoak}, with {@code -Deach=40} every fortieth word and with {@code -Donly=briefings} only calls whose
 * address holds that. What each field made of them is written to target/naughty-fields.txt.
 */
@LinchpinTest
@TestPropertySource(properties = "linchpin.four-eyes.demand=where-possible")
class NaughtyFieldsSoak {

    private static final int EACH = Integer.getInteger("each", 1);
    private static final String ONLY = System.getProperty("only", "");
    private static final Path REPORT = Path.of("target", "naughty-fields.txt");
    private static final long HANGS = 2_000_000_000L;

    /** A word that nothing but a field of free text takes. */
    private static final String PROBE = "'\"><b>=1+1 \u00E9;";

    /** What is said where no check before the database's own found fault. */
    private static final String UNFIT = "A value cannot be stored as it is";

    private static final int LOOKED_AT = 8;

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc mvc;

    @LocalServerPort
    int port;

    private RightThings things;
    private final List<String> broken = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<Made> made = new LinkedHashSet<>();
    private final List<String> written = new ArrayList<>();
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> unreached = new TreeSet<>();
    private int asked;
    private long slowest;

    /** What came of a request: whether all in it was taken, and at which fields it was refused. */
    private record Outcome(int status, boolean taken, Set<String> fields, String place) {}

    /** Where something is that somebody made. */
    private record Made(Person by, String place) {}

    /** The places of a call: those that take any word, and those that look at it. */
    private record Places(List<Integer> free, List<Integer> checked) {}

    @Test
    void noWordInAnyFieldIsAFaultOfOursOrRunsAnywhere() throws Exception {
        things = new RightThings(application, port);
        List<RightCall> calls = RightCall.all();
        assertThat(calls.stream().map(call -> call.method() + " " + call.pattern()))
                .as("whatever changes something is written in calls.txt")
                .containsAll(changing());
        List<String> wrong = new ArrayList<>();
        int number = 0;
        for (RightCall call : calls) {
            if (call.name().contains(ONLY)) {
                through(number, call, wrong);
            }
            number++;
        }
        System.out.println("Words into fields: " + asked + " requests, answers " + statuses + ", the slowest "
                + slowest / 1_000_000 + " ms of the processor");
        assertThat(broken).isEmpty();
        assertThat(unreached).as("calls that no word ever came into").isEmpty();
        assertThat(wrong).as("right calls are answered as such").isEmpty();
        look();
        assertThat(broken).isEmpty();
    }

    private void through(int number, RightCall call, List<String> wrong) throws Exception {
        Outcome right = ask(call, (place, value) -> value);
        if (call.right() != right.taken()) {
            wrong.add(call.name() + " " + right);
        }
        List<String> names = call.places(name -> name.equals("bods") ? things.thing(name) : "x");
        Places places = places(call, names, right);
        int taken = 0;
        int singly = 0;
        int looked = 0;
        int step = EACH * call.each();
        // Where not every word is taken, each call takes others.
        for (int i = number % step; i < Naughty.WORDS.size(); i += step) {
            String word = Naughty.WORDS.get(i);
            if (word.indexOf('\0') >= 0) {
                continue;
            }
            if (!places.free().isEmpty()) {
                Outcome all = ask(call, (place, value) -> places.free().contains(place) ? word : value);
                if (all.taken()) {
                    taken++;
                    if (i / step % LOOKED_AT == 0 && !all.place().isEmpty()) {
                        made.add(new Made(things.who(call.who()), all.place()));
                    }
                } else {
                    for (int one : places.free()) {
                        singly += ask(call, (place, value) -> place == one ? word : value)
                                        .taken()
                                ? 1
                                : 0;
                    }
                }
            }
            if (!places.checked().isEmpty()) {
                int one = places.checked().get(i / step % places.checked().size());
                ask(call, (place, value) -> place == one ? word : value);
                looked++;
            }
        }
        written.add("%s (%s): answers until here %s, taken whole %d times, singly %d, looked at %d"
                .formatted(call.name(), call.who(), statuses, taken, singly, looked));
        Files.write(REPORT, written);
        if (!names.isEmpty() && taken + singly == 0 && !reached.contains(call.name())) {
            unreached.add(call.name());
        }
    }

    /** Finds out which places take a word that only free text can hold; the others must say that it is theirs which is wrong. */
    private Places places(RightCall call, List<String> names, Outcome right) throws Exception {
        Places places = new Places(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < names.size(); i++) {
            int one = i;
            Outcome outcome = ask(call, (place, value) -> place == one ? PROBE : value);
            (outcome.taken() ? places.free() : places.checked()).add(i);
            boolean named = outcome.fields().stream().anyMatch(field -> field.endsWith(names.get(one)));
            if (!outcome.taken() && (named || !outcome.equals(right))) {
                reached.add(call.name());
            }
            written.add("  %s %s: %s"
                    .formatted(
                            call.name(),
                            names.get(i),
                            outcome.taken()
                                    ? "any word"
                                    : named ? "looked at" : outcome.status() + " at " + outcome.fields()));
        }
        return places;
    }

    private Set<String> changing() {
        Set<String> changing = new TreeSet<>();
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
                                    changing.add(method + " " + path);
                                }
                            }
                        }
                    }
                });
        return changing;
    }

    private Outcome ask(RightCall call, RightCall.Filling filling) throws Exception {
        things.begin();
        // Else all but a hundred words into a password would be refused unseen.
        attempts().invalidateAll();
        AbstractMockHttpServletRequestBuilder<?> request;
        String[] said = {""};
        try {
            request = call.request(things::thing, (place, value) -> {
                String word = filling.at(place, value);
                said[0] = word.equals(value) ? said[0] : word;
                return word;
            });
        } catch (IllegalArgumentException noAddress) {
            return new Outcome(0, false, Set.of(), "");
        }
        Person person = things.who(call.who());
        if (call.who().equals("basic")) {
            request.with(httpBasic(person.username(), person.password()));
        } else if (call.api()) {
            request.header("Authorization", "Bearer " + person.token());
        } else {
            request.with(
                    authentication(People.viewerOf(application, person.token()).authentication()));
        }
        asked++;
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        MockHttpServletResponse answer;
        try {
            answer = mvc.perform(request).andReturn().getResponse();
        } catch (RuntimeException | ServletException thrown) {
            statuses.merge(599, 1, Integer::sum);
            broken.add("599 " + call.name() + " " + said[0] + " " + thrown);
            return new Outcome(599, false, Set.of(), "");
        }
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        slowest = Math.max(slowest, took);
        int status = answer.getStatus();
        statuses.merge(status, 1, Integer::sum);
        if (status >= 500 && status != 503 || status == 401 || took > HANGS) {
            broken.add(status + " " + call.name() + " " + said[0] + " " + took / 1_000_000 + " ms");
        }
        if (answer.getContentAsString(StandardCharsets.UTF_8).contains(UNFIT)) {
            broken.add("only the database refused " + call.name() + " " + said[0]);
        }
        Outcome outcome = outcome(call, answer);
        if (outcome.taken() || status == 409) {
            things.usedUp();
        }
        return outcome;
    }

    private Cache<?, ?> attempts() {
        return (Cache<?, ?>)
                Objects.requireNonNull(ReflectionTestUtils.getField(application.getBean("attempts"), "buckets"));
    }

    private static Outcome outcome(RightCall call, MockHttpServletResponse answer) throws Exception {
        int status = answer.getStatus();
        String place = String.valueOf(answer.getHeader("Location"));
        Set<String> fields = new TreeSet<>();
        if (call.api() && status >= 400) {
            JsonNode problem = JsonMapper.shared().readTree(answer.getContentAsByteArray());
            problem.path("problems")
                    .forEach(one -> fields.add(one.path("column").asString("")));
        } else if (String.valueOf(answer.getContentType()).startsWith("text/html")) {
            Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8))
                    .select(".govuk-error-summary a[href^=#]")
                    .forEach(link -> fields.add(link.attr("href").substring(1)));
        }
        return new Outcome(
                status, status < 400 && fields.isEmpty(), fields, status < 400 && !place.equals("null") ? place : "");
    }

    /** Every page and every export as everybody, and what was made with every eighth word in every format. */
    private void look() throws Exception {
        Addresses addresses = new Addresses(application);
        Set<String> readable = addresses.readable(things.numbers(), List.of("", "?size=100", "?q=a"));
        Set<Made> all = new LinkedHashSet<>();
        for (Person person : things.everybody()) {
            readable.forEach(address -> all.add(new Made(person, address)));
        }
        for (Made one : made) {
            all.add(one);
            if (one.place().contains("/briefings/")) {
                for (String format : List.of("html", "pdf", "odt", "docx", "ods", "xlsx", "csv", "json")) {
                    all.add(new Made(one.by(), "/api/v1" + one.place().replace("/api/v1", "") + "." + format));
                }
            }
        }
        int pages = 0;
        for (Made one : all) {
            MockHttpServletResponse answer =
                    addresses.ask(HttpMethod.GET, one.place(), one.by().token());
            if (answer.getStatus() >= 500) {
                broken.add(answer.getStatus() + " " + one.place());
            } else if (answer.getStatus() == 200) {
                pages++;
                Naughty.found(String.valueOf(answer.getContentType()), answer.getContentAsByteArray())
                        .forEach(what -> broken.add(one.place() + " " + what));
            }
        }
        System.out.println("Pages and exports looked at afterwards: " + pages);
    }
}
