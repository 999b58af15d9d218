package org.linchpin.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Days.Order;
import org.linchpin.reading.Remedy.Asks;
import org.linchpin.reading.Remedy.Change;

/**
 * What may mend a cause at one stroke. Each remedy changes the mapping; the file is then checked again as it was the first time, so
 * a person sees at once whether it helped.
 */
public final class Remedies {

    private static final int MOST_OF_A_KIND = 3;
    private static final int FEW_VALUES = 5;
    private static final int ENOUGH_ROWS = 3;
    private static final int OFTEN = 3;
    private static final int LEAST_TAC = 8;

    private final Mapping mapping;
    /** What was said of columns, whether the file has them or not. */
    private final Map<String, String> decided;

    private final FileForm form;
    private final Sample sample;
    private final Mapping.Applied applied;
    private final Vocabulary vocabulary;
    private final long rows;

    /** @param rows how many rows the file has */
    public Remedies(Mapping mapping, FileForm form, Sample sample, Vocabulary vocabulary, long rows) {
        this.form = form;
        this.sample = sample;
        this.applied = mapping.to(sample);
        this.decided = mapping.columns();
        // What was told from names alone is settled by whoever changes something else.
        this.mapping = mapping.header().isEmpty() ? mapping.as(applied, sample.header()) : mapping;
        this.vocabulary = vocabulary;
        this.rows = rows;
    }

    /** What a person may choose from; nothing where only the file itself can be mended. */
    public List<Remedy> of(Cause cause) {
        List<Remedy> all = new ArrayList<>();
        switch (cause.code()) {
            case "column-undecided" -> allAside(cause, all);
            case "column-gone" -> gone(cause, all);
            case "form-changed" -> written(cause, all);
            case "identity-missing" -> identities(cause, all);
            case "date-order" -> orders(cause, all);
            case "date-mixed" -> {
                mixedOrders(cause, all);
                all.add(asideRemedy(cause, "Set the column " + quoted(label(cause.column())) + " aside"));
            }
            case "model-missing" -> models(cause, all);
            case "decimal-order" -> decimals(cause, all);
            case "unit-doubtful" -> units(cause, all);
            case "date-form" -> {
                otherOrder(cause, all);
                nothing(cause, all);
                aside(cause, all);
            }
            case "number-form", "number-range", "place-range" -> {
                amongWords(cause, all);
                nothing(cause, all);
                aside(cause, all);
            }
            case "units-range" -> {
                amongWords(cause, all);
                nothing(cause, all);
                leaveOut(cause, all);
            }
            case "status-unknown", "class-unknown", "sector-unknown", "region-unknown", "flag-form" -> {
                meanings(cause, all);
                leaveOut(cause, all);
                aside(cause, all);
            }
            case "class-missing" -> constant(cause, TemplateColumn.ASSET_CLASS, "Every row that does not say is", all);
            case "sector-missing" -> constant(cause, TemplateColumn.SECTOR, "Every row that does not say serves", all);
            case "ref-missing" -> {
                withoutReference(cause, all);
                byContent(cause, all);
            }
            case "ref-rounded" -> {
                identities(cause, all);
                byContent(cause, all);
            }
            case "row-total" -> leaveOut(cause, all);
            case "ref-repeated" -> {
                together(cause, all);
                identities(cause, all);
                byContent(cause, all);
            }
            case "operator-other" -> {
                leaveOut(cause, all);
                all.add(asideRemedy(cause, "The column does not say whose it is: set it aside"));
            }
            case "place-outside" -> {
                exchanged(cause, all);
                withoutPlaces(cause, all);
            }
            case "tac-form", "usb-form" -> {
                nothing(cause, all);
                aside(cause, all);
            }
            default -> {
                // Only the file itself can be mended.
            }
        }
        return all;
    }

    private static Remedy remedy(Cause cause, String what, String words, Change change) {
        return new Remedy(key(cause, what), words, Asks.NOTHING, List.of(), Map.of(), Map.of(), change);
    }

