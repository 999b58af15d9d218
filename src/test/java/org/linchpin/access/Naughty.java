package org.linchpin.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Words that break naive programs, from two public lists that lie in src/test/resources/hostile with their licences. */
final class Naughty {

    static final List<String> WORDS = words();

    private Naughty() {}

    private static List<String> words() {
        List<String> words =
                new ArrayList<>(JsonMapper.shared().readValue(file("blns.json"), new TypeReference<List<String>>() {}));
        file("csv-payload.txt").lines().forEach(words::add);
        return List.copyOf(words);
    }

    private static String file(String name) {
        try (InputStream in = Objects.requireNonNull(Naughty.class.getResourceAsStream("/hostile/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
