package org.linchpin.inventory;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens the reckoning of a slice: amounts are counted in memory, and what is known of their wordings is set beside them. */
@Component
public class ReckoningReader {

    private final InstalledBase installed;
    private final Lexicons lexicons;

    ReckoningReader(InstalledBase installed, Lexicons lexicons) {
        this.installed = installed;
        this.lexicons = lexicons;
    }

    /**
     * The reckoning of a slice.
     *
     * @param parts a plain dimension that amounts are kept apart by, such as the sector; null for none
     */
    @Transactional(readOnly = true)
    public Reckoning of(Scope scope, Slice slice, @Nullable Dimension parts, Weight weight, LookThroughRule rule) {
        Counting counting = installed.counting(scope, slice);
        Map<String, Map<Integer, Double>> amounts = counting.byWording(parts, weight);
        return lexicons.of(counting.version(), slice, rule).reckoning(amounts);
    }
}