    private static String key(Cause cause, String what) {
        return cause.code() + (cause.column() < 0 ? "" : "-" + Header.letter(cause.column())) + "-" + what;
    }

    private Draft draft() {
        return new Draft(mapping);
    }

    private static String quoted(String name) {
        return "\u201C" + name + "\u201D";
    }

    /** What the column of a cause is taken for; null where it is several things, or none. */
    private @Nullable TemplateColumn meaning(Cause cause) {
        List<TemplateColumn> meanings = applied.from().entrySet().stream()
                .filter(one -> one.getValue().columns().contains(cause.column()))
                .map(Map.Entry::getKey)
                .toList();
        return meanings.size() == 1 ? meanings.get(0) : null;
    }

    private String label(int column) {
        return sample.header().labels().get(column);
    }

    private void written(Cause cause, List<Remedy> all) {
        List<KeptForm.Change> changes = mapping.form().changes(form);
        String now = changes.stream().map(KeptForm.Change::now).collect(Collectors.joining(", "));
        all.add(remedy(
                cause,
                "as-found",
                "It is rightly read now: " + now,
                answer -> draft().form(mapping.form().settled(form)).mapping()));
    }

    private void allAside(Cause cause, List<Remedy> all) {
        List<String> labels = applied.undecided().stream().map(this::label).toList();
        all.add(remedy(
                cause,
                "aside",
                labels.size() == 1 ? "Set " + quoted(labels.get(0)) + " aside" : "Set all " + labels.size() + " aside",
                answer -> {
                    Draft draft = draft();
                    labels.forEach(label -> draft.columns.put(label, Mapping.ASIDE));
                    return draft.mapping();
                }));
    }

    private void gone(Cause cause, List<Remedy> all) {
        for (String gone : applied.gone().stream().limit(FEW_VALUES).toList()) {
            String meaning = Objects.requireNonNull(decided.get(gone));
            applied.undecided().stream()
                    .map(this::label)
                    .filter(label -> applied.undecided().size() == 1 || alike(label, gone, meaning))
                    .limit(MOST_OF_A_KIND)
                    .forEach(label -> all.add(remedy(
                            cause,
                            "takes-" + label + "-" + gone,
                            quoted(label) + " takes the place of " + quoted(gone),
                            answer -> {
                                Draft draft = draft();
                                draft.columns.remove(gone);
                                draft.columns.put(label, meaning);
                                return draft.mapping();
                            })));
            all.add(remedy(cause, "over-" + gone, quoted(gone) + " is no longer kept", answer -> {
                Draft draft = draft();
                draft.columns.remove(gone);
                return draft.mapping();
            }));
        }
    }

    /** Whether a new name may be another word for the old one: it means the same, or contains it or is contained. */
    private static boolean alike(String label, String gone, String meaning) {
        String now = TemplateColumn.bare(label);
        String before = TemplateColumn.bare(gone);
        return TemplateColumn.of(meaning).filter(column -> column.fit(now) >= 0).isPresent()
                || !now.isEmpty() && !before.isEmpty() && (now.contains(before) || before.contains(now));
    }

    private List<Integer> unused() {
        List<Integer> unused = new ArrayList<>(applied.undecided());
        unused.addAll(applied.aside());
        return unused.stream().sorted().toList();
    }

    /** Columns of which every row says something else. */
    private void identities(Cause cause, List<Remedy> all) {
        unused().stream()
                .filter(i -> tellsApart(List.of(i)))
                .limit(MOST_OF_A_KIND)
                .map(this::label)
                .forEach(label ->
                        all.add(remedy(cause, "by-" + label, "Tell the assets apart by " + quoted(label), answer -> {
                            Draft draft = draft();
                            draft.columns.replaceAll((header, meaning) ->
                                    meaning.equals(TemplateColumn.ASSET_REF.key()) ? Mapping.ASIDE : meaning);
                            draft.columns.put(label, TemplateColumn.ASSET_REF.key());
                            return draft.mapping();
                        })));
    }

