package org.linchpin.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Remembers what a word was found to mean: a column of a register says the same few words over and over. */
final class Memo<T> {

    private static final int MOST = 1 << 14;

    private final Function<String, T> meaning;
    private final Map<String, T> known = new HashMap<>();

    Memo(Function<String, T> meaning) {
        this.meaning = meaning;
    }

    T of(String word) {
        T there = known.get(word);
        if (there != null) {
            return there;
        }
        T found = meaning.apply(word);
        if (known.size() < MOST) {
            known.put(word, found);
        }
        return found;
    }
}
