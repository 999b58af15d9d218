package org.linchpin.inventory;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.linchpin.access.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A scope and a slice as conditions of SQL, over {@code s} (stock or asset), {@code o} (operator), with named parameters. */
final class Filters {

    private Filters() {}

    static String where(Slice slice) {
        List<String> conditions = new ArrayList<>(List.of("(:everything or s.operator_id = any (:scope))"));
        if (!slice.operators().isEmpty()) {
            conditions.add("o.code = any (:operators)");
        }
        if (!slice.sectors().isEmpty()) {
            conditions.add("s.sector = any (:sectors)");
        }
        if (!slice.regions().isEmpty()) {
            conditions.add("s.region = any (:regions)");
        }
        if (!slice.assetClasses().isEmpty()) {
            conditions.add("s.asset_class = any (:assetClasses)");
        }
        return String.join(" and ", conditions);
    }

    /** The submissions that a slice counts, as a table of operator_id and submission_id. */
    static String inForce(Slice slice) {
        return slice.pending() == null ? "in_force(:asAt, :knownAt)" : "in_force_if(:asAt, :knownAt, :pending)";
    }

    static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Scope scope, Slice slice) {
        InstalledBase.Clocks clocks = InstalledBase.Clocks.of(slice);
        return statement
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("pending", slice.pending())
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .param("operators", array(slice.operators()))
                .param("sectors", array(slice.sectors()))
                .param("regions", array(slice.regions()))
                .param("assetClasses", array(slice.assetClasses()));
    }

    private static String[] array(Collection<String> keys) {
        return keys.toArray(String[]::new);
    }
}
