package org.linchpin.reading;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.linchpin.reading.Mapping.Source;

/** What the columns of a file may mean, by their names and by what stands in them. A person confirms it. */
public final class Proposals {

    private static final Pattern POSTCODE = Pattern.compile("(?i)[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}");
    private static final Pattern PAIR =
            Pattern.compile("[(\\[]?\\s*(-?[0-9]{1,3}[.][0-9]{3,}\\s*[,; ]\\s*-?[0-9]{1,3}[.][0-9]{3,}"
                    + "|-?[0-9]{1,3},[0-9]{3,}\\s*(;|,? )\\s*-?[0-9]{1,3},[0-9]{3,})\\s*[)\\]]?");
    private static final Pattern POINT = Pattern.compile("(?i)point ?\\(\\s*-?[0-9.]+ -?[0-9.]+\\s*\\)");
    private static final String LATITUDE_FIRST = "latitude, longitude";
    private static final String LONGITUDE_FIRST = "longitude, latitude";
    /** Names of pairs of which the longitude comes first. */
    private static final List<String> LONGITUDES_FIRST =
            List.of("xy", "lonlat", "longlat", "lnglat", "geojson", "geom");

    private static final Pattern DEGREES = Pattern.compile("[+-]?[0-9]{1,3}[.,][0-9]{4,}");
    private static final Pattern USB = Pattern.compile("(?i)(0x)?[0-9a-f]{4}[:/](0x)?[0-9a-f]{4}");
    private static final Pattern FCC =
            Pattern.compile("(?i)(XMR|N7N|XPY|ZMO|RI7|QIP|VPY|2AJYU|2ATM8|2ANPO)[A-Z0-9-]{3,14}");
    private static final Pattern TAC = Pattern.compile("(01|35|86|99)[0-9]{6}");
    private static final List<String> INSTALLED =
            List.of("install", "commission", "betrieb", "service", "turnon", "einbau", "built", "baujahr", "montage");
    /** How names of parts of the equipment end, and of what they are. */
    private static final Map<TemplateColumn, List<String>> ENDS = new EnumMap<>(Map.of(
            TemplateColumn.MANUFACTURER,
            List.of("manufacturer", "hersteller", "fabricant", "fabricante", "fabrikant"),
            TemplateColumn.MODEL,
            List.of("model", "modell", "modele")));

    /** Names of columns that say the model where another says who made it, and may say many a thing elsewhere. */
    private static final List<String> TYPES = List.of("type", "tipo");
    /** Names of the reference of a single charging point, and of how many its whole station has. */
    private static final List<String> POINTS = List.of("idpdc", "idpdcitinerance", "evseid");

    private static final List<String> COUNTS_OF_POINTS = List.of("nbrepdc", "anzahlladepunkte");

    private static final List<String> REFERENCES =
            List.of("id", "ref", "code", "nr", "no", "number", "nummer", "num", "uprn", "asset");
    private static final Span NORTH = new Span(49, 61);
    private static final Span EAST = new Span(-9, 2.5);
    private static final int FEW_WORDS = 15;
    private static final double MOST = 0.8;
    private static final double HARDLY_ANY = 0.1;
    private static final double TELLS_APART = 0.5;
    private static final double HALF = 0.5;
    private static final int ENOUGH_TO_JUDGE = 3;

    private Proposals() {}

    /**
     * What a column is proposed to mean.
     *
     * @param meaning as a mapping says it
     * @param why by what it was told, for the person who confirms
     */
    public record Proposal(String meaning, String why) {}

    /**
     * Puts in what names say. Each template column is proposed once, the best name wins, and a column whose rows cannot mean that is left.
     *
     * @param weak whether names other than the template's own count
     */
    static void byName(Sample sample, List<Integer> open, Map<TemplateColumn, Source> from, boolean weak) {
        Set<Integer> taken = new HashSet<>();
        from.values().forEach(source -> taken.addAll(source.columns()));
        List<String> names =
                sample.header().labels().stream().map(TemplateColumn::bare).toList();
        for (TemplateColumn column : TemplateColumn.values()) {
            if (from.containsKey(column)) {
                continue;
            }
            int best = weak ? Integer.MAX_VALUE : 1;
            int found = -1;
            for (int i : open) {
                int fit = column.fit(names.get(i));
                if (fit >= 0
                        && fit < best
                        && !taken.contains(i)
                        && (fit == 0 || !contradicts(sample, i, column) && !ofTheWholeStation(names, i, from))) {
                    best = fit;
                    found = i;
                }
            }
            if (found >= 0) {
                from.put(column, new Source(List.of(found), 0, 1));
                taken.add(found);
            }
        }
    }

