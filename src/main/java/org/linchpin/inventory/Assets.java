package org.linchpin.inventory;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Scope;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows behind the figures, each with what recognition makes of its words, and why. */
@Component
class Assets {

    private static final int FETCHED_AT_ONCE = 2_000;

    private final JdbcClient jdbc;
    private final JdbcClient streaming;

    Assets(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        JdbcTemplate inBlocks = new JdbcTemplate(database);
        inBlocks.setFetchSize(FETCHED_AT_ONCE);
        this.streaming = JdbcClient.create(inBlocks);
    }

    /**
     * A row of a register.
     *
     * @param outcome certain, ambiguous, none or unknown
     * @param vendors the makers that the module may be of
     * @param controllers who controls these makers, under declared control
     * @param grade that of the best evidence; null where nothing is identified
     * @param reason why, in words
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
            String status,
            String next) {}

    private static String sql(Slice slice, AssetFilter filter, String what, String end) {
        return """
                select %s
                from %s f
                join asset s on s.operator_id = f.operator_id and s.submission_id = f.submission_id
                join operator o on o.id = s.operator_id
                join wording w on w.id = s.wording_id
                %s
                where %s %s
                """.formatted(
                        what, Filters.inForce(slice), end.isEmpty() ? "" : HELD, Filters.where(slice), filter.where())
                + end;
    }

    private static final String HELD = """
            left join lateral (
                select array_agg(distinct coalesce(fam.prefix, c.module)) filter (where coalesce(fam.prefix, c.module) <> '') as modules,
                       array_agg(distinct v.name) as vendors, array_agg(distinct c.holder_name) as controllers,
                       array_agg(distinct c.country) as countries, min(c.grade) as grade
                from candidate_held_at(:asAt, :knownAt) c
                join organisation v on v.key = c.vendor_key
                left join module_family fam on fam.key = c.family_key
                where c.wording_id = w.id and c.rule = 'declared'
            ) held on true
            """;

    private static final String COLUMNS = """
            o.code as operator, s.operator_id, s.submission_id, s.asset_ref, s.line, s.asset_class, s.sector, s.region, s.units,
            w.maker, w.model, w.module_maker, w.module, w.outcome, w.reason, held.*, s.installed_on, s.criticality, s.site, s.status,
            (%s)::text as place""";

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, Scope scope, Slice slice, AssetFilter filter) {
        return Filters.bind(statement, scope, slice)
                .param("maker", filter.maker())
                .param("module", filter.module())
                .param("vendor", filter.vendor())
                .param("controller", filter.controller())
                .param("country", filter.country())
                .param("generation", filter.generation())
                .param("wording", filter.wording())
                .param("year", filter.year() == null ? 0 : filter.year())
                .param("grade", filter.grade())
                .param("like", filter.like());
    }

    @Transactional(readOnly = true)
    public long count(Scope scope, Slice slice, AssetFilter filter) {
        return bind(jdbc.sql(sql(slice, filter, "count(*)", "")), scope, slice, filter)
                .query(Long.class)
                .single();
    }

    /** Up to so many rows behind a place in the order. */
    @Transactional(readOnly = true)
    public List<Asset> after(Scope scope, Slice slice, AssetFilter filter, @Nullable String after, int limit) {
        AssetFilter.Order sort = filter.sort();
        Place place = Place.of(after);
        String behind = place == null
                ? ""
                : " and (%s, s.operator_id, s.submission_id, s.line) > (cast(:value as %s), :op, :sub, :line)"
                        .formatted(sort.sql(), sort.type());
        JdbcClient.StatementSpec statement = bind(
                jdbc.sql(sql(slice, filter, COLUMNS.formatted(sort.sql()), behind + order(sort) + " limit :limit")),
                scope,
                slice,
                filter);
        if (place != null) {
            statement = statement
                    .param("value", place.value())
                    .param("op", place.operator())
                    .param("sub", place.submission())
                    .param("line", place.line());
        }
        return statement.param("limit", limit).query((row, n) -> asset(row)).list();
    }

    /** Every row, one by one; the result is never held whole. */
    @Transactional(readOnly = true)
    public void each(Scope scope, Slice slice, AssetFilter filter, Consumer<Asset> reader) {
        AssetFilter.Order sort = filter.sort();
        bind(streaming.sql(sql(slice, filter, COLUMNS.formatted(sort.sql()), order(sort))), scope, slice, filter)
                .query((RowCallbackHandler) row -> reader.accept(asset(row)));
    }

    private static String order(AssetFilter.Order sort) {
        return " order by " + (sort == AssetFilter.Order.FILE ? "" : sort.sql() + ", ")
                + "s.operator_id, s.submission_id, s.line";
    }

    private static Asset asset(ResultSet row) throws SQLException {
        int criticality = row.getInt("criticality");
        Integer known = row.wasNull() ? null : Integer.valueOf(criticality);
        boolean identified = !row.getString("outcome").equals("unknown");
        return new Asset(
                row.getString("operator"),
                row.getString("asset_ref"),
                row.getInt("line"),
                row.getString("asset_class"),
                row.getString("sector"),
                row.getString("region"),
                row.getInt("units"),
                row.getString("maker"),
                row.getString("model"),
                row.getString("module_maker"),
                row.getString("module"),
                row.getString("outcome"),
                identified ? words(row, "modules") : List.of(),
                identified ? words(row, "vendors") : List.of(),
                identified ? words(row, "controllers") : List.of(),
                identified ? words(row, "countries") : List.of(),
                identified ? row.getString("grade") : null,
                row.getString("reason"),
                row.getObject("installed_on", LocalDate.class),
                known,
                row.getString("site"),
                row.getString("status"),
                new Place(
                                row.getString("place"),
                                row.getInt("operator_id"),
                                row.getLong("submission_id"),
                                row.getInt("line"))
                        .text());
    }

    private static List<String> words(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** A place in an order: the sorted value and the row's own key. */
    private record Place(String value, int operator, long submission, int line) {

        static @Nullable Place of(@Nullable String after) {
            if (after == null || after.isBlank()) {
                return null;
            }
            try {
                String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
                String[] parts = text.split("\u001f", 4);
                return new Place(
                        parts[3], Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw BadInput.fields(List.of(BadInput.Fault.field(
                        "after",
                        after,
                        "after-unknown",
                        "after must be the next of an earlier answer",
                        "Start without after")));
            }
        }

        String text() {
            String text = operator + "\u001f" + submission + "\u001f" + line + "\u001f" + value;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
