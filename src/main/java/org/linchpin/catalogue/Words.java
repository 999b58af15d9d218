package org.linchpin.catalogue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words brought to one form, the way people mistype them: case, spaces, hyphens, full-width letters. */
final class Words {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\-_./·,()+'’®™]+");
    private static final Pattern LEGAL_FORMS = Pattern.compile(
            "(?i)\\b(co|ltd|limited|inc|incorporated|corp|corporation|gmbh|ag|s\\.?a|plc|llc|ulc|technology|technologies|solutions)\\b\\.?");

    private Words() {}

    /** Capital letters and digits alone. */
    static String bare(String words) {
        return SEPARATORS
                .matcher(Normalizer.normalize(words, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT))
                .replaceAll("");
    }

    /** The same without the words for legal forms. */
    static String bareName(String words) {
        String shortened = bare(LEGAL_FORMS.matcher(words).replaceAll(" "));
        return shortened.isEmpty() ? bare(words) : shortened;
    }
}