    /** Where each row is one charging point, how many its station has would count them all in each of its rows. */
    private static boolean ofTheWholeStation(List<String> names, int i, Map<TemplateColumn, Source> from) {
        Source identity = from.get(TemplateColumn.ASSET_REF);
        return identity != null
                && COUNTS_OF_POINTS.contains(names.get(i))
                && identity.columns().stream().anyMatch(column -> POINTS.contains(names.get(column)));
    }

    /**
     * Whether hardly any cell can be what the name says: projected metres are called X and Y too, pairs of coordinates are called a location,
     * a column of which most rows say the same as others tells nothing apart, and where pairs stand in one column, empty ones for either
     * half say nothing.
     */
    private static boolean contradicts(Sample sample, int i, TemplateColumn column) {
        List<String> cells = sample.said(i);
        if (column == TemplateColumn.ASSET_REF) {
            return cells.size() >= ENOUGH_TO_JUDGE && cells.stream().distinct().count() < cells.size() * TELLS_APART;
        }
        if (column == TemplateColumn.SITE) {
            return pair(sample, i).isPresent();
        }
        if (cells.isEmpty() && (column == TemplateColumn.LATITUDE || column == TemplateColumn.LONGITUDE)) {
            return IntStream.range(0, sample.header().size())
                    .anyMatch(other -> pair(sample, other).isPresent());
        }
        Optional<Predicate<String>> form = form(column, sample.decimal(i, '.'));
        return cells.size() >= ENOUGH_TO_JUDGE
                && form.filter(fits -> share(cells, fits) < HARDLY_ANY).isPresent();
    }

    private static Optional<Predicate<String>> form(TemplateColumn column, char decimal) {
        return switch (column) {
            case LATITUDE -> Optional.of(cell -> Math.abs(Numbers.number(cell, decimal)) <= 90);
            case LONGITUDE -> Optional.of(cell -> Math.abs(Numbers.number(cell, decimal)) <= 180);
            case INSTALLED_ON, PLANNED_REPLACEMENT_ON ->
                Optional.of(cell -> Days.day(cell, Days.Order.DMY) != null || Days.day(cell, Days.Order.MDY) != null);
            case UNITS, CAPACITY_KW, PEOPLE_SERVED, CRITICALITY, UNIT_COST ->
                Optional.of(cell -> !Double.isNaN(Numbers.numberWithin(cell, decimal, Units.of(column))));
            case STATUS -> Optional.of(cell -> Vocabulary.status(cell).isPresent());
            default -> Optional.empty();
        };
    }

    private static double share(List<String> cells, Predicate<String> fits) {
        return cells.isEmpty() ? 0 : cells.stream().filter(fits).count() / (double) cells.size();
    }

    /** A proposal for each column that is still undecided, where there is one. */
    public static Map<Integer, Proposal> of(Sample sample, Mapping.Applied applied, Vocabulary vocabulary) {
        Map<Integer, Proposal> all = new LinkedHashMap<>();
        Map<TemplateColumn, Source> byName = new EnumMap<>(applied.from());
        byName(sample, applied.undecided(), byName, true);
        byName.forEach((column, source) -> {
            if (!applied.from().containsKey(column)) {
                all.put(source.columns().get(0), new Proposal(column.key(), "from its name"));
            }
        });
        Set<TemplateColumn> taken = new HashSet<>(byName.keySet());
        ENDS.forEach((column, ends) -> {
            if (!taken.contains(column)) {
                List<Integer> open = applied.undecided().stream()
                        .filter(i -> !all.containsKey(i))
                        .toList();
                byEndOfName(sample, open, ends).ifPresent(i -> {
                    all.put(i, new Proposal(column.key(), "from the end of its name"));
                    taken.add(column);
                });
            }
        });
        if (taken.contains(TemplateColumn.MANUFACTURER) && !taken.contains(TemplateColumn.MODEL)) {
            applied.undecided().stream()
                    .filter(i -> !all.containsKey(i)
                            && calledType(sample.header().labels().get(i)))
                    .filter(i -> perhapsModel(sample, i, vocabulary))
                    .findFirst()
                    .ifPresent(i -> {
                        all.put(i, new Proposal(TemplateColumn.MODEL.key(), "from its name, beside who made it"));
                        taken.add(TemplateColumn.MODEL);
                    });
        }
        for (int i : applied.undecided()) {
            if (!all.containsKey(i)) {
                byValues(sample, i, taken, vocabulary).ifPresent(meaning -> {
                    all.put(i, new Proposal(meaning, "from what stands there"));
                    taken.addAll(Mapping.meanings(meaning));
                });
            }
        }
        return all;
    }

