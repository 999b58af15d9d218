package org.linchpin.replacement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.linchpin.inventory.Holdings.Holding;

/** Lots with their years: what a question's answer is added up from. */
final class Pricing {

    private final Book book;
    private final List<Line> lines;

    private Pricing(Book book, List<Line> lines) {
        this.book = book;
        this.lines = lines;
    }

    /**
     * Prices the holdings of a question's slice.
     *
     * @param all every holding that the asker may see, in the slice or not: who shares a design shares its certification
     */
    static Pricing of(Question question, Book book, List<Holding> all) {
        return of(question, book, Lot.of(book, question.slice(), all, false).stream());
    }

    static Pricing of(Question question, Book book, Stream<Lot> lots) {
        Programme programme = new Programme(
                question.option(), question.startYear(), question.finishYear(), book.discount(), book.sunsets());
        return new Pricing(book, lots.map(lot -> line(programme, lot)).toList());
    }

    private static Line line(Programme programme, Lot lot) {
        Holding held = lot.held();
        double life = lot.rate().life().likely();
        TreeMap<Integer, Double> years = programme.years(held, life);
        if (years.isEmpty()) {
            return new Line(held, lot.rate(), years, 0, lot.share(), Line.Count.NONE, Line.Count.NONE);
        }
        double early = 0;
        for (Map.Entry<Integer, Double> year : years.entrySet()) {
            early += year.getValue() * programme.broughtForward(held, life, year.getKey());
        }
        return new Line(
                held,
                lot.rate(),
                years,
                early,
                lot.share(),
                new Line.Count(held.sure(), lot.sureDesigns()),
                new Line.Count(held.possible() - held.sure(), lot.possibleDesigns() - lot.sureDesigns()));
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
