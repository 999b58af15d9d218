package org.linchpin.reading;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Days.Order;
import org.linchpin.reading.Problem.Severity;

/**
 * How the days and numbers of each column of one file are read: decided once for the whole column from its first rows and from
 * what somebody said, and the same for every row. Not for several threads: it remembers words.
 */
final class ColumnReading {

    private static final TemplateColumn[] COLUMNS = TemplateColumn.values();

    private final Mapping mapping;
    private final Consumer<Problem> report;
    private final Order[] dates = new Order[COLUMNS.length];
    private final char[] decimals = new char[COLUMNS.length];
    private final boolean[] amongWords = new boolean[COLUMNS.length];
    private final double[] bare = new double[COLUMNS.length];
    private final boolean[] openDays = new boolean[COLUMNS.length];
    private final long[] ambiguous = new long[COLUMNS.length];
    private final Memo<Double>[] factors = Units.memos();
    private final Memo<@Nullable LocalDate>[] days = memos(column -> said -> Days.day(said, dates[column.ordinal()]));
    private final Memo<Double>[] numbers = memos(column -> said -> read(column, said));

    private ColumnReading(Mapping mapping, Consumer<Problem> report) {
        this.mapping = mapping;
        this.report = report;
        for (String column : mapping.numbers()) {
            TemplateColumn.of(column).ifPresent(one -> amongWords[one.ordinal()] = true);
        }
    }

    /** Decides, and reports what neither rows nor anybody tells. */
    static ColumnReading of(
            Sample sample, FileForm form, Mapping mapping, Mapping.Applied applied, Consumer<Problem> report) {
        ColumnReading reading = new ColumnReading(mapping, report);
        reading.decide(sample, form, applied);
        return reading;
    }

    /** What cells were found to be, for each column of the template. */
    @SuppressWarnings("unchecked")
    private static <T extends @Nullable Object> Memo<T>[] memos(Function<TemplateColumn, Function<String, T>> meaning) {
        Memo<T>[] memos = (Memo<T>[]) new Memo<?>[COLUMNS.length];
        for (TemplateColumn column : COLUMNS) {
            memos[column.ordinal()] = new Memo<>(meaning.apply(column));
        }
        return memos;
    }

    /** Once for a whole column: in which order its days are written, which sign stands before decimals, and what a bare number counts. */
    private void decide(Sample sample, FileForm form, Mapping.Applied applied) {
        char usual = form.kind() == FileForm.Kind.TEXT && form.delimiter() == ';' ? ',' : '.';
        for (TemplateColumn column : COLUMNS) {
            Mapping.Source source = applied.from().get(column);
            int at = source == null || !source.plain() ? -1 : source.columns().get(0);
            Optional<String> said = mapping.decimal(column);
            decimals[column.ordinal()] = said.isPresent()
                    ? (said.get().equals("comma") ? ',' : '.')
                    : at < 0 ? usual : sample.decimal(at, column, usual);
            if (at >= 0 && said.isEmpty() && column == TemplateColumn.CAPACITY_KW) {
                decideDecimals(at, sample);
            }
            if (column.kind() == TemplateColumn.Kind.DAY) {
                decideDays(column, at, sample);
            } else if (column.kind() == TemplateColumn.Kind.NUMBER) {
                decideUnit(column, at, sample);
            }
        }
    }

    private void decideDays(TemplateColumn column, int at, Sample sample) {
        Optional<Order> said = mapping.dates(column).map(Order::of);
        dates[column.ordinal()] = order(sample, mapping, column, at);
        if (at >= 0 && said.isEmpty() && sample.mixedDays(at)) {
            openDays[column.ordinal()] = true;
            about(
                    sample,
                    at,
                    "date-mixed",
                    "The column mixes orders: of the first rows %,d show the day first and %,d the month; read as %s"
                            .formatted(
                                    sample.showing(at, Order.DMY),
                                    sample.showing(at, Order.MDY),
                                    dates[column.ordinal()].words()),
                    "Write the days of the column in one order, such as 2026-01-31");
        } else if (at >= 0 && said.isEmpty() && sample.ambiguousDays(at)) {
            openDays[column.ordinal()] = true;
            about(
                    sample,
                    at,
                    "date-order",
                    "The rows do not show whether the day or the month stands first; read as day, month, year",
                    "Say in the mapping in which order day and month stand");
        }
    }