    /** Whether what stands there may be models: several words, which are no kinds of equipment, no states of it, no numbers and no days. */
    static boolean perhapsModel(Sample sample, int i, Vocabulary vocabulary) {
        List<String> cells = sample.said(i);
        return cells.stream().distinct().count() > 1
                && share(cells, cell -> cell.chars().anyMatch(Character::isLetter)) > HALF
                && share(
                                cells,
                                cell -> vocabulary.assetClass(cell).isPresent()
                                        || vocabulary.sector(cell).isPresent()
                                        || vocabulary.region(cell).isPresent()
                                        || Vocabulary.status(cell).isPresent()
                                        || Days.day(cell, Days.Order.DMY) != null
                                        || POSTCODE.matcher(cell).matches())
                        < HARDLY_ANY;
    }

    static boolean calledType(String label) {
        return TYPES.contains(TemplateColumn.bare(label));
    }

    /** Who made which part of it: of several columns whose names end so, the one that says most. */
    private static Optional<Integer> byEndOfName(Sample sample, List<Integer> open, List<String> ends) {
        return open.stream()
                .filter(i -> ends.stream()
                        .anyMatch(TemplateColumn.bare(sample.header().labels().get(i))::endsWith))
                .filter(i -> !sample.said(i).isEmpty())
                .max(Comparator.comparing((Integer i) -> sample.said(i).size())
                        .thenComparing(Comparator.reverseOrder()));
    }

    private static Optional<String> byValues(Sample sample, int i, Set<TemplateColumn> taken, Vocabulary vocabulary) {
        List<String> cells = sample.said(i);
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        String name = TemplateColumn.bare(sample.header().labels().get(i));
        boolean free = !taken.contains(TemplateColumn.LATITUDE) && !taken.contains(TemplateColumn.LONGITUDE);
        Optional<String> pair = pair(sample, i);
        if (pair.isPresent()) {
            return free ? pair : Optional.empty();
        }
        char decimal = sample.decimal(i, '.');
        for (Map.Entry<TemplateColumn, Predicate<String>> one :
                looks(vocabulary, decimal).entrySet()) {
            if (!taken.contains(one.getKey()) && share(cells, one.getValue()) > MOST) {
                return Optional.of(one.getKey().key());
            }
        }
        long words = cells.stream().distinct().count();
        if (!taken.contains(TemplateColumn.STATUS)
                && words <= FEW_WORDS
                && share(cells, cell -> Vocabulary.status(cell).isPresent()) > MOST) {
            return Optional.of(TemplateColumn.STATUS.key());
        }
        if (!taken.contains(TemplateColumn.INSTALLED_ON)
                && INSTALLED.stream().anyMatch(name::contains)
                && share(
                                cells,
                                cell -> Days.day(cell, Days.Order.DMY) != null
                                        || Days.day(cell, Days.Order.MDY) != null)
                        > MOST) {
            return Optional.of(TemplateColumn.INSTALLED_ON.key());
        }
        boolean everyRowDiffers = words == sample.rows().size() && words >= ENOUGH_TO_JUDGE;
        return everyRowDiffers
                        && !taken.contains(TemplateColumn.ASSET_REF)
                        && REFERENCES.stream().anyMatch(end -> name.endsWith(end) || name.startsWith(end))
                ? Optional.of(TemplateColumn.ASSET_REF.key())
                : Optional.empty();
    }

    /** In which order latitude and longitude stand in one cell; nothing where they do not. */
    private static Optional<String> pair(Sample sample, int i) {
        List<String> cells = sample.said(i);
        if (share(cells, POINT.asMatchPredicate()) > MOST) {
            return Optional.of(LONGITUDE_FIRST);
        }
        if (share(cells, PAIR.asMatchPredicate()) <= MOST) {
            return Optional.empty();
        }
        double here = share(cells, cell -> here(cell, 0, 1));
        double turned = share(cells, cell -> here(cell, 1, 0));
        String name = TemplateColumn.bare(sample.header().labels().get(i));
        boolean longitudeFirst = here == turned
                ? LONGITUDES_FIRST.stream().anyMatch(name::contains)
                        || share(cells, cell -> Math.abs(half(cell, 0)) > 90) > HARDLY_ANY
                : turned > here;
        return Optional.of(longitudeFirst ? LONGITUDE_FIRST : LATITUDE_FIRST);
    }