    private boolean tellsApart(List<Integer> columns) {
        Set<String> seen = new HashSet<>();
        for (List<String> row : sample.rows()) {
            String key = columns.stream().map(i -> row.get(i).strip()).collect(Collectors.joining("\u0000"));
            if (columns.stream().anyMatch(i -> Cells.placeholder(row.get(i).strip())) || !seen.add(key)) {
                return false;
            }
        }
        return seen.size() >= ENOUGH_ROWS;
    }

    private void together(Cause cause, List<Remedy> all) {
        Integer ref = applied.column(TemplateColumn.ASSET_REF);
        if (ref == null) {
            return;
        }
        unused().stream()
                .filter(other -> tellsApart(List.of(ref, other)))
                .limit(MOST_OF_A_KIND)
                .map(this::label)
                .forEach(other -> all.add(remedy(
                        cause,
                        "with-" + other,
                        "Tell the assets apart by " + quoted(label(ref)) + " and " + quoted(other) + " together",
                        answer -> {
                            Draft draft = draft();
                            draft.columns.put(label(ref), TemplateColumn.ASSET_REF.key());
                            draft.columns.put(other, TemplateColumn.ASSET_REF.key());
                            return draft.mapping();
                        })));
    }

    private void byContent(Cause cause, List<Remedy> all) {
        Integer ref = applied.column(TemplateColumn.ASSET_REF);
        if (ref != null && cause.count() * 2 > rows) {
            all.add(remedy(
                    cause,
                    "content",
                    quoted(label(ref)) + " is no reference: set it aside, and know a row by what it says",
                    answer -> {
                        Draft draft = draft();
                        draft.columns.put(label(ref), Mapping.ASIDE);
                        return draft.mapping();
                    }));
        }
    }

    private void withoutReference(Cause cause, List<Remedy> all) {
        Integer ref = applied.column(TemplateColumn.ASSET_REF);
        if (ref != null) {
            all.add(new Remedy(
                    key(cause, "leave"),
                    "Leave the rows without a reference out",
                    Asks.WHY,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    answer -> leftOut(new Mapping.LeftOut(label(ref), List.of(""), answer.why()))));
        }
    }

    private Mapping leftOut(Mapping.LeftOut rule) {
        Draft draft = draft();
        draft.leaveOut.add(rule);
        return draft.mapping();
    }

    private void orders(Cause cause, List<Remedy> all) {
        TemplateColumn column = meaning(cause);
        if (column != null) {
            for (Order order : List.of(Order.DMY, Order.MDY)) {
                all.add(remedy(
                        cause, order.key(), "Treat the column as " + order.words(), answer -> dates(column, order)));
            }
        }
    }

    private Mapping dates(TemplateColumn column, Order order) {
        Draft draft = draft();
        draft.dates.put(column.key(), order.key());
        return draft.mapping();
    }

    private void otherOrder(Cause cause, List<Remedy> all) {
        TemplateColumn column = meaning(cause);
        if (column == null) {
            return;
        }
        for (Order order : Order.values()) {
            long mended = times(cause, said -> Days.day(said, order) != null);
            if (mended * 2 > times(cause, said -> true) && !breaksMore(cause, column, order)) {
                String effect = effect(cause, column, order);
                all.add(remedy(
                        cause,
                        order.key(),
                        "Treat the column as " + order.words() + (effect.isEmpty() ? mends(cause, mended) : effect),
                        answer -> dates(column, order)));
            }
        }
    }

