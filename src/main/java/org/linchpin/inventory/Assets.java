package org.linchpin.inventory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.AssetFilter.Order;
import org.linchpin.inventory.InstalledBase.Seen;
import org.linchpin.inventory.Reckoning.Candidate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows behind the figures, each with what recognition makes of its words, and why. What decides over wordings is
 * settled in memory and rows in service are counted there; each submission that has some is then asked by itself, for
 * PostgreSQL to open no partition in vain.
 */
@Component
class Assets {

    private static final int IDLE_KEPT = 100_000;
    private static final int MOST_TOGETHER = 20;

    private final JdbcClient jdbc;
    private final InstalledBase installed;
    private final Lexicons lexicons;
    private final Names names;
    private final Cache<Seen, Long> idle =
            Caffeine.newBuilder().maximumSize(IDLE_KEPT).build();

    Assets(JdbcClient jdbc, InstalledBase installed, Lexicons lexicons, Names names) {
        this.jdbc = jdbc;
        this.installed = installed;
        this.lexicons = lexicons;
        this.names = names;
    }

    /**
     * A row of a register.
     *
     * @param outcome certain, ambiguous, none or unknown
     * @param vendors the makers that the module may be of
     * @param controllers who controls these makers, under declared control
     * @param grade that of the best evidence; null where nothing is identified
     * @param reason why, in words
     * @param site where it stands; like the places after it null for whoever is not cleared to know
     * @param next what to ask for {@code after} to get the rows behind this one
     */
    record Asset(
            String operator,
            String assetRef,
            int row,
            String assetClass,
            String sector,
            @Nullable String region,
            int units,
            String manufacturer,
            String model,
            String moduleManufacturer,
            String module,
            String outcome,
            List<String> modules,
            List<String> vendors,
            List<String> controllers,
            List<String> countries,
            @Nullable String grade,
            String reason,
            @Nullable LocalDate installedOn,
            @Nullable Integer criticality,
            @Nullable String site,
            @Nullable String postcode,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String status,
            String next) {}

    /**
     * Some rows of all that there are.
     *
     * @param beginnings whether words were looked for at the beginning of references and sites alone
     */
    record Found(List<Asset> rows, long total, boolean beginnings) {}

    /** What was looked for, and how many rows each submission in force has of it, in service or not. */
    record Looked(Search search, long[] rows) {

        long total() {
            return Arrays.stream(rows).sum();
        }

        /**
         * The same in the order of files, as they are asked together: until they have enough rows, for planning a statement
         * takes longer than reading a small file, but not too many. The one that the place is in is asked alone.
         */
        List<List<Seen>> inFiles(@Nullable Place place, int enough) {
            List<List<Seen>> together = new ArrayList<>();
            long has = enough;
            for (int i = 0; i < rows.length; i++) {
                Seen one = search.submissions().get(i);
                if (rows[i] > 0 && (place == null || place.before(one, Order.FILE))) {
                    if (has >= enough || together.get(together.size() - 1).size() == MOST_TOGETHER) {
                        together.add(new ArrayList<>());
                        has = 0;
                    }
                    together.get(together.size() - 1).add(one);
                    boolean within =
                            place != null && !place.behind(one, Order.FILE).isEmpty();
                    has += within ? enough : rows[i];
                }
            }
            return together;
        }

        /** The submissions that have something of it behind a place. */
        List<Seen> holding(@Nullable Place place, Order order) {
            return IntStream.range(0, rows.length)
                    .filter(i -> rows[i] > 0)
                    .mapToObj(search.submissions()::get)
                    .filter(one -> place == null || place.before(one, order))
                    .toList();
        }
    }

    /** Up to so many rows behind a place in the order, and how many there are altogether. */
    @Transactional(readOnly = true)
    public Found find(Viewer viewer, Slice slice, AssetFilter filter, @Nullable String after, int limit) {
        Place place = Place.of(after);
        Looked looked = look(viewer, slice, filter);
        Search search = looked.search();
        Order order = filter.sort();
        boolean exact = viewer.may(Action.READ_PLACES);
        return new Found(
                order == Order.FILE
                        ? inFiles(looked, place, limit, exact)
                        : rows(search, ordered(looked, order, place, limit), exact),
                looked.total(),
                search.sought() != null && !search.sought().anywhere());
    }

