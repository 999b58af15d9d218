package org.linchpin.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A million distinct wordings recognised on all cores. Beside it, in the same run and on a hundredth of them, what the
 * patterns of the reference data cost when they are tried one by one on the module's name alone.
 */
class RecognitionBench {

    private static final int WORDINGS = 1_000_000;
    private static final int SAMPLE = WORDINGS / 100;

    @Test
    void aMillionDistinctWordings() {
        Recognition recognition = new Recognition(ReferenceKnowledge.read());
        Wording[] wordings = wordings();
        assertThat(new HashSet<>(Arrays.asList(wordings))).hasSize(WORDINGS);
        recognise(recognition, Arrays.copyOf(wordings, WORDINGS / 10));

        long start = System.nanoTime();
        long certain = recognise(recognition, wordings);
        double seconds = (System.nanoTime() - start) / 1e9;

        List<Pattern> patterns = ReferenceKnowledge.lines("module_families.csv").stream()
                .map(family -> Pattern.compile(family.get("match_regex"), Pattern.CASE_INSENSITIVE))
                .toList();
        start = System.nanoTime();
        long matched = Arrays.stream(wordings)
                .limit(SAMPLE)
                .parallel()
                .filter(wording -> matches(patterns, wording.module()))
                .count();
        double reference = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%,d distinct wordings in %.2f s on %d cores (%.2f µs each on one), %,d with a certain maker.%n"
                        + "Reference: %d patterns one by one on the module alone, %,d wordings in %.2f s (%,d matched): "
                        + "%.1f times as long for each.%n",
                WORDINGS,
                seconds,
                Runtime.getRuntime().availableProcessors(),
                seconds * Runtime.getRuntime().availableProcessors() / WORDINGS * 1e6,
                certain,
                patterns.size(),
                SAMPLE,
                reference,
                matched,
                reference / SAMPLE / (seconds / WORDINGS));
    }

    private static long recognise(Recognition recognition, Wording[] wordings) {
        return Arrays.stream(wordings)
                .parallel()
                .filter(wording -> recognition.recognise(wording).vendor().isPresent())
                .count();
    }

    private static boolean matches(List<Pattern> patterns, String module) {
        String bare = module.trim();
        boolean any = false;
        for (Pattern pattern : patterns) {
            any |= pattern.matcher(bare).find();
        }
        return any;
    }

    /** Wordings of registers: equipment with and without its module, labels, numbers, slips, and things nobody knows. */
    private static Wording[] wordings() {
        List<TruthSet.Labelled> set = TruthSet.generate();
        List<Map<String, String>> equipment = ReferenceKnowledge.lines("device_models.csv");
        return IntStream.range(0, WORDINGS)
                .mapToObj(i -> {
                    SplittableRandom random = new SplittableRandom(TruthSet.SEED + i);
                    Wording said = set.get(random.nextInt(set.size())).said();
                    Map<String, String> box = equipment.get(random.nextInt(equipment.size()));
                    boolean known = random.nextInt(3) == 0;
                    String code = Integer.toString(i, 36).toUpperCase(Locale.ROOT);
                    return new Wording(
                            said.maker().isEmpty() ? known ? box.get("manufacturer") : "Maker " + i % 997 : said.maker(),
                            said.model().isEmpty() ? known ? box.get("model") : "Model " + code : said.model(),
                            said.orderCode().isEmpty() ? "Z-" + code : said.orderCode() + " " + code,
                            said.firmware(),
                            said.connectivity(),
                            said.moduleMaker(),
                            said.module(),
                            said.fccId(),
                            said.tac(),
                            said.usbId());
                })
                .toArray(Wording[]::new);
    }
}
