package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.linchpin.inventory.Holdings.Holding;

/** Holdings with their rates, years and shares of designs: what a question's answer is added up from. */
final class Pricing {

    private final Book book;
    private final List<Line> lines;

    private Pricing(Book book, List<Line> lines) {
        this.book = book;
        this.lines = lines;
    }

    /**
     * Prices the holdings of a slice.
     *
     * @param all every holding that the asker may see, in the slice or not: who shares a design shares its certification
     */
    static Pricing of(Question question, Book book, List<Holding> all) {
        return of(
                question,
                book,
                all,
                new Programme(
                        question.option(),
                        question.startYear(),
                        question.finishYear(),
                        book.discount(),
                        book.sunsets()));
    }

    static Pricing of(Question question, Book book, List<Holding> all, Programme programme) {
        Map<String, double[]> designs = new HashMap<>();
        for (Holding held : all) {
            if (book.rate(held).swap().ownDesign()) {
                double[] units = designs.computeIfAbsent(held.design(), design -> new double[2]);
                units[0] += held.sure();
                units[1] += held.possible();
            }
        }
        List<Line> lines = new ArrayList<>();
        for (Holding held : all) {
            if (held.in(question.slice()) && held.possible() > 0) {
                lines.add(line(book, programme, held, designs.get(held.design())));
            }
        }
        return new Pricing(book, lines);
    }

    private static Line line(
            Book book, Programme programme, Holding held, double @org.jspecify.annotations.Nullable [] design) {
        Rate rate = book.rate(held);
        double life = rate.life().likely();
        TreeMap<Integer, Double> years = programme.years(held, life);
        double early = 0;
        for (Map.Entry<Integer, Double> year : years.entrySet()) {
            early += year.getValue() * programme.broughtForward(held, life, year.getKey());
        }
        double open = held.possible() - held.sure();
        double share = open > 0 ? Math.min(1, Math.max(0, (held.expected() - held.sure()) / open)) : 0;
        if (years.isEmpty()) {
            return new Line(held, rate, years, 0, share, Line.Count.NONE, Line.Count.NONE);
        }
        double sureDesigns = 0;
        double possibleDesigns = 0;
        if (rate.swap().ownDesign() && design != null) {
            sureDesigns = design[0] > 0 ? held.sure() / design[0] : 0;
            possibleDesigns = held.possible() / design[1];
        }
        return new Line(
                held,
                rate,
                years,
                early,
                share,
                new Line.Count(held.sure(), sureDesigns),
                new Line.Count(open, possibleDesigns - sureDesigns));
    }

    List<Line> lines() {
        return lines;
    }

    Book book() {
        return book;
    }

    /** How much of the units that may be affected counts. */
    enum Extent {
        SURE,
        EXPECTED,
        POSSIBLE;

        double open(Line line) {
            return this == SURE ? 0 : this == POSSIBLE ? 1 : line.share();
        }
    }

    Bill gross(Extent extent) {
        return bill(extent, line -> 1.0);
    }

    Bill broughtForward(Extent extent) {
        return bill(extent, Line::early);
    }

    private Bill bill(Extent extent, Function<Line, Double> times) {
        Bill bill = new Bill(book.common());
        for (Line line : lines) {
            double much = times.apply(line);
            bill.add(line.rate(), line.sure(), much);
            bill.add(line.rate(), line.open(), much * extent.open(line));
        }
        return bill;
    }

    /** A bill for each part, by key, in the order of the keys. */
    TreeMap<String, Bill> by(Extent extent, Function<Line, String> key) {
        TreeMap<String, Bill> bills = new TreeMap<>();
        for (Line line : lines) {
            Bill bill = bills.computeIfAbsent(key.apply(line), k -> new Bill(book.common()));
            bill.add(line.rate(), line.sure(), 1);
            bill.add(line.rate(), line.open(), extent.open(line));
        }
        return bills;
    }

    TreeMap<Integer, Bill> byYear(Extent extent) {
        TreeMap<Integer, Bill> bills = new TreeMap<>();
        for (Line line : lines) {
            line.years().forEach((year, share) -> {
                Bill bill = bills.computeIfAbsent(year, y -> new Bill(book.common()));
                bill.add(line.rate(), line.sure(), share);
                bill.add(line.rate(), line.open(), share * extent.open(line));
            });
        }
        return bills;
    }
}
