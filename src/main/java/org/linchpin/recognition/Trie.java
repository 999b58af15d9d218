package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names of capital letters and digits by their beginnings: every name that a text begins with is found in one walk. */
final class Trie<T> {

    private static final int WIDTH = 36;
    private static final int NONE = 0;
    private static final int ROOT = 1;

    /** For each node the 36 that may follow; node 0 stands for none. */
    private int[] children = new int[WIDTH * 64];

    private final List<List<T>> values = new ArrayList<>(List.of(List.of(), List.of()));

    /** A name found. */
    record Hit<T>(int end, List<T> values, Error error) {}

    /** How a text differs from the name it was taken for, the likeliest slip first. */
    enum Error {
        NONE,
        /** One letter looks like the right one. */
        LOOK_ALIKE,
        /** Two neighbours have changed places. */
        SWAPPED,
        /** One letter is wrong, missing or too many. */
        OTHER,
        /** The same of a digit, which is rather another model than a slip. */
        DIGIT
    }

    void put(String name, T value) {
        int node = ROOT;
        for (int i = 0; i < name.length(); i++) {
            int letter = index(name.charAt(i));
            if (letter < 0) {
                return;
            }
            int next = children[node * WIDTH + letter];
            if (next == NONE) {
                next = values.size();
                values.add(List.of());
                if (next * WIDTH + WIDTH > children.length) {
                    children = Arrays.copyOf(children, children.length * 2);
                }
                children[node * WIDTH + letter] = next;
            }
            node = next;
        }
        List<T> more = new ArrayList<>(values.get(node));
        more.add(value);
        values.set(node, List.copyOf(more));
    }

    /** The names that the text begins with at a position, shortest first. */
    List<Hit<T>> from(String text, int start) {
        List<Hit<T>> hits = new ArrayList<>(2);
        walk(text, start, ROOT, Error.NONE, hits);
        return hits;
    }

    /** The names that the text would begin with at a position if one typing error were mended. */
    List<Hit<T>> near(String text, int start) {
        List<Hit<T>> hits = new ArrayList<>();
        int node = ROOT;
        int at = start;
        for (; at < text.length() && node != NONE; at++) {
            char said = text.charAt(at);
            for (int letter = 0; letter < WIDTH; letter++) {
                int next = children[node * WIDTH + letter];
                if (next != NONE) {
                    char meant = letter(letter);
                    if (meant != said) {
                        walk(
                                text,
                                at + 1,
                                next,
                                Words.lookAlike(said, meant) ? Error.LOOK_ALIKE : kind(said, meant),
                                hits);
                        walk(text, at, next, kind(meant, meant), hits);
                    }
                }
            }
            if (at + 1 < text.length()) {
                char after = text.charAt(at + 1);
                if (after == said || at > start) {
                    walk(text, at + 1, node, kind(said, said), hits);
                }
                int swapped = child(child(node, after), said);
                if (after != said && swapped != NONE) {
                    walk(text, at + 2, swapped, digit(said) && digit(after) ? Error.DIGIT : Error.SWAPPED, hits);
                }
            }
            node = child(node, said);
        }
        for (int letter = 0; node != NONE && letter < WIDTH; letter++) {
            int next = children[node * WIDTH + letter];
            if (next != NONE) {
                walk(text, at, next, kind(letter(letter), letter(letter)), hits);
            }
        }
        return hits;
    }

    private void walk(String text, int start, int from, Error error, List<Hit<T>> hits) {
        int node = from;
        int at = start;
        while (true) {
            List<T> here = values.get(node);
            if (!here.isEmpty()) {
                hits.add(new Hit<>(at, here, error));
            }
            if (at >= text.length()) {
                return;
            }
            node = child(node, text.charAt(at));
            if (node == NONE) {
                return;
            }
            at++;
        }
    }

    private static Error kind(char said, char meant) {
        return digit(said) && digit(meant) ? Error.DIGIT : Error.OTHER;
    }

    private static boolean digit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private int child(int node, char said) {
        int letter = index(said);
        return letter < 0 ? NONE : children[node * WIDTH + letter];
    }

    private static int index(char letter) {
        return letter >= '0' && letter <= '9' ? letter - '0' : letter >= 'A' && letter <= 'Z' ? letter - 'A' + 10 : -1;
    }

    private static char letter(int index) {
        return (char) (index < 10 ? '0' + index : 'A' + index - 10);
    }
}