    private static boolean here(String cell, int latitude, int longitude) {
        return NORTH.holds(half(cell, latitude)) && EAST.holds(half(cell, longitude));
    }

    private static double half(String cell, int part) {
        return Numbers.number(Template.part(cell, part, 2), '.');
    }

    /** Degrees between which places lie that are called by coordinates and nothing else. */
    private record Span(double least, double most) {

        boolean holds(double degrees) {
            return degrees >= least && degrees <= most;
        }
    }

    /** Values that have a look of their own, whatever their column is called. */
    private static Map<TemplateColumn, Predicate<String>> looks(Vocabulary vocabulary, char decimal) {
        Map<TemplateColumn, Predicate<String>> looks = new LinkedHashMap<>();
        looks.put(TemplateColumn.IMEI_OR_TAC, cell -> TAC.matcher(cell).matches() || imei(cell));
        looks.put(TemplateColumn.USB_ID, USB.asMatchPredicate());
        looks.put(TemplateColumn.FCC_ID, FCC.asMatchPredicate());
        looks.put(TemplateColumn.POSTCODE, POSTCODE.asMatchPredicate());
        looks.put(TemplateColumn.REGION, cell -> vocabulary.region(cell).isPresent());
        looks.put(
                TemplateColumn.ASSET_CLASS, cell -> vocabulary.assetClass(cell).isPresent());
        looks.put(TemplateColumn.LATITUDE, cell -> degrees(cell, decimal, NORTH));
        looks.put(TemplateColumn.LONGITUDE, cell -> degrees(cell, decimal, EAST));
        return looks;
    }

    private static boolean degrees(String cell, char decimal, Span span) {
        return DEGREES.matcher(cell).matches() && span.holds(Numbers.number(cell, decimal));
    }

    /** Fifteen digits of which the last one proves the others. */
    private static boolean imei(String cell) {
        if (cell.length() != 15 || !cell.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = (cell.charAt(i) - '0') * (1 + i % 2);
            sum += digit / 10 + digit % 10;
        }
        return sum % 10 == 0;
    }

    /** Whether the numbers of a column stand among words, so that they must be taken out of them. */
    public static boolean amongWords(Sample sample, int column, String meaning) {
        Optional<TemplateColumn> one = TemplateColumn.of(meaning);
        if (one.isEmpty() || one.get().kind() != TemplateColumn.Kind.NUMBER) {
            return false;
        }
        Memo<Double>[] factors = Units.memos();
        List<String> cells = sample.said(column);
        return share(
                                cells,
                                cell -> Double.isNaN(Numbers.number(cell, '.'))
                                        || Double.isNaN(factors[one.get().ordinal()].of(cell)))
                        > HARDLY_ANY
                && share(cells, cell -> !Double.isNaN(Numbers.numberWithin(cell, '.', Units.of(one.get())))) > MOST;
    }

    /** Words of a column of words that the vocabulary does not know, so that a person can say what they stand for. */
    public static Map<String, List<String>> unknownWords(
            Sample sample, Mapping mapping, Mapping.Applied applied, Vocabulary vocabulary) {
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        applied.from().forEach((column, source) -> {
            Optional<Predicate<String>> known = known(column, vocabulary);
            if (known.isPresent() && source.plain()) {
                Map<String, String> said = mapping.values().getOrDefault(column.key(), Map.of());
                List<String> words = sample.said(source.columns().get(0)).stream()
                        .filter(word -> said.containsKey(word) || !known.get().test(word))
                        .distinct()
                        .sorted()
                        .limit(FEW_WORDS)
                        .toList();
                if (!words.isEmpty()) {
                    unknown.put(column.key(), words);
                }
            }
        });
        return unknown;
    }

    private static Optional<Predicate<String>> known(TemplateColumn column, Vocabulary vocabulary) {
        return switch (column) {
            case STATUS -> Optional.of(word -> Vocabulary.status(word).isPresent());
            case ASSET_CLASS -> Optional.of(word -> vocabulary.assetClass(word).isPresent());
            case SECTOR -> Optional.of(word -> vocabulary.sector(word).isPresent());
            case REMOTE_CONTROL -> Optional.of(word -> Cells.yes(word.toLowerCase(Locale.ROOT)) != null);
            default -> Optional.empty();
        };
    }
}
