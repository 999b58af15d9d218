package org.linchpin.ownership;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dated statement that one organisation is tied to another.
 *
 * @param percent between 0 and 100; null where not stated
 * @param from as precise as the source: 2022, 2022-11 or 2022-11-30; null where not known
 * @param to the same; the tie no longer held from then on
 */
public record Tie(
        long id,
        String child,
        String parent,
        Relation relation,
        @Nullable BigDecimal percent,
        @Nullable String from,
        @Nullable String to,
        String confidence,
        List<String> sources) {

    /** Low confidence is shown and never counts. */
    boolean counts() {
        return !confidence.equals("low");
    }

    boolean holdsOn(LocalDate day) {
        return (from == null || !firstDay(from).isAfter(day))
                && (to == null || firstDay(to).isAfter(day));
    }

    boolean moves() {
        return relation.nature() == Relation.Nature.MOVED && !child.equals(parent);
    }

    boolean owns() {
        return relation.nature() == Relation.Nature.OWNS && percent != null && !child.equals(parent);
    }

    double share() {
        return percent == null ? 100 : percent.doubleValue();
    }

    /** The first day of a year, a month or a day. */
    public static LocalDate firstDay(String said) {
        return switch (said.length()) {
            case 4 -> LocalDate.of(Integer.parseInt(said), 1, 1);
            case 7 -> YearMonth.parse(said).atDay(1);
            default -> LocalDate.parse(said);
        };
    }

    /** The share as people write it: 49% or 68.0918%. */
    String percentWords() {
        return percent == null ? "" : percent.stripTrailingZeros().toPlainString() + "%";
    }
}
