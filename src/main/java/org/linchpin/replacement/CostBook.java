package org.linchpin.replacement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cost parameters as the reference data states them, and which of them stand for which kind of equipment. */
@Component
class CostBook {

    static final String OVERHEAD = "as_any_programme_management_overhead";
    static final String FAILED_VISITS = "as_any_failed-visit_rate";
    static final String CERTIFICATION = "as_any_host_re-certification_when_module_family_changes";
    static final String FIRMWARE = "as_any_firmware_adaptation_per_host_design";
    static final String BIAS = "ob_capex_equipment_and_development";
    static final String DISCOUNT = "stpr_0-30";

    private final JdbcClient jdbc;

    CostBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a kind of equipment costs by.
     *
     * @param visit null where no visit is needed
     * @param ownDesign whether a new module means that the host is certified and its firmware adapted anew
     * @param basis which of the parameters are borrowed from another kind
     */
    record Role(
            String assetClass,
            String name,
            String swapClass,
            Parameter unit,
            @Nullable Parameter visit,
            Parameter life,
            String basis) {

        boolean ownDesign() {
            return swapClass.equals("S1") || swapClass.equals("S3");
        }
    }

    /** A book, with the asker's own numbers in place of ours. */
    record Book(Map<String, Parameter> parameters, Map<String, Role> roles) {

        Parameter get(String key) {
            return Objects.requireNonNull(parameters.get(key), key);
        }
    }

    Book read(Map<String, double[]> own) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        jdbc.sql("""
                        select key, scope, parameter, low, likely, high, unit, price_year, evidence, sources, basis from cost_parameter
                        where low is not null and high is not null order by key
                        """).query(row -> {
            Parameter read = parameter(row);
            double[] points = own.get(read.key());
            parameters.put(read.key(), points == null ? read : read.replaced(points[0], points[1], points[2]));
        });
        Map<String, Role> roles = new HashMap<>();
        jdbc.sql("""
                        select r.*, a.plural, a.swap_class from cost_role r join asset_class a on a.key = r.asset_class
                        """).query(row -> {
            String visit = row.getString("visit_parameter");
            roles.put(
                    row.getString("asset_class"),
                    new Role(
                            row.getString("asset_class"),
                            row.getString("plural"),
                            row.getString("swap_class"),
                            Objects.requireNonNull(parameters.get(row.getString("unit_parameter"))),
                            visit == null ? null : parameters.get(visit),
                            Objects.requireNonNull(parameters.get(row.getString("life_parameter"))),
                            row.getString("basis")));
        });
        return new Book(parameters, roles);
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
                row.getString("basis") + (middle ? "; no likely value is published, the middle is taken" : ""));
    }
}
