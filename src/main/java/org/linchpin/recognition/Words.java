package org.linchpin.recognition;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Words brought to one form, the way people mistype them: case, spaces, hyphens, forms of letters, look-alike letters. */
public final class Words {

    /** Signs that NFKD would turn into letters. */
    private static final Pattern SIGNS = Pattern.compile("[™®©℠]");

    private static final Set<String> LEGAL_FORMS = Set.of(
            "CO",
            "LTD",
            "LIMITED",
            "INC",
            "INCORPORATED",
            "CORP",
            "CORPORATION",
            "COMPANY",
            "GMBH",
            "AG",
            "KG",
            "SA",
            "SAS",
            "SARL",
            "PLC",
            "LLC",
            "ULC",
            "BV",
            "NV",
            "PVT",
            "ASA",
            "OY",
            "AB",
            "SPA",
            "TECHNOLOGY",
            "TECHNOLOGIES",
            "SOLUTIONS");

    /** Letters of other alphabets that look like Latin ones, and traditional characters of makers' names. */
    private static final Map<Character, Character> ALIKE = alike(
            "АВСЕНКМОРТХУІЈЅЗ",
            "ABCEHKMOPTXYIJS3",
            "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
            "ABEZHIKMNOPTYX",
            "遠無線廣訊龍興華為聯電網鴻寶緯創啟啓銳術創訊爾達",
            "远无线广讯龙兴华为联电网鸿宝纬创启启锐术创讯尔达");

    private Words() {}

    private static Map<Character, Character> alike(String... pairs) {
        Map<Character, Character> alike = new HashMap<>();
        for (int pair = 0; pair < pairs.length; pair += 2) {
            for (int i = 0; i < pairs[pair].length(); i++) {
                alike.put(pairs[pair].charAt(i), pairs[pair + 1].charAt(i));
            }
        }
        return alike;
    }

    /**
     * A text in one form, with the places where something stood between its words.
     *
     * @param text capital letters and digits alone
     * @param starts bit i is set where a word begins at character i; only the first 64 characters are told apart
     */
    record Bare(String text, long starts) {

        boolean startsAt(int position) {
            return position < Long.SIZE && (starts >>> position & 1) == 1;
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        /** The words between the separators. */
        List<String> words() {
            List<String> words = new ArrayList<>(4);
            int from = 0;
            for (int i = 1; i <= text.length(); i++) {
                if (i == text.length() || startsAt(i)) {
                    words.add(text.substring(from, i));
                    from = i;
                }
            }
            return words;
        }

        /** The same with one more place where a word begins. */
        Bare broken(int position) {
            return position < Long.SIZE ? new Bare(text, starts | 1L << position) : this;
        }

        int endOfWord(int from) {
            int end = from + 1;
            while (end < text.length() && !startsAt(end)) {
                end++;
            }
            return Math.min(end, text.length());
        }
    }

    /** Capital letters and digits alone. */
    public static String bare(String words) {
        return words.isEmpty() ? "" : read(words).text();
    }

    /** Capital letters and digits, and where the words begin. */
    static Bare read(String words) {
        int length = words.length();
        StringBuilder text = new StringBuilder(length);
        long starts = 0;
        boolean fresh = true;
        String plain = words;
        for (int i = 0; i < plain.length(); i++) {
            char letter = plain.charAt(i);
            if (letter >= 128 && plain == words) {
                plain = folded(words);
                text.setLength(0);
                starts = 0;
                fresh = true;
                i = -1;
                continue;
            }
            if (letter < 128 ? isLatin(letter) : Character.isLetterOrDigit(letter)) {
                if (fresh && text.length() < Long.SIZE) {
                    starts |= 1L << text.length();
                }
                fresh = false;
                text.append(letter >= 'a' && letter <= 'z' ? (char) (letter - 32) : letter);
            } else {
                fresh = true;
            }
        }
        return new Bare(text.toString(), starts);
    }

    private static boolean isLatin(char letter) {
        return letter >= '0' && letter <= '9' || letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z';
    }

    /** Full-width and accented letters as plain capitals, look-alikes as what they look like, invisible ones gone. */
    private static String folded(String words) {
        String decomposed = Normalizer.normalize(SIGNS.matcher(words).replaceAll(" "), Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char letter = decomposed.charAt(i);
            int type = Character.getType(letter);
            if (type != Character.NON_SPACING_MARK && type != Character.FORMAT) {
                folded.append(ALIKE.getOrDefault(letter, letter).charValue());
            }
        }
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    /** A name's words without those for legal forms; abbreviations with full stops count as one word. */
    static List<String> nameWords(String name) {
        List<String> all =
                read(name.indexOf('.') < 0 ? name : name.replace(".", "")).words();
        List<String> telling =
                all.stream().filter(word -> !LEGAL_FORMS.contains(word)).toList();
        return telling.isEmpty() ? all : telling;
    }

    /** Capital letters and digits of a name without the words for legal forms. */
    public static String bareName(String name) {
        return name.isEmpty() ? "" : String.join("", nameWords(name));
    }

    static boolean legalForm(String word) {
        return LEGAL_FORMS.contains(word);
    }

    /** Digits for the letters that are taken for them. */
    static String skeleton(String bare) {
        StringBuilder digits = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            digits.append(digit(bare.charAt(i)));
        }
        return digits.toString();
    }

    static boolean lookAlike(char one, char other) {
        return digit(one) == digit(other);
    }

    private static char digit(char letter) {
        return switch (letter) {
            case 'O', 'Q' -> letter == 'O' ? '0' : letter;
            case 'I', 'L' -> '1';
            case 'Z' -> '2';
            case 'S' -> '5';
            case 'B' -> '8';
            default -> letter;
        };
    }

    /** One letter wrong, missing or too many, or two neighbours that changed places. */
    static boolean oneSlip(String one, String other) {
        int head = 0;
        while (head < one.length() && head < other.length() && one.charAt(head) == other.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < one.length() - head
                && tail < other.length() - head
                && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        int left = one.length() - head - tail;
        int right = other.length() - head - tail;
        boolean swapped = left == 2
                && right == 2
                && one.charAt(head) == other.charAt(head + 1)
                && one.charAt(head + 1) == other.charAt(head);
        return swapped || left <= 1 && right <= 1;
    }
}
