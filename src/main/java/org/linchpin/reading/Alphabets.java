package org.linchpin.reading;

import java.nio.charset.Charset;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Windows code pages that the frequencies of letters do not tell: Baltic, Vietnamese and Thai text is known by holding letters of its own
 * alphabet and no others.
 */
final class Alphabets {

    private static final Charset BALTIC = Charset.forName("windows-1257");
    private static final Charset VIETNAMESE = Charset.forName("windows-1258");
    private static final Charset THAI = Charset.forName("x-windows-874");

    /** Of Lithuanian, Latvian and Estonian. */
    private static final String BALTIC_LETTERS = "ąčęėįšųūžāēģīķļņõäöüĄČĘĖĮŠŲŪŽĀĒĢĪĶĻŅÕÄÖÜ";

    /** At their place Western text has letters that only Icelandic uses, together with others that no Baltic text has. */
    private static final String BALTIC_ALONE = "šžŠŽ";

    private static final String VIETNAMESE_ALONE = "ăđơưĂĐƠƯ";
    private static final String VOWELS = "aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ";
    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

    private Alphabets() {}

    /** The code page, or null where the text tells none of these. */
    static @Nullable Charset of(byte[] bytes) {
        return thai(new String(bytes, THAI))
                ? THAI
                : baltic(new String(bytes, BALTIC))
                        ? BALTIC
                        : vietnamese(new String(bytes, VIETNAMESE)) ? VIETNAMESE : null;
    }

    private static boolean baltic(String text) {
        return any(text, c -> BALTIC_ALONE.indexOf(c) >= 0)
                && text.chars().filter(Alphabets::foreignLetter).allMatch(c -> BALTIC_LETTERS.indexOf(c) >= 0);
    }

    /** Tones are written behind their vowels. */
    private static boolean vietnamese(String text) {
        boolean tones = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (TONES.indexOf(c) >= 0) {
                if (i == 0 || VOWELS.indexOf(text.charAt(i - 1)) < 0) {
                    return false;
                }
                tones = true;
            }
        }
        return tones && any(text, c -> VIETNAMESE_ALONE.indexOf(c) >= 0);
    }

    /** Nothing else stands beside it, and vowels and tones above and below a letter never begin a word. */
    private static boolean thai(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 && !thaiOrPunctuation(c) || mark(c) && (i == 0 || !thaiLetter(text.charAt(i - 1)))) {
                return false;
            }
        }
        return any(text, Alphabets::mark);
    }

    private static boolean thaiOrPunctuation(char c) {
        return thaiLetter(c) || c == '\u00A0' || c >= '\u2013' && c <= '\u2026' || c == '\u20AC';
    }

    private static boolean thaiLetter(char c) {
        return c >= '\u0E01' && c <= '\u0E5B';
    }

    private static boolean mark(int c) {
        return c == '\u0E31' || c >= '\u0E34' && c <= '\u0E3A' || c >= '\u0E47' && c <= '\u0E4E';
    }

    private static boolean foreignLetter(int c) {
        return c >= 128 && Character.isLetter(c);
    }

    private static boolean any(String text, IntPredicate wanted) {
        return text.chars().anyMatch(wanted);
    }
}
