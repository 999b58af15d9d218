package org.linchpin.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small numbers for the words that cells share: sectors, regions, kinds of equipment, years, operators. 0 is none. */
final class Codes {

    private final Map<String, Integer> codes = new HashMap<>(Map.of("", 0));
    private final List<String> words = new ArrayList<>(List.of(""));

    synchronized int of(@Nullable String word) {
        return codes.computeIfAbsent(word == null ? "" : word, fresh -> {
            words.add(fresh);
            return words.size() - 1;
        });
    }

    synchronized String word(int code) {
        return words.get(code);
    }

    synchronized int size() {
        return words.size();
    }

    /** Which codes are among some words; null where every word will do. */
    boolean @Nullable [] among(Iterable<String> chosen) {
        if (!chosen.iterator().hasNext()) {
            return null;
        }
        int highest = 0;
        for (String word : chosen) {
            highest = Math.max(highest, of(word));
        }
        boolean[] among = new boolean[Math.max(size(), highest + 1)];
        chosen.forEach(word -> among[of(word)] = true);
        return among;
    }
}
