package org.linchpin.replacement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What has to be exchanged to be rid of a module: the main driver of cost. */
public enum SwapClass {
    /** A change of firmware, profile or policy; the module stays. */
    S0("Remote", "nothing is exchanged; the module stays"),
    /** The module comes out of a socket. */
    S1("Socketed", "the module alone; the host is approved anew"),
    /** A part of its own: a hub on a meter, a modem board, an external router. */
    S2("Separable unit", "a separable unit; the host stays as it is"),
    /** The module is soldered to the host's board. */
    S3("Soldered", "the board or the device; it is approved anew"),
    /** The whole device. */
    S4("Sealed", "the whole device");

    private final String label;
    private final String what;

    SwapClass(String label, String what) {
        this.label = label;
        this.what = what;
    }

    public String label() {
        return label;
    }

    public String what() {
        return what;
    }

    /** Whether the module is gone afterwards. */
    boolean removes() {
        return this != S0;
    }

    /** Whether each host design is certified and its firmware adapted anew. */
    boolean ownDesign() {
        return this == S1 || this == S3;
    }

    static Optional<SwapClass> of(String said) {
        try {
            return Optional.of(valueOf(said.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The class of a kind of equipment whose modules have these form factors. Where the kind's module sits on its own board,
     * the form factor says whether in a socket or soldered; a separable unit or a sealed device is exchanged whole
     * whatever is inside.
     */
    static SwapClass of(SwapClass usual, List<String> forms) {
        if (!usual.ownDesign() || forms.isEmpty()) {
            return usual;
        }
        if (forms.stream().allMatch(SwapClass::socketed)) {
            return S1;
        }
        return forms.stream().allMatch(SwapClass::soldered) ? S3 : usual;
    }

    /** Forms that come both ways ("LGA or mPCIe", "socket or solder") decide nothing; HL snaps in. */
    private static boolean socketed(String form) {
        return form.matches(".*(M\\.2|mPCIe|HL form|plug-in).*") && !form.matches(".*(LCC|LGA).*");
    }

    private static boolean soldered(String form) {
        return form.matches(".*(LCC|LGA|SiP|soldered).*") && !form.matches(".*(M\\.2|mPCIe|socket).*");
    }
}
