package org.linchpin.replacement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.Slice;
import org.linchpin.replacement.Question.Given;
import org.linchpin.replacement.Question.Option;

/** A case worked by hand, as {@code src/test/resources/replacement} writes it: what is given, and what must come out. */
final class Worked {

    final Map<String, Parameter> parameters = new HashMap<>();
    final Map<String, Book.Role> roles = new HashMap<>();
    final Map<String, Parameter> own = new HashMap<>();
    final Map<String, SwapClass> swaps = new HashMap<>();
    final Map<String, Integer> sunsets = new HashMap<>();
    final Map<Integer, Double> deflators = new HashMap<>();
    final List<Holding> held = new ArrayList<>();
    final List<String[]> expected = new ArrayList<>();
    Slice slice = Slice.all();
    Option option = Option.NOW;
    int start;
    int finish;
    double mitigation;

    static final Discount GREEN_BOOK = new Discount(
            "Green Book",
            List.of(new Discount.Band(0, 30, 3.5), new Discount.Band(31, 75, 3.0), new Discount.Band(76, 125, 2.5)));

    static List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "replacement"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Worked read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Worked of(String text) {
        Worked worked = new Worked();
        worked.parameter(Book.SOCKETED, 30, "per unit");
        text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> worked.line(line.strip().split(" +")));
        return worked;
    }

    private void line(String[] words) {
        switch (words[0]) {
            case "ask" -> {
                option = Option.of(words[1]).orElseThrow();
                start = Integer.parseInt(words[2]);
                finish = Integer.parseInt(words[3]);
                if (words.length > 4) {
                    slice = slice.ofOperator(words[5]);
                }
            }
            case "common" -> common(words);
            case "socketed" -> parameter(Book.SOCKETED, Double.parseDouble(words[1]), "per unit");
            case "mitigation" -> mitigation = Double.parseDouble(words[1]);
            case "sunset" -> sunsets.put(words[1], Integer.valueOf(words[2]));
            case "deflator" -> deflators.put(Integer.valueOf(words[1]), Double.valueOf(words[2]));
            case "kind" -> kind(words);
            case "own" ->
                own.put(
                        Book.ownKey(words[1], words[2], words[3]),
                        point(
                                "own:" + words[1] + ":" + words[3],
                                Double.parseDouble(words[4]),
                                words[3].equals("life") ? "years" : "per unit",
                                words.length > 5 ? Integer.parseInt(words[5]) : 2025,
                                Parameter.OWN));
            case "swap" -> swaps.put(Book.ownKey(words[1], words[2], ""), SwapClass.valueOf(words[3]));
            case "hold" -> held.add(holding(words));
            default -> expected.add(words);
        }
    }

    private void common(String[] words) {
        Map<String, Double> said = pairs(words, 1);
        parameter(Book.FAILED_VISITS, said.get("failed"), "percent of visits");
        parameter(Book.DISPOSAL, said.get("disposal"), "per unit");
        parameter(Book.CERTIFICATION, said.get("certification"), "per host design");
        parameter(Book.FIRMWARE, said.get("firmware"), "per host design");
        parameter(Book.OVERHEAD, said.get("overhead"), "percent of direct cost");
        double low = Double.parseDouble(words[words.length - 2]);
        double high = Double.parseDouble(words[words.length - 1]);
        String key = Question.Optimism.UNMITIGATED.key();
        parameters.put(
                key,
                new Parameter(
                        key,
                        key,
                        low,
                        (low + high) / 2,
                        high,
                        "percent",
                        null,
                        "evidence",
                        List.of(),
                        "",
                        Parameter.REFERENCE,
                        null));
    }

    private static Map<String, Double> pairs(String[] words, int from) {
        Map<String, Double> pairs = new HashMap<>();
        for (int i = from; i + 1 < words.length; i += 2) {
            if (words[i + 1].matches("[0-9.]+") && !words[i].matches("[0-9.]+")) {
                pairs.put(words[i], Double.valueOf(words[i + 1]));
            }
        }
        return pairs;
    }

    private void parameter(String key, double value, String unit) {
        parameters.put(key, point(key, value, unit, 2025, "assumption"));
    }

    private static Parameter point(String key, double value, String unit, int year, String grade) {
        return new Parameter(
                key, key, value, value, value, unit, year, grade, List.of(), "", Parameter.REFERENCE, null);
    }

    private void kind(String[] words) {
        Map<String, Double> said = pairs(words, 3);
        String name = words[1];
        parameter(name + "-unit", said.get("unit"), "per unit");
        parameter(name + "-life", said.get("life"), "years");
        if (said.containsKey("visit")) {
            parameter(name + "-visit", said.get("visit"), "per visit");
        }
        roles.put(
                name,
                new Book.Role(
                        name,
                        name,
                        SwapClass.valueOf(words[2]),
                        name + "-unit",
                        said.containsKey("visit") ? name + "-visit" : null,
                        name + "-life",
                        "own parameters"));
    }

    private static Holding holding(String[] words) {
        Map<String, String> said = new HashMap<>();
        boolean sensitive = false;
        for (int i = 2; i < words.length; i++) {
            if (words[i].equals("sensitive")) {
                sensitive = true;
            } else {
                said.put(words[i], words[++i]);
            }
        }
        double sure = Double.parseDouble(said.get("sure"));
        double possible = Double.parseDouble(said.get("possible"));
        return new Holding(
                said.getOrDefault("operator", "op"),
                words[1],
                said.getOrDefault("sector", "energy"),
                said.getOrDefault("region", "TLI"),
                said.getOrDefault("maker", ""),
                said.getOrDefault("model", ""),
                said.containsKey("forms") ? List.of(said.get("forms")) : List.of(),
                said.containsKey("generations") ? List.of(said.get("generations")) : List.of(),
                said.containsKey("year") ? Integer.valueOf(said.get("year")) : null,
                said.containsKey("planned") ? Integer.valueOf(said.get("planned")) : null,
                sensitive,
                sure,
                possible,
                said.containsKey("expected") ? Double.parseDouble(said.get("expected")) : sure,
                1,
                0,
                0);
    }

    Book book() {
        return new Book(
                2025,
                CostBook.in(2025, parameters, deflators),
                roles,
                CostBook.in(2025, own, deflators),
                swaps,
                GREEN_BOOK,
                sunsets);
    }

    Question question() {
        return new Question(
                slice,
                new Holdings.Target(Holdings.Kind.CONTROLLER, "quectel"),
                option,
                start,
                finish,
                Map.<String, Given>of(),
                new Question.Optimism(
                        Question.Optimism.UNMITIGATED.category(), mitigation, mitigation > 0 ? "fixed price" : ""),
                null,
                null,
                1_000,
                7);
    }

    List<Lot> lots() {
        return Lot.of(book(), slice, held, false);
    }

    Estimate estimate() {
        return Estimator.price(question(), Pricing.of(question(), book(), held), (by, key) -> key);
    }
}
