package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.List;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.replacement.Pricing.Extent;

/**
 * What the same programme costs if it begins later while units go on being fitted: units that reach their end are exchanged
 * like for like, and new ones come on top. All at mean values, units as expected.
 *
 * @param startYear the year in which it begins
 * @param units how many there are then
 * @param gross pence, prices as they are
 * @param broughtForward the part that is only spent earlier
 */
public record Delay(int startYear, double units, long gross, long broughtForward) {

    private static final int STEPS = 6;
    private static final int RECENT = 3;

    static List<Delay> curve(Question question, Book book, List<Holding> all, double growth) {
        List<Delay> curve = new ArrayList<>();
        int length = question.finishYear() - question.startYear();
        for (int step = 0; step < STEPS; step++) {
            int start = question.startYear() + step;
            List<Holding> then = new ArrayList<>();
            for (Holding held : all) {
                then.add(aged(held, book, start));
                for (int year = question.startYear(); year < start; year++) {
                    then.add(held.times(growth / 100, Integer.valueOf(year)));
                }
            }
            Question later = question.with(
                    question.option() == Question.Option.NOW ? Question.Option.NOW : Question.Option.BY_DATE,
                    start,
                    start + length);
            Pricing pricing = Pricing.of(later, book, then);
            curve.add(new Delay(
                    start,
                    pricing.lines().stream()
                            .mapToDouble(line -> line.held().expected())
                            .sum(),
                    Spread.pence(pricing.gross(Extent.EXPECTED).gross(Parameter::mean)),
                    Spread.pence(pricing.broughtForward(Extent.EXPECTED).gross(Parameter::mean))));
        }
        return curve;
    }

    /** What has reached its end by then, or was planned to go before, was exchanged like for like, and lives again. */
    private static Holding aged(Holding held, Book book, int start) {
        Integer planned = held.planned();
        Integer since = planned != null ? planned : held.year();
        if (since == null || (planned != null && planned >= start)) {
            return held;
        }
        int life = Programme.whole(book.rate(held).life().likely());
        int now = since;
        while (now + life < start) {
            now += life;
        }
        return held.times(1, Integer.valueOf(now));
    }

    /** New fittings a year in per cent of what is there, over the last three whole years that registers tell of. */
    static double growth(List<Holding> held, int thisYear) {
        double dated = 0;
        double recent = 0;
        for (Holding one : held) {
            Integer year = one.year();
            if (year != null) {
                dated += one.expected();
                if (year < thisYear && year >= thisYear - RECENT) {
                    recent += one.expected();
                }
            }
        }
        return dated == 0 ? 0 : 100 * recent / RECENT / dated;
    }
}
