package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.Patience;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Made-up requests to every address as every role: gaps, parameters and bodies out of naughty words, half-right values and
 * noise, by a seed: {@code ./mvnw -Pfuzz test -Dtest=AddressesFuzz -Druns=100000 -Dseed=1}. No answer may be a 5xx, save
 * that of the page which says that an identity provider is away, and none may take two seconds of the processor.
 */
@LinchpinTest
class AddressesFuzz {

    private static final List<String> HALF_RIGHT = List.of(
            "2026-01-31",
            "2026-13-45",
            "0000-01-01",
            "+999999999-12-31",
            "2026-01-31T12:00:00Z",
            "-1",
            "0",
            "1",
            "10000000000",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "NaN",
            "quectel",
            "energy",
            "TLI",
            "CN",
            "smart_meter",
            "operator",
            "controller",
            "units",
            "declared",
            "true",
            "null",
            "csv",
            "json",
            "%",
            "%%",
            "_",
            "\\",
            "\u0000",
            "\uD800",
            "a,b,c",
            "[]",
            "{}");

    private static final List<String> USUAL = List.of(
            "operator",
            "sector",
            "region",
            "assetClass",
            "asAt",
            "knownAt",
            "by",
            "weight",
            "lookThrough",
            "q",
            "size",
            "after",
            "sort",
            "from",
            "until",
            "format",
            "maker",
            "vendor",
            "country",
            "year",
            "register",
            "wording",
            "rule",
            "key",
            "since");

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("seed", 1));
    private List<String> numbers = List.of();
    private Set<String> fields = Set.of();

    @Test
    void noRequestIsAnsweredWithAFaultOfOursOrHangs() throws Exception {
        Addresses addresses = new Addresses(application);
        List<Addresses.Door> doors = addresses.doors().stream()
                .filter(door -> !door.path().startsWith("/actuator"))
                .toList();
        fields = doors.stream()
                .flatMap(door -> door.questions().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        fields.addAll(List.of(
                "title", "sections", "scope", "slice", "target", "assumptions", "wordings", "name", "code", "items"));
        List<Person> people = people();
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        Set<String> faults = new LinkedHashSet<>();
        long runs = Long.getLong("runs", 20_000);
        for (long i = 0; i < runs && faults.size() < 40; i++) {
            if (i % 5_000 == 4_999) {
                people = people();
                System.out.println(i + 1 + " made-up requests: " + statuses);
            }
            Addresses.Door door = doors.get(random.nextInt(doors.size()));
            if (door.path().endsWith("/verify") && random.nextInt(100) > 0) {
                // It goes through the whole trail, which all these requests make long.
                continue;
            }
            String address = address(door);
            String token = random.nextInt(20) == 0
                    ? ""
                    : people.get(random.nextInt(people.size())).token();
            if (!token.isEmpty() && !People.isKnown(application, token)) {
                // A made-up request was right enough to end it.
                people = people();
                continue;
            }
            String body = door.method().name().equals("GET") ? null : body(address);
            try {
                URI.create(address);
            } catch (IllegalArgumentException notAnAddress) {
                continue;
            }
            Patience.within(() -> {
                int status;
                String fault = "";
                try {
                    status = addresses.ask(door.method(), address, body, token).getStatus();
                } catch (RuntimeException | ServletException thrown) {
                    status = 599;
                    fault = " " + thrown;
                }
                statuses.merge(status, 1, Integer::sum);
                if (status >= 500 && !(status == 503 && address.contains("away="))) {
                    faults.add(status + " " + door.method() + " " + address + " " + body + fault);
                }
            });
        }
        System.out.println("Answers of " + runs + " made-up requests: " + statuses);
        assertThat(faults).isEmpty();
    }

    private List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (Role role : Role.values()) {
            people.add(Person.of(application, role, role.actsForOperators() ? new String[] {"Fuzzed"} : new String[0]));
        }
        Person utility = people.stream()
                .filter(one -> !one.operators().isEmpty())
                .findFirst()
                .orElseThrow();
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"Fuzzed\", \"assetClass\": \"smart_meter\"}");
        String id = api.submit(register, "asset_ref,model\n1,R1\n2,R2\n".getBytes(StandardCharsets.UTF_8), "")
                .read("$.id");
        numbers = List.of(register, id, utility.operator(), "123456789012345");
        return people;
    }

    private String address(Addresses.Door door) {
        String value = random.nextBoolean() ? numbers.get(random.nextInt(numbers.size())) : encoded(word());
        StringBuilder address = new StringBuilder(door.with(Matcher.quoteReplacement(value)));
        List<String> names = new ArrayList<>(door.questions());
        names.addAll(USUAL);
        int many = random.nextInt(5);
        for (int i = 0; i < many; i++) {
            String name = i < 2 && !door.questions().isEmpty()
                    ? door.questions().get(random.nextInt(door.questions().size()))
                    : names.get(random.nextInt(names.size()));
            address.append(i == 0 ? '?' : '&').append(name).append('=').append(encoded(word()));
        }
        return address.toString();
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String word() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> Naughty.WORDS.get(random.nextInt(Naughty.WORDS.size()));
            case 2, 3 -> HALF_RIGHT.get(random.nextInt(HALF_RIGHT.size()));
            case 4 -> numbers.get(random.nextInt(numbers.size()));
            default ->
                random.ints(random.nextInt(30), 1, 0x2FFF)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        };
    }

    private String body(String address) {
        if (!address.startsWith("/api/")) {
            return fields.stream()
                    .filter(field -> random.nextInt(4) == 0)
                    .map(field -> field + "=" + encoded(word()))
                    .collect(Collectors.joining("&"));
        }
        return random.nextInt(10) == 0 ? word() : json(3);
    }

    private String json(int depth) {
        String quoted = JsonMapper.shared().writeValueAsString(word());
        return switch (random.nextInt(depth == 0 ? 4 : 8)) {
            case 0, 1 -> quoted;
            case 2 ->
                HALF_RIGHT.get(4 + random.nextInt(7)).replaceAll("[^0-9-]", "1").replaceAll("^0+", "0");
            case 3 -> random.nextBoolean() ? "null" : "true";
            case 4 -> "[" + json(depth - 1) + "," + json(depth - 1) + "]";
            default ->
                fields.stream()
                        .filter(field -> random.nextInt(fields.size()) < 6)
                        .map(field -> "\"" + field + "\": " + json(depth - 1))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
