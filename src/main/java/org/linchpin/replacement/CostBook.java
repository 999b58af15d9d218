package org.linchpin.replacement;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Scope;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.Slice;
import org.linchpin.replacement.Book.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the numbers that a question is answered with. */
@Component
class CostBook {

    private final JdbcClient jdbc;

    CostBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a published programme came to; shown beside an estimate, never multiplied into it. */
    record OutsideView(
            String key,
            String programme,
            String finding,
            @Nullable Double ratio,
            List<String> sources,
            String note) {}

    List<OutsideView> outsideViews() {
        return jdbc.sql("select * from outside_view order by ratio desc nulls last, key")
                .query((row, n) -> {
                    BigDecimal ratio = row.getBigDecimal("ratio");
                    return new OutsideView(
                            row.getString("key"),
                            row.getString("programme"),
                            row.getString("finding"),
                            ratio == null ? null : Double.valueOf(ratio.doubleValue()),
                            List.of((String[]) row.getArray("sources").getArray()),
                            Objects.requireNonNullElse(row.getString("note"), ""));
                })
                .list();
    }

    /** The keys that an asker may put numbers of their own to: of the reference data, and of what owners in sight have stated. */
    @Transactional(readOnly = true)
    Set<String> known() {
        Set<String> known =
                new HashSet<>(parameters(Map.of(), Clocks.of(Slice.all())).keySet());
        jdbc.sql("""
                        select o.code, s.asset_class, s.element from own_cost s join operator o on o.id = s.operator_id
                        where s.operator_id = any ((select visible_operators())::int[])
                        """).query(row -> {
            known.add(Book.ownParameter(
                    Book.ownKey(row.getString("code"), row.getString("asset_class"), row.getString("element"))));
        });
        return known;
    }

    /** The categories of optimism bias. */
    List<String> categories() {
        return jdbc.sql("select substr(key, 10) from cost_parameter where key like 'ob\\_capex\\_%' order by 1")
                .query(String.class)
                .list();
    }

    /** The years that prices can be moved to. */
    List<Integer> priceYears() {
        return jdbc.sql("select year from deflator order by year")
                .query(Integer.class)
                .list();
    }

    @Transactional(readOnly = true)
    Book read(Scope scope, Question question) {
        Clocks clocks = Clocks.of(question.slice());
        Map<String, Parameter> parameters = parameters(question.own(), clocks);
        Map<String, Role> roles = roles(clocks);
        Map<String, Parameter> own = own(scope, question);
        int newest = roles.values().stream()
                .map(role -> parameters.get(role.unit()))
                .map(parameter -> parameter == null ? null : parameter.priceYear())
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int year = question.priceYear() == null ? newest : question.priceYear();
        Map<Integer, Double> deflators = deflators(clocks);
        return new Book(
                year,
                in(year, parameters, deflators),
                roles,
                in(year, own, deflators),
                ownSwaps(scope, question),
                discount(clocks),
                sunsets(clocks));
    }

    static Map<String, Parameter> in(int year, Map<String, Parameter> all, Map<Integer, Double> deflators) {
        Map<String, Parameter> moved = new LinkedHashMap<>();
        Double to = deflators.get(year);
        all.forEach((key, one) -> {
            Integer said = one.priceYear();
            Double from = said == null || !one.money() || said == year ? null : deflators.get(said);
            moved.put(key, from == null || to == null ? one : one.in(year, to / from));
        });
        return moved;
    }

