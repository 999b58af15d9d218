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

    /** Some vowels stand before their consonant and others behind, above or below it; tones stand above: in other text they do not. */
    private static boolean thai(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
            boolean fits = c < 128
                    || consonant(c)
                    || thaiSign(c)
                    || leading(c) && consonant(after)
                    || following(c) && (consonant(before) || tone(before) || before == '\u0E32')
                    || mark(c) && consonant(before)
                    || tone(c) && (consonant(before) || mark(before));
            if (!fits) {
                return false;
            }
        }
        return any(text, c -> mark((char) c) || tone((char) c));
    }

    private static boolean consonant(char c) {
        return c >= '\u0E01' && c <= '\u0E2E';
    }

    private static boolean leading(char c) {
        return c >= '\u0E40' && c <= '\u0E44';
    }

    private static boolean following(char c) {
        return c == '\u0E30' || c == '\u0E32' || c == '\u0E33' || c == '\u0E45';
    }

    private static boolean mark(char c) {
        return c == '\u0E31' || c >= '\u0E34' && c <= '\u0E3A' || c == '\u0E47';
    }

    private static boolean tone(char c) {
        return c >= '\u0E48' && c <= '\u0E4E';
    }

    /** Digits, signs of repetition and abbreviation, and what stands in text of every kind. */
    private static boolean thaiSign(char c) {
        return c == '\u0E2F'
                || c == '\u0E3F'
                || c == '\u0E46'
                || c >= '\u0E4F' && c <= '\u0E5B'
                || c == '\u00A0'
                || c >= '\u2013' && c <= '\u2026'
                || c == '\u20AC';
    }

    private static boolean foreignLetter(int c) {
        return c >= 128 && Character.isLetter(c);
    }

    private static boolean any(String text, IntPredicate wanted) {
        return text.chars().anyMatch(wanted);
    }
}
