package org.linchpin.exposure;

import java.util.List;
import org.linchpin.access.Language;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.springframework.stereotype.Component;

/** What is called by more than a key: what stands in the columns of the flow, and models of equipment. */
@Component
public class Captions {

    private static final List<String> COLUMNS = List.of("sector", "maker", "vendor", "country");
    private static final List<Dimension> KEYS =
            List.of(Dimension.SECTOR, Dimension.MAKER, Dimension.VENDOR, Dimension.COUNTRY);

    private final Names names;
    private final Language language;

    Captions(Names names, Language language) {
        this.names = names;
        this.language = language;
    }

    /** The heads of the columns of the flow. */
    List<String> columns() {
        return COLUMNS.stream().map(column -> language.say("flow." + column)).toList();
    }

    /** What stands in a column of the flow under a key. */
    public String flow(int column, String key, Slice slice) {
        return switch (key) {
            case Flow.OTHERS -> language.say("flow.others");
            case Flow.UNKNOWN -> language.say("flow." + COLUMNS.get(column) + ".unknown");
            default -> names.of(KEYS.get(column), key, slice);
        };
    }

    /** A model of equipment by its words; where a register says none, by whose register it is. */
    public String model(String title, String operator) {
        return title.isEmpty() ? language.say("unknowns.nowords", names.of(Dimension.OPERATOR, operator)) : title;
    }
}