    /** The order in which most of the rows are, as it is read now, and the other where it does no more harm than good. */
    private void mixedOrders(Cause cause, List<Remedy> all) {
        TemplateColumn column = meaning(cause);
        if (column == null) {
            return;
        }
        Order now = ColumnReading.order(sample, mapping, column, cause.column());
        for (Order order : List.of(Order.DMY, Order.MDY)) {
            if (!breaksMore(cause, column, order)) {
                String effect = order == now
                        ? ", as now (of the first %,d rows %,d are no day)"
                                .formatted(sample.rows().size(), days(cause, said -> Days.day(said, now) == null))
                        : effect(cause, column, order);
                all.add(remedy(
                        cause,
                        order.key(),
                        "Treat the column as " + order.words() + effect,
                        answer -> dates(column, order)));
            }
        }
    }

    private long days(Cause cause, Predicate<String> fits) {
        return sample.said(cause.column()).stream().filter(fits).count();
    }

    private long mended(Cause cause, Order now, Order then) {
        return days(cause, said -> Days.day(said, now) == null && Days.day(said, then) != null);
    }

    private boolean breaksMore(Cause cause, TemplateColumn column, Order then) {
        Order now = ColumnReading.order(sample, mapping, column, cause.column());
        long broken = mended(cause, then, now);
        return broken > 0 && broken > mended(cause, now, then);
    }

    /** What another order does to the days of the first rows; nothing is said where it mends them and leaves the others as they are. */
    private String effect(Cause cause, TemplateColumn column, Order then) {
        Order now = ColumnReading.order(sample, mapping, column, cause.column());
        long broken = mended(cause, then, now);
        long turned = days(cause, said -> {
            LocalDate before = Days.day(said, now);
            LocalDate after = Days.day(said, then);
            return before != null && after != null && !before.equals(after);
        });
        return broken == 0 && turned == 0
                ? ""
                : " (of the first %,d rows mends %,d, breaks %,d, reads %,d otherwise)"
                        .formatted(sample.rows().size(), mended(cause, now, then), broken, turned);
    }

    /** Columns that are not used, of which one may say the model. */
    private void models(Cause cause, List<Remedy> all) {
        unused().stream()
                .filter(i -> Proposals.perhapsModel(sample, i, vocabulary) && !tellsApart(List.of(i)))
                .sorted(Comparator.comparing(i -> !Proposals.calledType(label(i))))
                .limit(MOST_OF_A_KIND)
                .forEach(i -> all.add(remedy(
                        cause, "by-" + label(i), quoted(label(i)) + " says the model: " + sample.values(i), answer -> {
                            Draft draft = draft();
                            draft.columns.put(label(i), TemplateColumn.MODEL.key());
                            return draft.mapping();
                        })));
    }

    private static long times(Cause cause, Predicate<String> fits) {
        return cause.values().stream()
                .filter(value -> fits.test(value.said()))
                .mapToLong(Cause.Value::times)
                .sum();
    }

    private static String mends(Cause cause, long mended) {
        return mended == cause.count() ? "" : " (mends %,d of those shown)".formatted(mended);
    }

    private void decimals(Cause cause, List<Remedy> all) {
        TemplateColumn column = meaning(cause);
        if (column != null) {
            for (String sign : List.of("point", "comma")) {
                all.add(remedy(
                        cause,
                        sign,
                        "A " + sign + " stands before decimals: "
                                + (sign.equals("point") ? "1.500 is 1½, 1,500 is 1500" : "1,500 is 1½, 1.500 is 1500"),
                        answer -> {
                            Draft draft = draft();
                            draft.decimal.put(column.key(), sign);
                            return draft.mapping();
                        }));
            }
        }
    }

    private void units(Cause cause, List<Remedy> all) {
        TemplateColumn column = meaning(cause);
        if (column != null) {
            Map.of("kw", "They are kilowatts", "w", "They are watts").entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(unit -> all.add(remedy(cause, unit.getKey(), unit.getValue(), answer -> {
                        Draft draft = draft();
                        draft.units.put(column.key(), unit.getKey());
                        return draft.mapping();
                    })));
        }
    }

