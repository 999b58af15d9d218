package org.linchpin.replacement;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When units are replaced under an option, and how much of their cost is only brought forward. Years are whole; costs
 * fall in the middle of nothing: a year's cost is that year's.
 */
final class Programme {

    private final Question question;
    private final double rate;

    Programme(Question question, double discountPercent) {
        this.question = question;
        this.rate = discountPercent / 100;
    }

    /**
     * Shares of a group of units by the year in which they are replaced; they add up to one, or to nothing where the
     * option replaces none.
     */
    TreeMap<Integer, Double> years(@Nullable Integer installed, double life) {
        TreeMap<Integer, Double> years = new TreeMap<>();
        int start = question.startYear();
        switch (question.option()) {
            case LEAVE, LIMIT_NEW -> {}
            case NOW -> years.put(start, 1.0);
            case BY_DATE -> spread(years, start, question.finishYear());
            case END_OF_LIFE -> {
                int years1 = Math.max(1, (int) Math.round(life));
                if (installed == null) {
                    spread(years, start, start + years1 - 1);
                } else {
                    years.put(Math.max(start, installed + years1), 1.0);
                }
            }
        }
        return years;
    }

    private static void spread(TreeMap<Integer, Double> years, int from, int to) {
        for (int year = from; year <= to; year++) {
            years.put(year, 1.0 / (to - from + 1));
        }
    }

    /** The part of a unit's cost that is spent only because it is replaced in that year and not at the end of its life. */
    double broughtForward(@Nullable Integer installed, double life, int year) {
        if (question.option() == Question.Option.END_OF_LIFE) {
            return 0;
        }
        double left = installed == null ? life / 2 : Math.max(0, installed + life - year);
        return 1 - Math.pow(1 + rate, -left);
    }

    /** The weight of a cost in a year at the beginning of the programme. */
    double presentValue(int year) {
        return Math.pow(1 + rate, -(year - question.startYear()));
    }
}
