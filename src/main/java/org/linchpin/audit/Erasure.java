package org.linchpin.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Sha256;

/**
 * What was taken out of a line because somebody is to be forgotten, and what still proves it.
 *
 * @param gone for each field whose words were taken out its commitment; empty for lines from before there were any
 * @param kept for each other field that commits the number that its commitment was made with
 * @param signature of the trail's key over the line as it reads now, its place and its link
 */
record Erasure(
        SortedMap<String, String> gone,
        SortedMap<String, String> kept,
        @Nullable String signature) {

    Erasure {
        gone = new TreeMap<>(gone);
        kept = new TreeMap<>(kept);
    }

    static Erasure of(Map<String, String> gone, Map<String, String> kept) {
        return new Erasure(new TreeMap<>(gone), new TreeMap<>(kept), null);
    }

    Erasure signed(String by) {
        return new Erasure(gone, kept, by);
    }

    /** The number with which one field of a line commits to its words. */
    static String salt(String ofLine, String field) {
        return hex(Sha256.of(HexFormat.of().parseHex(ofLine), field.getBytes(StandardCharsets.UTF_8)));
    }

    /** What stands for words in the chain: nobody finds words for it that were not there, nor the words without the number. */
    static String commitment(String salt, String words) {
        return hex(Sha256.of(HexFormat.of().parseHex(salt), words.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
