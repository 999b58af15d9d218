package org.linchpin.access;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call that changes something, as a line of src/test/resources/hostile/calls.txt has it: all of it right, with places where any word may
 * stand.
 *
 * @param who whose call it is: a role, {@code colleague}, or {@code basic} for a name and a password
 * @param right whether it can be right at all where no authenticator, code or first start is at hand
 * @param each every how many words it is worth
 * @param pattern the address as its handler has it
 */
record RightCall(String who, boolean right, int each, HttpMethod method, String pattern, String address, String body) {

    private static final Pattern HEAD = Pattern.compile("(refused )?(\\S+) (?:/([0-9]+) )?([A-Z]+) (\\S+)");
    private static final Pattern PLACE = Pattern.compile("«([^»]*)»");
    private static final Pattern NAME = Pattern.compile("([\\w-]+)[^\\w-]*$");
    private static final Pattern THING = Pattern.compile("\\{([a-zA-Z]+)}");

    static List<RightCall> all() {
        try (InputStream in = Objects.requireNonNull(RightCall.class.getResourceAsStream("/hostile/calls.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RightCall::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RightCall of(String line) {
        String[] parts = line.split(" ?:: ?", 3);
        Matcher head = HEAD.matcher(parts[0].strip());
        if (!head.matches()) {
            throw new IllegalArgumentException(line);
        }
        String address = parts.length < 2 || parts[1].isEmpty() ? head.group(5) : parts[1];
        return new RightCall(
                head.group(2),
                head.group(1) == null,
                head.group(3) == null ? 1 : Integer.parseInt(head.group(3)),
                HttpMethod.valueOf(head.group(4)),
                head.group(5),
                address,
                parts.length < 3 ? "" : parts[2]);
    }

    String name() {
        return method + " " + address.replaceAll("\\?.*", "");
    }

    boolean api() {
        return address.startsWith("/api/");
    }

    /** What each place is called: the last name before it. */
    List<String> places(UnaryOperator<String> things) {
        List<String> names = new ArrayList<>();
        for (String text : List.of(address, with(with(body, things), things))) {
            PLACE.matcher(text).results().forEach(place -> {
                Matcher name = NAME.matcher(text.substring(0, place.start()).replaceAll("«[^»]*»", "_"));
                names.add(name.find() ? name.group(1) : "");
            });
        }
        return names;
    }

    private static String with(String text, UnaryOperator<String> things) {
        return THING.matcher(text).replaceAll(found -> Matcher.quoteReplacement(things.apply(found.group(1))));
    }

    /** What stands in a place, by its number and what would be right there. */
    interface Filling {
        String at(int place, String right);
    }

    /** The request, without whose it is. */
    AbstractMockHttpServletRequestBuilder<?> request(UnaryOperator<String> things, Filling filling) {
        int[] next = {0};
        String where = filled(with(with(address, things), things), RightCall::inAddress, filling, next);
        URI address = URI.create(where);
        String text = with(with(body, things), things);
        if (text.startsWith("file:")) {
            String[] parts = text.substring("file:".length()).split(">>csv:", 2);
            List<String[]> fields = fields(parts[0], filling, next);
            byte[] file = csv(parts[1], filling, next);
            return sent(
                    MockMvcRequestBuilders.multipart(address)
                            .file(new MockMultipartFile("file", "mine.csv", "text/csv", file)),
                    fields);
        }
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(method, address);
        if (text.startsWith("form:")) {
            return sent(request, fields(text.substring("form:".length()), filling, next));
        }
        if (text.startsWith("csv:")) {
            return request.contentType("text/csv").content(csv(text.substring("csv:".length()), filling, next));
        }
        return text.isEmpty()
                ? api() ? request : request.with(csrf())
                : request.contentType(MediaType.APPLICATION_JSON)
                        .content(filled(text, RightCall::inJson, filling, next));
    }

    private static AbstractMockHttpServletRequestBuilder<?> sent(
            AbstractMockHttpServletRequestBuilder<?> request, List<String[]> fields) {
        request.with(csrf());
        fields.forEach(field -> request.param(field[0], field[1]));
        return request;
    }

    private static List<String[]> fields(String text, Filling filling, int[] next) {
        List<String[]> fields = new ArrayList<>();
        for (String field : text.split("&")) {
            String[] both = field.split("=", 2);
            UnaryOperator<String> as =
                    both[1].startsWith("{") || both[1].startsWith("[") ? RightCall::inJson : UnaryOperator.identity();
            fields.add(new String[] {both[0], filled(both[1], as, filling, next)});
        }
        return fields;
    }

    private static byte[] csv(String text, Filling filling, int[] next) {
        return filled(text.replace("\\n", "\n"), word -> "\"" + word.replace("\"", "\"\"") + "\"", filling, next)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String filled(String text, UnaryOperator<String> as, Filling filling, int[] next) {
        return PLACE.matcher(text)
                .replaceAll((MatchResult place) ->
                        Matcher.quoteReplacement(as.apply(filling.at(next[0]++, place.group(1)))));
    }

    private static String inAddress(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String inJson(String word) {
        return JsonMapper.shared().writeValueAsString(word);
    }
}
