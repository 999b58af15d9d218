package org.linchpin.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Which wordings may mean a module of some holder's, and what is known of each. As many as there are words, not assets. */
final class Reach {

    private static final int NOT = -1;

    /**
     * Equipment that words mean alike.
     *
     * @param maker of the equipment in lower case; empty where it is not said
     * @param model likewise
     * @param forms the form factors of the candidates
     * @param generations their radio generations
     */
    record Thing(String maker, String model, List<String> forms, List<String> generations) {

        private static final Comparator<List<String>> LISTS =
                (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));

        /** As PostgreSQL orders without a language: by code points, of which some are two characters here. */
        private static final Comparator<String> WORDS = (one, other) ->
                Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

        static final Comparator<Thing> ORDER = Comparator.comparing(Thing::maker, WORDS)
                .thenComparing(Thing::model, WORDS)
                .thenComparing(Thing::forms, LISTS)
                .thenComparing(Thing::generations, LISTS);
    }

    /**
     * A wording that is reached.
     *
     * @param surely whether every candidate is the holder's
     * @param share of the others the part that the candidates' weights give
     */
    record Word(int wording, Thing thing, boolean surely, double share) {}

    private final List<Thing> things;
    private final int[] thingOf;
    private final boolean[] surely;
    private final double[] shares;

    Reach(List<Word> words) {
        TreeMap<Thing, Integer> numbers = new TreeMap<>(Thing.ORDER);
        words.forEach(word -> numbers.put(word.thing(), 0));
        things = new ArrayList<>(numbers.keySet());
        for (int i = 0; i < things.size(); i++) {
            numbers.put(things.get(i), i);
        }
        int length = 1 + words.stream().mapToInt(Word::wording).max().orElse(NOT);
        thingOf = new int[length];
        Arrays.fill(thingOf, NOT);
        surely = new boolean[length];
        shares = new double[length];
        for (Word word : words) {
            thingOf[word.wording()] = numbers.getOrDefault(word.thing(), NOT);
            surely[word.wording()] = word.surely();
            shares[word.wording()] = word.surely() ? 1 : word.share();
        }
    }

    boolean holds(int wording) {
        return wording < thingOf.length && thingOf[wording] != NOT;
    }

    /** The number of what a wording means, in the order of {@link Thing#ORDER}. */
    int thing(int wording) {
        return thingOf[wording];
    }

    Thing get(int thing) {
        return things.get(thing);
    }

    int size() {
        return things.size();
    }

    boolean surely(int wording) {
        return surely[wording];
    }

    /** The part of its units that is expected to be the holder's: all where that is sure. */
    double share(int wording) {
        return shares[wording];
    }
}