    private void amongWords(Cause cause, List<Remedy> all) {
        TemplateColumn column = meaning(cause);
        boolean degrees = column == TemplateColumn.LATITUDE || column == TemplateColumn.LONGITUDE;
        if (column == null || degrees || mapping.numbers().contains(column.key())) {
            return;
        }
        long mended = times(
                cause,
                said -> (said.indexOf(' ') > 0 || Character.isDigit(said.charAt(0)))
                        && Double.isNaN(Numbers.number(said, '.') * Units.factor(column, said))
                        && !Double.isNaN(Numbers.numberWithin(said, '.', Units.of(column))));
        if (mended * 2 > times(cause, said -> true)) {
            all.add(remedy(cause, "number", "Take the number out of the words" + mends(cause, mended), answer -> {
                Draft draft = draft();
                draft.numbers.add(column.key());
                return draft.mapping();
            }));
        }
    }

    /** Words that say that nothing is known, in this operator's way. */
    private void nothing(Cause cause, List<Remedy> all) {
        TemplateColumn column = meaning(cause);
        if (column == null) {
            return;
        }
        List<Cause.Value> values = cause.values();
        boolean few = cause.allValues() && values.size() <= FEW_VALUES;
        // A number that was mistyped says something; one that comes again and again stands for nothing.
        List<Cause.Value> meant = values.stream()
                .filter(value -> few || value.times() * 5 >= cause.count())
                .filter(value -> value.times() >= OFTEN || value.said().chars().noneMatch(Character::isDigit))
                .filter(value -> !value.said().isEmpty())
                .limit(MOST_OF_A_KIND)
                .toList();
        List<String> words = meant.stream()
                .map(Cause.Value::said)
                .filter(said -> column != TemplateColumn.IMEI_OR_TAC || said.length() < LEAST_TAC)
                .toList();
        if (!words.isEmpty()) {
            all.add(remedy(
                    cause,
                    "empty",
                    words.stream().map(Remedies::quoted).collect(Collectors.joining(", "))
                            + (words.size() == 1 ? " says" : " say") + " that nothing is known: count as empty",
                    answer -> draft().words(
                                    column.key(), words.stream().collect(Collectors.toMap(word -> word, word -> "")))
                            .mapping()));
        }
    }

    private void aside(Cause cause, List<Remedy> all) {
        if (cause.column() >= 0 && cause.count() * 2 > rows) {
            all.add(asideRemedy(cause, "Set the column " + quoted(label(cause.column())) + " aside"));
        }
    }

    private Remedy asideRemedy(Cause cause, String words) {
        return remedy(cause, "aside", words, answer -> {
            Draft draft = draft();
            draft.columns.put(label(cause.column()), Mapping.ASIDE);
            return draft.mapping();
        });
    }

    /** All rows of the cause where one can see what they say; where that is too much, those that a person names. */
    private void leaveOut(Cause cause, List<Remedy> all) {
        if (cause.column() < 0) {
            return;
        }
        String label = label(cause.column());
        List<String> values =
                cause.values().stream().map(value -> Glob.quoted(value.said())).toList();
        if (!cause.allValues()) {
            all.add(new Remedy(
                    key(cause, "leave-some"),
                    "Leave rows out by what " + quoted(label) + " says",
                    Asks.WORDS,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    answer -> leftOut(Mapping.LeftOut.typed(label, answer.words(), answer.why()))));
        } else if (!values.isEmpty()) {
            all.add(new Remedy(
                    key(cause, "leave"),
                    cause.count() == 1 ? "Leave this row out" : "Leave these %,d rows out".formatted(cause.count()),
                    Asks.WHY,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    answer -> leftOut(new Mapping.LeftOut(label, values, answer.why()))));
        }
    }