    /** In the order of files some after the others give their rows, until there are enough. */
    private List<Asset> inFiles(Looked looked, @Nullable Place place, int limit, boolean exact) {
        Search search = looked.search();
        List<Asset> rows = new ArrayList<>();
        for (List<Seen> some : looked.inFiles(place, limit)) {
            if (rows.size() == limit) {
                break;
            }
            String behind = place == null ? "" : place.behind(some.get(0), Order.FILE);
            rows.addAll(jdbc.sql(
                            "select %s from asset s where %s%s order by s.operator_id, s.submission_id, s.line limit %d"
                                    .formatted(COLUMNS, search.of(some), behind, limit - rows.size()))
                    .query((row, n) -> asset(
                            row,
                            search,
                            new Place("", row.getInt("operator_id"), row.getLong("submission_id"), row.getInt("line")),
                            exact))
                    .list());
        }
        return rows;
    }

    /** In another order each submission names its first rows, of which the first of all are read. */
    private List<Place> ordered(Looked looked, Order order, @Nullable Place place, int limit) {
        List<Place> places = new ArrayList<>();
        for (Seen one : looked.holding(place, order)) {
            @Nullable Place worst = order.mergesHere() && places.size() == limit ? places.get(limit - 1) : null;
            places.addAll(next(looked.search(), one, place, worst, limit));
            if (order.mergesHere()) {
                places.sort(Comparator.comparing(Place::value, order.byValue())
                        .thenComparing(Place::operator)
                        .thenComparing(Place::submission)
                        .thenComparing(Place::line));
                places.subList(Math.min(limit, places.size()), places.size()).clear();
            }
        }
        return order.mergesHere() ? places : merged(places, limit);
    }

    /**
     * All that is looked for, ready to be asked of each submission in force. Words are looked for at the beginning of
     * references and sites; anywhere in them only if none begins so and there are few rows to read.
     */
    @Transactional(readOnly = true)
    public Looked look(Viewer viewer, Slice slice, AssetFilter filter) {
        Counting counting = installed.counting(viewer.scope(), slice);
        Lexicon lexicon = lexicons.of(counting.version(), slice, LookThroughRule.DECLARED);
        Looked looked = counted(Search.of(counting, slice, filter, lexicon, viewer.may(Action.READ_PLACES)));
        Search search = looked.search();
        return search.sought() == null || looked.total() > 0 || search.reach() > Sought.FEW
                ? looked
                : counted(search.anywhere());
    }

    private Looked counted(Search search) {
        long[] rows = new long[search.submissions().size()];
        for (int i = 0; i < rows.length; i++) {
            Seen one = search.submissions().get(i);
            rows[i] = search.rows()[i];
            if (idle(search, one) > 0) {
                rows[i] += count(search.worded(one) + " and s.status <> 'in_service'");
            }
            if (search.sought() != null) {
                rows[i] += count(search.besides(one, search.sought()));
            }
        }
        return new Looked(search, rows);
    }

    /** How many rows of a submission are not in service; what is in a submission never changes once it is accepted. */
    private long idle(Search search, Seen one) {
        return Long.valueOf(one.submission()).equals(search.slice().pending())
                ? counted(one)
                : idle.get(one, this::counted);
    }

    private long counted(Seen one) {
        return count("s.operator_id = %d and s.submission_id = %d and s.status <> 'in_service'"
                .formatted(one.operator(), one.submission()));
    }

    private long count(String where) {
        return jdbc.sql("select count(*) from asset s where " + where)
                .query(Long.class)
                .single();
    }

    /** The first rows of one submission behind a place, by their keys; only those that are before the worst that is kept. */
    private List<Place> next(Search search, Seen one, @Nullable Place place, @Nullable Place worst, int limit) {
        List<Place> places = new ArrayList<>();
        for (Stretch stretch : Stretch.of(one, search.filter().sort(), place, worst)) {
            if (places.size() < limit) {
                String sql = "select %s as value, s.line from asset s where %s%s order by %s limit %d"
                        .formatted(
                                stretch.value(),
                                search.of(one),
                                stretch.where(),
                                stretch.order(),
                                limit - places.size());
                JdbcClient.StatementSpec statement = jdbc.sql(sql);
                if (place != null && stretch.where().contains(":value")) {
                    statement = statement.param("value", place.value());
                }
                if (worst != null && stretch.where().contains(":worst")) {
                    statement = statement.param("worst", worst.value());
                }
                places.addAll(statement
                        .query((row, n) ->
                                new Place(row.getString("value"), one.operator(), one.submission(), row.getInt("line")))
                        .list());
            }
        }
        return places;
    }

