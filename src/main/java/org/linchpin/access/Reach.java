package org.linchpin.access;

/** Whose rows a permission reaches. */
public enum Reach {
    EVERY_OPERATOR("every operator’s rows", "all rows"),
    OWN_OPERATORS("the rows of its own operators", "own rows"),
    OWN_DEEDS("what it did itself", "own deeds"),
    ACCOUNTS("lines about accounts and operators", "accounts"),
    EVERYTHING("every line", "every line"),
    NO_ROWS("no operator’s rows", "no rows");

    private final String words;
    private final String brief;

    Reach(String words, String brief) {
        this.words = words;
        this.brief = brief;
    }

    public String words() {
        return words;
    }

    /** As it stands in a cell of the matrix. */
    public String brief() {
        return brief;
    }
}
