package org.linchpin.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.linchpin.reading.Days.Order;

/**
 * The beginning of a file: its header and some rows, to see what its columns mean.
 *
 * @param header the first record
 * @param rows the cells of the first whole rows
 */
public record Sample(Header header, List<List<String>> rows) {

    /** What columns mean and how they are written is decided from so many rows, always from the same ones. */
    private static final int ENOUGH = 1_000;

    private static final int FEW = 3;

    public static Sample of(Path file, FileForm form) {
        return of(file, form, ENOUGH);
    }

    private static Sample of(Path file, FileForm form, int most) {
        List<List<String>> whole = new ArrayList<>();
        try (Rows rows = Rows.of(file, form)) {
            while (whole.size() < most && rows.next()) {
                if (rows.size() == rows.header().size()) {
                    whole.add(
                            IntStream.range(0, rows.size()).mapToObj(rows::cell).toList());
                }
            }
            return new Sample(rows.header(), List.copyOf(whole));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of a column that hold something. */
    List<String> said(int column) {
        return rows.stream()
                .map(row -> row.get(column).strip())
                .filter(cell -> !Cells.placeholder(cell))
                .toList();
    }

    /** Day first or month first, as the rows show; nothing where they show neither. */
    Optional<Order> dates(int column) {
        long dayFirst = showing(column, Order.DMY);
        long monthFirst = showing(column, Order.MDY);
        return dayFirst == monthFirst ? Optional.empty() : Optional.of(monthFirst > dayFirst ? Order.MDY : Order.DMY);
    }

    /** How many cells can only have the day first, or only the month. */
    long showing(int column, Order order) {
        int wanted = order == Order.MDY ? 2 : 1;
        return said(column).stream()
                .filter(cell -> Days.orderOf(cell) == wanted)
                .count();
    }

    /** Whether some days can only have the day first, and others only the month. */
    public boolean mixedDays(int column) {
        return showing(column, Order.DMY) > 0 && showing(column, Order.MDY) > 0;
    }

    /** Whether days stand there of which nobody can tell whether the day or the month comes first. */
    public boolean ambiguousDays(int column) {
        return dates(column).isEmpty() && said(column).stream().anyMatch(Days::eitherWay);
    }

    /** Whether most numbers that stand alone are so large that they may be watts. */
    boolean perhapsWatts(int column, TemplateColumn meaning, char decimal) {
        if (meaning != TemplateColumn.CAPACITY_KW) {
            return false;
        }
        List<String> alone = said(column).stream()
                .filter(cell -> Numbers.unit(cell).isEmpty())
                .toList();
        return alone.size() >= FEW
                && alone.stream()
                                        .filter(cell -> Numbers.number(cell, decimal) >= 1_000)
                                        .count()
                                * 2
                        > alone.size();
    }

    /**
     * A number that is a thousand times larger or smaller by the other decimal sign, where no row shows which one it has, or others show
     * another than stands in it.
     */
    Optional<String> ambiguousNumber(int column) {
        char shown = decimal(column, ' ');
        return said(column).stream()
                .filter(cell -> Numbers.decimalOf(cell) == 0 && (shown == ' ' || cell.indexOf(shown) < 0))
                .filter(cell -> Math.abs(Numbers.number(cell, '.') - Numbers.number(cell, ',')) > 0)
                .findFirst();
    }

    /** Likewise for what a column means: degrees are never thousands, so whichever sign stands in them is theirs. */
    char decimal(int column, TemplateColumn meaning, char otherwise) {
        boolean degrees = meaning == TemplateColumn.LATITUDE || meaning == TemplateColumn.LONGITUDE;
        return decimal(
                column,
                degrees ? said(column).stream().anyMatch(cell -> cell.indexOf('.') >= 0) ? '.' : ',' : otherwise);
    }

    /** The sign before decimals, as the rows show; where they show none, the one given. */
    char decimal(int column, char otherwise) {
        int commas = 0;
        int points = 0;
        for (String cell : said(column)) {
            char sign = Numbers.decimalOf(cell);
            commas += sign == ',' ? 1 : 0;
            points += sign == '.' ? 1 : 0;
        }
        return commas == points ? otherwise : commas > points ? ',' : '.';
    }

    /** Some different values of a column, to be shown beside its name. */
    public String values(int column) {
        Stream<String> values = rows.stream()
                .map(row -> row.get(column).replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
        return values.filter(value -> !value.isEmpty())
                .distinct()
                .limit(3)
                .map(value -> value.length() > 40 ? value.substring(0, 40) + "…" : value)
                .collect(Collectors.joining(" · "));
    }
}
