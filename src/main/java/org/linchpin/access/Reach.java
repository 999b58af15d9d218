package org.linchpin.access;

/** Whose rows a permission reaches. */
public enum Reach {
    EVERY_OPERATOR("every operator’s rows"),
    OWN_OPERATORS("the rows of its own operators"),
    OWN_DEEDS("what it did itself"),
    ACCOUNTS("lines about accounts and operators"),
    EVERYTHING("every line"),
    NO_ROWS("no operator’s rows");

    private final String words;

    Reach(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