    /** The first of all places in the order of words, which only the database knows. */
    private List<Place> merged(List<Place> places, int limit) {
        return jdbc
                .sql("select n from unnest(:values) with ordinality t (value, n) order by value, n limit :limit")
                .param("values", places.stream().map(Place::value).toArray(String[]::new))
                .param("limit", limit)
                .query(Integer.class)
                .list()
                .stream()
                .map(n -> places.get(n - 1))
                .toList();
    }

    private static final String COLUMNS = """
            s.operator_id, s.submission_id, s.wording_id, s.asset_ref, s.line, s.asset_class, s.sector, s.region, s.units, s.installed_on,
            s.criticality, s.site, s.postcode, s.latitude, s.longitude, s.status""";

    private List<Asset> rows(Search search, List<Place> places, boolean exact) {
        Map<Seen, List<Integer>> lines = new LinkedHashMap<>();
        Map<Long, Seen> seen = new HashMap<>();
        search.submissions().forEach(one -> seen.put(one.submission(), one));
        places.forEach(place -> lines.computeIfAbsent(
                        Objects.requireNonNull(seen.get(place.submission())), fresh -> new ArrayList<>())
                .add(place.line()));
        Map<String, Asset> found = new HashMap<>();
        Map<String, Place> keys = new HashMap<>();
        places.forEach(place -> keys.put(place.submission() + "/" + place.line(), place));
        lines.forEach((one, some) -> jdbc.sql(
                        "select %s from asset s where s.operator_id = %d and s.submission_id = %d and s.line = any (:lines)"
                                .formatted(COLUMNS, one.operator(), one.submission()))
                .param("lines", some.toArray(Integer[]::new))
                .query(row -> {
                    String key = one.submission() + "/" + row.getInt("line");
                    found.put(key, asset(row, search, Objects.requireNonNull(keys.get(key)), exact));
                }));
        return places.stream()
                .map(place -> Objects.requireNonNull(found.get(place.submission() + "/" + place.line())))
                .toList();
    }

    private Asset asset(ResultSet row, Search search, Place place, boolean exact) throws SQLException {
        Lexicon.Entry entry = search.lexicon().of(row.getInt("wording_id"));
        Words words = words(search, entry);
        return new Asset(
                Objects.requireNonNull(search.codes().get(row.getInt("operator_id"))),
                row.getString("asset_ref"),
                row.getInt("line"),
                row.getString("asset_class"),
                row.getString("sector"),
                row.getString("region"),
                row.getInt("units"),
                entry.word("maker"),
                entry.word("model"),
                entry.word("module_maker"),
                entry.word("module"),
                entry.outcome(),
                words.modules(),
                words.vendors(),
                words.controllers(),
                words.countries(),
                words.grade(),
                entry.reason(),
                row.getObject("installed_on", LocalDate.class),
                row.getObject("criticality", Integer.class),
                exact ? row.getString("site") : null,
                exact ? row.getString("postcode") : null,
                exact ? row.getObject("latitude", Double.class) : null,
                exact ? row.getObject("longitude", Double.class) : null,
                row.getString("status"),
                place.text());
    }

    /** What a wording is recognised as, as people read it; nothing where it is not identified. */
    record Words(
            List<String> modules,
            List<String> vendors,
            List<String> controllers,
            List<String> countries,
            @Nullable String grade) {}

    Words words(Search search, Lexicon.Entry entry) {
        Lexicon lexicon = search.lexicon();
        Slice slice = search.slice();
        if (entry.outcome().equals("unknown")) {
            return new Words(List.of(), List.of(), List.of(), List.of(), null);
        }
        Function<Candidate, @Nullable String> module =
                one -> one.family() == null ? one.module() : names.of(Dimension.MODULE, one.family(), slice);
        return new Words(
                lexicon.leads(entry, module),
                lexicon.leads(entry, one -> names.of(Dimension.VENDOR, one.vendor(), slice)),
                lexicon.leads(entry, one -> lexicon.of(one).holderName()),
                lexicon.leads(entry, one -> lexicon.of(one).country()),
                entry.grade());
    }
}
