package org.linchpin.ownership;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How one organisation is tied to another, and whether that makes the other its owner. */
public enum Relation {
    /** Holds shares of it. */
    EQUITY(Nature.OWNS, "equity", "owned"),
    /** Held by a state. */
    STATE_OWNERSHIP(Nature.OWNS, "state ownership", "owned"),
    /** Named by the company or a regulator as its controlling shareholder, whatever the share. */
    CONTROLLING_SHAREHOLDER(Nature.CONTROLS, "declared controlling shareholder", "controlled, as declared,"),
    /** Votes together with a leading holder: its holdings are added to the leader's. */
    CONCERT_PARTY(Nature.CONCERT, "acts in concert", "acting in concert with"),
    /** Set up by it: a front counts to the firm behind it. */
    ESTABLISHED_BY(Nature.FOUNDED, "established by", "set up by"),
    /** A name under which it sells. */
    BRAND_OF(Nature.FOUNDED, "brand of", "a brand of"),
    /** Merged into it. */
    MERGER(Nature.MOVED, "merger", "merged into"),
    /** Its business was bought. */
    ASSET_PURCHASE(Nature.MOVED, "asset purchase", "whose business was taken over by"),
    /** Its business was sold. */
    ASSET_SALE(Nature.MOVED, "asset sale", "whose business was taken over by"),
    /** Builds its designs under licence. */
    TECHNOLOGY_LICENCE(Nature.DEPENDS, "licence", "building under licence of"),
    /** Makes its goods. */
    FACTORY_FOR(Nature.DEPENDS, "factory for", "a factory for"),
    /** Its goods behave like the other's. */
    TECHNICAL_EQUIVALENCE(Nature.DEPENDS, "technical equivalence", "technically like"),
    /** A deal that fell through; kept as a guard against stale records. */
    TERMINATED_DEAL(Nature.NONE, "deal that fell through", "not taken over by");

    enum Nature {
        OWNS,
        CONTROLS,
        CONCERT,
        FOUNDED,
        MOVED,
        DEPENDS,
        NONE
    }

    private final Nature nature;
    private final String label;
    private final String phrase;

    Relation(Nature nature, String label, String phrase) {
        this.nature = nature;
        this.label = label;
        this.phrase = phrase;
    }

    /** The name in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is called in a table. */
    public String label() {
        return label;
    }

    /** The words between the two names in a sentence. */
    String phrase() {
        return phrase;
    }

    Nature nature() {
        return nature;
    }

    /** Whether a per cent belongs to it. */
    public boolean hasShare() {
        return nature == Nature.OWNS;
    }

    /** Whether it is shown beside ownership, as a dependency, and never counted as ownership. */
    boolean dependency() {
        return nature == Nature.DEPENDS;
    }

    /** The relation of that name; {@code licence} will do for a technology licence. */
    public static Optional<Relation> of(String said) {
        String key = said.trim().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return Arrays.stream(values())
                .filter(relation -> relation.key().equals(key)
                        || relation.label.replace(' ', '_').equals(key))
                .findFirst();
    }
}
