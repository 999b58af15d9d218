package org.linchpin.replacement;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Holdings.Holding;

/**
 * When units are replaced under an option, and how much of their cost is only brought forward. Years are whole; a year's cost
 * is that year's.
 *
 * @param sunsets the last year of each radio generation that closes
 */
record Programme(Question.Option option, int start, int finish, Discount discount, Map<String, Integer> sunsets) {

    /**
     * Shares of a holding's units by the year in which they are replaced; they add up to one, or to nothing where the option
     * replaces none.
     */
    TreeMap<Integer, Double> years(Holding held, double life) {
        TreeMap<Integer, Double> years = new TreeMap<>();
        switch (option) {
            case LEAVE, LIMIT_NEW -> {}
            case NOW -> years.put(start, 1.0);
            case BY_DATE -> spread(years, start, finish);
            case END_OF_LIFE -> atEnd(years, held, life, null);
            case NETWORK_SUNSET -> atEnd(years, held, life, sunset(held));
            case SENSITIVE_FIRST -> {
                if (held.sensitive()) {
                    spread(years, start, finish);
                } else {
                    atEnd(years, held, life, null);
                }
            }
        }
        return years;
    }

    private void atEnd(TreeMap<Integer, Double> years, Holding held, double life, @Nullable Integer sunset) {
        Integer end = end(held, life);
        if (end != null) {
            years.put(Math.max(start, sunset == null ? end : Math.min(end, sunset)), 1.0);
        } else {
            // Of unknown age: as many reach their end in one year as in another, and none outlives its network.
            int whole = whole(life);
            for (int year = start; year < start + whole; year++) {
                int goes = sunset == null ? year : Math.max(start, Math.min(year, sunset));
                years.merge(goes, 1.0 / whole, Double::sum);
            }
        }
    }

    /** When its owner replaces it without a programme: as the owner plans, else when its service life ends; null if neither is known. */
    static @Nullable Integer end(Holding held, double life) {
        Integer planned = held.planned();
        Integer installed = held.year();
        return planned != null ? planned : installed == null ? null : Integer.valueOf(installed + whole(life));
    }

    /** Years of service as whole ones. */
    static int whole(double life) {
        return Math.max(1, (int) Math.round(life));
    }

    private static void spread(TreeMap<Integer, Double> years, int from, int to) {
        for (int year = from; year <= to; year++) {
            years.put(year, 1.0 / (to - from + 1));
        }
    }

    /** The last year in which the networks of all its candidates are there; null where one of them stays, or none is known. */
    @Nullable
    Integer sunset(Holding held) {
        Integer last = null;
        for (String generation : held.generations()) {
            Integer closes = sunsets.get(generation);
            if (closes == null) {
                return null;
            }
            last = last == null ? closes : Integer.valueOf(Math.max(last, closes));
        }
        return last;
    }

    /**
     * The part of a unit's cost that is spent only because it is replaced in that year and not when its owner plans to, else at
     * the end of its life, or of its network if that comes first. A unit of unknown age counts with half its life left.
     */
    double broughtForward(Holding held, double life, int year) {
        boolean waits = option == Question.Option.END_OF_LIFE
                || option == Question.Option.NETWORK_SUNSET
                || (option == Question.Option.SENSITIVE_FIRST && !held.sensitive());
        if (waits) {
            return 0;
        }
        Integer planned = held.planned();
        Integer installed = held.year();
        double left = planned != null ? planned - year : installed == null ? life / 2 : installed + life - year;
        Integer sunset = sunset(held);
        if (sunset != null) {
            left = Math.min(left, sunset - year);
        }
        return 1 - discount.factor(Math.max(0, left));
    }

    /** The weight of a cost in a year at the beginning of the programme. */
    double presentValue(int year) {
        return discount.factor(year - start);
    }
}