    private Map<String, Parameter> parameters(Map<String, Question.Given> given, Clocks clocks) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        jdbc.sql("""
                        select key, scope, parameter, low, likely, high, unit, price_year, evidence, sources, basis
                        from cost_parameter_at(?)
                        where low is not null and high is not null and coalesce(currency, 'GBP') = 'GBP' order by key
                        """).param(known(clocks)).query(row -> {
            Parameter read = parameter(row);
            Question.Given own = given.get(read.key());
            parameters.put(read.key(), own == null ? read : read.replaced(own));
        });
        return parameters;
    }

    private static Parameter parameter(ResultSet row) throws SQLException {
        double low = row.getDouble("low");
        double high = row.getDouble("high");
        double likely = row.getDouble("likely");
        boolean middle = row.wasNull();
        int year = row.getInt("price_year");
        Integer priceYear = row.wasNull() ? null : Integer.valueOf(year);
        String words = row.getString("scope") + ": " + row.getString("parameter");
        return new Parameter(
                row.getString("key"),
                words.replaceFirst("^any: ", "").replace('_', ' '),
                low,
                middle ? (low + high) / 2 : likely,
                high,
                row.getString("unit"),
                priceYear,
                row.getString("evidence"),
                List.of((String[]) row.getArray("sources").getArray()),
                row.getString("basis") + (middle ? "; no likely value is published, the middle is taken" : ""),
                Parameter.REFERENCE,
                null);
    }

    private Map<String, Role> roles(Clocks clocks) {
        Map<String, Role> roles = new HashMap<>();
        jdbc.sql("""
                        select r.*, a.plural, a.swap_class from cost_role_at(:knownAt) r
                        join asset_class_at(:knownAt) a on a.key = r.asset_class
                        """).param("knownAt", known(clocks)).query(row -> {
            roles.put(
                    row.getString("asset_class"),
                    new Role(
                            row.getString("asset_class"),
                            row.getString("plural"),
                            SwapClass.valueOf(row.getString("swap_class")),
                            row.getString("unit_parameter"),
                            row.getString("visit_parameter"),
                            row.getString("life_parameter"),
                            row.getString("basis")));
        });
        return roles;
    }

    private static final String STATED = """
            from %s s join operator o on o.id = s.operator_id
            join asset_class_at(:knownAt) a on a.key = s.asset_class
            where (:everything or s.operator_id = any (:scope)) and s.stated_at <= :knownAt
              and (s.retracted_at is null or s.retracted_at > :knownAt)
            """;

    private Map<String, Parameter> own(Scope scope, Question question) {
        Map<String, Parameter> own = new LinkedHashMap<>();
        bind(
                        jdbc.sql("select s.*, o.code, o.name, a.plural " + STATED.formatted("own_cost")
                                + " order by s.id"),
                        scope,
                        question)
                .query(row -> {
                    String element = row.getString("element");
                    String key = Book.ownKey(row.getString("code"), row.getString("asset_class"), element);
                    Question.Given given = question.own().get(Book.ownParameter(key));
                    Parameter stated = new Parameter(
                            Book.ownParameter(key),
                            row.getString("plural") + " of " + row.getString("name") + ": "
                                    + OwnCosts.ELEMENTS.get(element),
                            row.getDouble("low"),
                            row.getDouble("likely"),
                            row.getDouble("high"),
                            element.equals("life") ? "years" : element.equals("visit") ? "per visit" : "per unit",
                            row.getInt("price_year"),
                            Parameter.OWN,
                            List.of(),
                            row.getString("source"),
                            row.getString("stated_by"),
                            row.getObject("stated_at", OffsetDateTime.class).toLocalDate());
                    own.put(key, given == null ? stated : stated.replaced(given));
                });
        return own;
    }

    private Map<String, SwapClass> ownSwaps(Scope scope, Question question) {
        Map<String, SwapClass> swaps = new HashMap<>();
        bind(jdbc.sql("select s.*, o.code " + STATED.formatted("own_swap") + " order by s.id"), scope, question)
                .query(row -> {
                    swaps.put(
                            Book.ownKey(row.getString("code"), row.getString("asset_class"), row.getString("model")),
                            SwapClass.valueOf(row.getString("swap_class")));
                });
        return swaps;
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Scope scope, Question question) {
        return statement
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .param("knownAt", known(Clocks.of(question.slice())));
    }

    private static OffsetDateTime known(Clocks clocks) {
        return clocks.knownAt().atOffset(ZoneOffset.UTC);
    }

    private Map<Integer, Double> deflators(Clocks clocks) {
        Map<Integer, Double> values = new HashMap<>();
        jdbc.sql("select year, value from deflator_at(?)").param(known(clocks)).query(row -> {
            values.put(row.getInt("year"), row.getDouble("value"));
        });
        return values;
    }

    /** The edition of the Green Book that is in force on the day looked at. */
    private Discount discount(Clocks clocks) {
        record Row(String edition, int fromYear, int toYear, double percent) {}
        List<Row> rows = jdbc.sql("""
                        select edition, from_year, to_year, percent from discount_rate_at(:knownAt)
                        where edition = (select edition from discount_rate_at(:knownAt) where valid_from <= :asAt
                                         order by valid_from desc limit 1)
                        order by from_year
                        """)
                .param("knownAt", known(clocks))
                .param("asAt", clocks.asAt())
                .query(Row.class)
                .list();
        if (rows.isEmpty()) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "asAt",
                    clocks.asAt().toString(),
                    "no-discount-rate",
                    "No schedule of the Green Book that is known here was in force on " + clocks.asAt(),
                    "Look at a later day")));
        }
        return new Discount(
                rows.get(0).edition(),
                rows.stream()
                        .map(row -> new Discount.Band(row.fromYear(), row.toYear(), row.percent()))
                        .toList());
    }

    private Map<String, Integer> sunsets(Clocks clocks) {
        Map<String, Integer> sunsets = new HashMap<>();
        jdbc.sql("select generation, last_year from network_sunset_at(?)")
                .param(known(clocks))
                .query(row -> {
                    sunsets.put(row.getString("generation"), row.getInt("last_year"));
                });
        return sunsets;
    }
}
