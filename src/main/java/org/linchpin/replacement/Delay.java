package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.List;
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

    static List<Delay> curve(Question question, Book book, List<Lot> lots, double growth) {
        List<Delay> curve = new ArrayList<>();
        int length = question.finishYear() - question.startYear();
        for (int step = 0; step < STEPS; step++) {
            int start = question.startYear() + step;
            double times = 1 + step * growth / 100;
            List<Lot> then = new ArrayList<>();
            for (Lot lot : lots) {
                then.add(aged(lot, start).among(times));
                for (int year = question.startYear(); year < start && growth > 0; year++) {
                    then.add(lot.times(growth / 100, Integer.valueOf(year)).among(times));
                }
            }
            Question later = question.with(
                    question.option() == Question.Option.NOW ? Question.Option.NOW : Question.Option.BY_DATE,
                    start,
                    start + length);
            Pricing pricing = Pricing.of(later, book, then.stream());
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
    private static Lot aged(Lot lot, int start) {
        Integer planned = lot.held().planned();
        Integer since = planned != null ? planned : lot.held().year();
        if (since == null || (planned != null && planned >= start)) {
            return lot;
        }
        int life = Programme.whole(lot.rate().life().likely());
        int now = since;
        while (now + life < start) {
            now += life;
        }
        return lot.times(1, Integer.valueOf(now));
    }

    /** New fittings a year in per cent of what is there, over the last three whole years that registers tell of. */
    static double growth(List<Lot> lots, int thisYear) {
        double dated = 0;
        double recent = 0;
        for (Lot lot : lots) {
            Integer year = lot.held().year();
            if (year != null) {
                dated += lot.held().expected();
                if (year < thisYear && year >= thisYear - RECENT) {
                    recent += lot.held().expected();
                }
            }
        }
        return dated == 0 ? 0 : 100 * recent / RECENT / dated;
    }
}
