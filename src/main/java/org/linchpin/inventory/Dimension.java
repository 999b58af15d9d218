package org.linchpin.inventory;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What units can be counted by. */
public enum Dimension {
    /** The maker of the equipment. */
    MAKER("maker", false),
    /** The module, as far as the candidates agree. */
    MODULE("module", true),
    /** The maker of the module. */
    VENDOR("vendor", true),
    /** Who holds the maker under the look-through rule. */
    CONTROLLER("controller", true),
    /** The country whose law binds the holder. */
    COUNTRY("country", true),
    /** The radio generation of the module, such as 2G or 4G. */
    GENERATION("generation", true),
    SECTOR("sector", false),
    REGION("region", false),
    OPERATOR("operator", false),
    ASSET_CLASS("assetClass", false),
    /** The grade of the best evidence. */
    GRADE("grade", false),
    /** The year of installation. */
    YEAR("year", false);

    static final String NOT_ESTABLISHED = "??";
    private static final String UNSAID = "";

    private final String key;
    private final boolean recognised;

    Dimension(String key, boolean recognised) {
        this.key = key;
        this.recognised = recognised;
    }

    /** The name in addresses and in the API. */
    public String key() {
        return key;
    }

    /** Whether the key comes from recognition, so that it may be open. */
    public boolean recognised() {
        return recognised;
    }

    /** Whether keys say nothing: hints alone, a country that is not established, a maker, a region or a year that nobody said. */
    public boolean open(String outcome, Set<String> keys) {
        return recognised
                ? outcome.equals("unknown") || keys.isEmpty() || keys.contains(NOT_ESTABLISHED)
                : keys.contains(UNSAID);
    }

    public static Optional<Dimension> of(String key) {
        return Arrays.stream(values()).filter(d -> d.key.equalsIgnoreCase(key)).findFirst();
    }
}