    /** As somebody said, else as most of the rows show; else the day stands first. */
    static Order order(Sample sample, Mapping mapping, TemplateColumn column, int at) {
        return mapping.dates(column)
                .map(Order::of)
                .or(() -> at < 0 ? Optional.empty() : sample.dates(at))
                .orElse(Order.DMY);
    }

    /** 1.500 is one thousand five hundred, or one and a half: where no row tells, a person must. */
    private void decideDecimals(int at, Sample sample) {
        sample.ambiguousNumber(at)
                .ifPresent(number -> about(
                        sample,
                        at,
                        "decimal-order",
                        "\"" + number + "\" can be read in two ways; read as "
                                + "%,.1f"
                                        .formatted(
                                                Numbers.number(number, decimals[TemplateColumn.CAPACITY_KW.ordinal()])),
                        "Say in the mapping which sign stands before decimals"));
    }

    private void decideUnit(TemplateColumn column, int at, Sample sample) {
        String label = at < 0 ? "" : sample.header().labels().get(at);
        String said = mapping.units().getOrDefault(column.key(), "");
        Double factor = said.isEmpty()
                ? Units.ofHeader(column, label)
                : Units.of(column).get(said.toLowerCase(Locale.ROOT));
        bare[column.ordinal()] = factor == null ? 1 : factor;
        if (factor == null && at >= 0 && sample.perhapsWatts(at, column, decimals[column.ordinal()])) {
            about(
                    sample,
                    at,
                    "unit-doubtful",
                    "Most numbers are 1,000 or more; read as kilowatts, and perhaps watts",
                    "Say in the mapping which unit the numbers have, or write it behind the column's name");
        }
    }

    private void about(Sample sample, int column, String code, String message, String fix) {
        Header header = sample.header();
        report.accept(new Problem(
                Severity.WARNING, header.row(), column, header.labels().get(column), code, message, fix));
    }

    /** The day that a cell says; null where it says none. */
    @Nullable
    LocalDate day(TemplateColumn column, String said) {
        if (openDays[column.ordinal()] && Days.eitherWay(said)) {
            ambiguous[column.ordinal()]++;
        }
        return days[column.ordinal()].of(said);
    }

    /** How many days rest on a guess of which number is the day, in columns that leave it open. */
    Map<TemplateColumn, Long> guessedDays() {
        Map<TemplateColumn, Long> guessed = new EnumMap<>(TemplateColumn.class);
        for (TemplateColumn column : COLUMNS) {
            if (openDays[column.ordinal()]) {
                guessed.put(column, ambiguous[column.ordinal()]);
            }
        }
        return guessed;
    }

    /** The number that a cell says, in the unit of its column; not a number where it says none. */
    Double number(TemplateColumn column, String said) {
        return numbers[column.ordinal()].of(said);
    }

    /** Not a number where the cell is none, even among words if the mapping says that it stands there. */
    private double read(TemplateColumn column, String said) {
        char decimal = decimals[column.ordinal()];
        char last = said.charAt(said.length() - 1);
        double factor = Numbers.digit(last) && (Numbers.digit(said.charAt(0)) || said.charAt(0) == '-')
                ? bare[column.ordinal()]
                : factors[column.ordinal()].of(said);
        double plain = Numbers.number(said, decimal) * factor;
        return Double.isNaN(plain) && amongWords[column.ordinal()]
                ? Numbers.numberWithin(said, decimal, Units.of(column))
                : plain;
    }
}
