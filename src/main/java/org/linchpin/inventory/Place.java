package org.linchpin.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Listing;
import org.linchpin.inventory.AssetFilter.Order;
import org.linchpin.inventory.InstalledBase.Seen;

/** A place in an order of rows: the sorted value and the row's own key. */
record Place(String value, int operator, long submission, int line) {

    static @Nullable Place of(@Nullable String after) {
        if (after == null || after.isBlank()) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
            String[] parts = text.split("\u001f", 4);
            return new Place(
                    parts[3], Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Listing.unknown(after);
        }
    }

    /** Whether rows of a submission can stand behind it. */
    boolean before(Seen one, Order order) {
        if (!order.takes(value)) {
            throw Listing.unknown(text());
        }
        return order != Order.FILE || compare(one) >= 0;
    }

    /** The condition that takes in the rows of a submission that stand behind it. */
    String behind(Seen one, Order order) {
        int side = compare(one);
        if (order == Order.FILE) {
            return side > 0 ? "" : " and s.line > " + line;
        }
        String value = "cast(:value as " + order.type() + ")";
        String column = order.column();
        String from = " and %s %s%s %s".formatted(column, order.later(), side < 0 ? "" : "=", value);
        return side == 0 ? from + " and (%s %s %s or s.line > %d)".formatted(column, order.later(), value, line) : from;
    }

    /** The same for a place among rows without a day of installation. */
    String behindUndated(Seen one) {
        int side = compare(one);
        return side == 0 ? " and s.line > " + line : side < 0 ? " and false" : "";
    }

    private int compare(Seen one) {
        int byOperator = Integer.compare(one.operator(), operator);
        return byOperator != 0 ? byOperator : Long.compare(one.submission(), submission);
    }

    /** As it travels in addresses. */
    String text() {
        String text = operator + "\u001f" + submission + "\u001f" + line + "\u001f" + value;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
