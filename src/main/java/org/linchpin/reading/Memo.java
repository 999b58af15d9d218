package org.linchpin.reading;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a word was found to mean: a column of a register says the same few words over and over. Each word has one
 * place and gives way to the next that needs it; a column that says something new in every row is not remembered.
 */
final class Memo<T extends @Nullable Object> {

    private static final int BITS = 9;
    private static final int TRIAL = 1 << 12;

    private final Function<String, T> meaning;
    private @Nullable String[] words = new @Nullable String[0];
    private Object[] meanings = new Object[0];
    private int asked;
    private int found;

    Memo(Function<String, T> meaning) {
        this.meaning = meaning;
    }

    @SuppressWarnings("unchecked")
    T of(String word) {
        if (asked == TRIAL) {
            if (found < TRIAL / 4) {
                return meaning.apply(word);
            }
            asked = 0;
            found = 0;
        }
        if (words.length == 0) {
            words = new @Nullable String[1 << BITS];
            meanings = new Object[1 << BITS];
        }
        int place = word.hashCode() * 0x9E3779B9 >>> Integer.SIZE - BITS;
        asked++;
        if (word.equals(words[place])) {
            found++;
            return (T) meanings[place];
        }
        T fresh = meaning.apply(word);
        words[place] = word;
        meanings[place] = fresh;
        return fresh;
    }
}
