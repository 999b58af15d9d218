package org.linchpin.inventory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.AssetFilter.Order;
import org.linchpin.inventory.InstalledBase.Seen;

/**
 * Rows of one submission that an index gives in the order asked for, other than that of its file. There is one, or two by
 * day of installation: those that have a day, then those that have none.
 *
 * @param value what is sorted by, as SQL that gives text
 * @param where the condition that takes in the rows behind the place and before the worst that is kept; may be empty
 * @param order what comes behind {@code order by}
 */
record Stretch(String value, String where, String order) {

    static List<Stretch> of(Seen one, Order order, @Nullable Place place, @Nullable Place worst) {
        List<Stretch> stretches = new ArrayList<>();
        boolean days = order == Order.INSTALLED;
        if (!days || place == null || !Order.UNDATED.equals(place.value())) {
            String where = (days ? " and s.installed_on is not null" : "")
                    + (place == null ? "" : place.behind(one, order))
                    + (worst == null || (days && worst.value().equals(Order.UNDATED)) ? "" : order.before());
            stretches.add(new Stretch(order.column() + "::text", where, order.sql() + ", s.line"));
        }
        // Whatever is kept is not worse than a row without a day that comes later.
        if (days && worst == null) {
            String behind = place == null || !Order.UNDATED.equals(place.value()) ? "" : place.behindUndated(one);
            stretches.add(new Stretch(
                    "'" + Order.UNDATED + "'", " and s.installed_on is null" + behind, "s.installed_on, s.line"));
        }
        return stretches;
    }
}