    private void meanings(Cause cause, List<Remedy> all) {
        TemplateColumn column = meaning(cause);
        Map<String, String> choices = column == null ? null : vocabulary.lists().get(column.key());
        List<String> words = cause.values().stream()
                .map(Cause.Value::said)
                .filter(said -> !said.isEmpty())
                .toList();
        if (column != null && choices != null && !words.isEmpty()) {
            Map<String, String> proposed = new LinkedHashMap<>();
            Map<String, Long> rowsOf = new TreeMap<>();
            if (column == TemplateColumn.STATUS) {
                cause.values()
                        .forEach(value -> Vocabulary.likelyStatus(value.said()).ifPresent(status -> {
                            proposed.put(value.said(), status);
                            rowsOf.merge(status, value.times(), Long::sum);
                        }));
            }
            String told = proposed.isEmpty()
                    ? ""
                    : rowsOf.entrySet().stream()
                            .map(one -> (one.getValue() == 1 ? "1 row " : "%,d rows ".formatted(one.getValue()))
                                    + choices.getOrDefault(one.getKey(), one.getKey()))
                            .collect(Collectors.joining(", ", " (proposed: ", ")"));
            String asked = "Say what the words stand for" + told;
            all.add(new Remedy(key(cause, "words"), asked, Asks.MEANINGS, words, choices, proposed, answer -> {
                Map<String, String> said = new LinkedHashMap<>();
                answer.meanings().forEach((word, key) -> {
                    if (words.contains(word) && choices.containsKey(key)) {
                        said.put(word, key);
                    }
                });
                return draft().words(column.key(), said).mapping();
            }));
        }
    }

    private void constant(Cause cause, TemplateColumn column, String words, List<Remedy> all) {
        Map<String, String> choices = Objects.requireNonNull(vocabulary.lists().get(column.key()));
        all.add(new Remedy(
                key(cause, "all"), words, Asks.MEANINGS, List.of(Mapping.OTHERS), choices, Map.of(), answer -> {
                    Draft draft = draft();
                    String chosen = answer.meanings().getOrDefault(Mapping.OTHERS, "");
                    if (choices.containsKey(chosen)) {
                        draft.constants.put(column.key(), chosen);
                    }
                    return draft.mapping();
                }));
    }

    private void exchanged(Cause cause, List<Remedy> all) {
        long mended = times(cause, this::withinWhenExchanged);
        Mapping.Source latitude = applied.from().get(TemplateColumn.LATITUDE);
        Mapping.Source longitude = applied.from().get(TemplateColumn.LONGITUDE);
        if (mended == 0 || mended * 2 < times(cause, said -> true) || latitude == null || longitude == null) {
            return;
        }
        String north = label(latitude.columns().get(0));
        String east = label(longitude.columns().get(0));
        all.add(remedy(cause, "exchange", "Latitude and longitude are exchanged: read each as the other", answer -> {
            Draft draft = draft();
            if (latitude.parts() > 1) {
                draft.columns.put(north, latitude.part() == 0 ? "longitude, latitude" : "latitude, longitude");
            } else {
                draft.columns.put(north, TemplateColumn.LONGITUDE.key());
                draft.columns.put(east, TemplateColumn.LATITUDE.key());
            }
            return draft.mapping();
        }));
    }

    private boolean withinWhenExchanged(String place) {
        int comma = place.indexOf(", ");
        if (comma < 0) {
            return false;
        }
        double first = Numbers.number(place.substring(0, comma), '.');
        double second = Numbers.number(place.substring(comma + 2), '.');
        return Math.abs(second) <= 90 && vocabulary.within(second, first);
    }

    private void withoutPlaces(Cause cause, List<Remedy> all) {
        Mapping.Source latitude = applied.from().get(TemplateColumn.LATITUDE);
        Mapping.Source longitude = applied.from().get(TemplateColumn.LONGITUDE);
        if (cause.count() * 2 > rows && latitude != null && longitude != null) {
            all.add(remedy(cause, "aside", "Set the coordinates aside", answer -> {
                Draft draft = draft();
                draft.columns.put(label(latitude.columns().get(0)), Mapping.ASIDE);
                draft.columns.put(label(longitude.columns().get(0)), Mapping.ASIDE);
                return draft.mapping();
            }));
        }
    }
}
