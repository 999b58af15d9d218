package org.linchpin.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import java.util.List;
import java.util.Locale;

/**
 * Passwords that are known from breaches, in the lists that zxcvbn carries (some thirty thousand), also backwards, in
 * other case, with digits for letters, or lengthened by a repetition, a sequence, a date or a few digits. No list is asked over the network.
 */
final class KnownPasswords {

    /** Words of this place; operations.md lists them too. */
    private static final List<String> CONTEXT =
            List.of("linchpin", "demonstration", "administrator", "official", "analyst", "auditor", "utility");

    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    private KnownPasswords() {}

    /** Whether a password is a single known one or a single common word, with next to nothing around it. */
    static boolean hold(String password) {
        List<Match> parts = ZXCVBN.measure(password).getSequence();
        long known = parts.stream().filter(part -> part.dictionaryName != null).count();
        return known <= 1 && parts.stream().allMatch(KnownPasswords::adds);
    }

    /** Whether little is left without the words that this place and this person are known by. */
    static boolean hangOnContext(String password, String username) {
        String rest = password.toLowerCase(Locale.ROOT).replace(username, "");
        for (String word : CONTEXT) {
            rest = rest.replace(word, "");
        }
        return rest.length() < 8;
    }

    /** Whether somebody who tries known passwords gets past this part without further trying. */
    private static boolean adds(Match part) {
        String pattern = part.pattern.value();
        return part.dictionaryName != null
                || pattern.equals("repeat")
                || pattern.equals("sequence")
                || pattern.equals("spatial")
                || pattern.equals("date")
                || pattern.equals("bruteforce")
                        && part.token.length() <= 4
                        && part.token.chars().allMatch(Character::isDigit)
                || pattern.equals("bruteforce") && part.token.length() <= 1;
    }
}
