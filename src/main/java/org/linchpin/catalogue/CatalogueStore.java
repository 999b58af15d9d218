package org.linchpin.catalogue;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.linchpin.recognition.Knowledge;
import org.linchpin.recognition.Knowledge.Contents;
import org.linchpin.recognition.Knowledge.Equipment;
import org.linchpin.recognition.Knowledge.Family;
import org.linchpin.recognition.Knowledge.Identifier;
import org.linchpin.recognition.Knowledge.TypeCode;
import org.linchpin.recognition.Knowledge.Vendor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The catalogue's tables, read as the pure parts need them. */
@Component
class CatalogueStore {

    private final JdbcClient jdbc;

    CatalogueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Knowledge knowledge() {
        return new Knowledge(
                jdbc.sql("select * from organisation where kind = 'vendor' order by key")
                        .query((row, n) -> new Vendor(
                                row.getString("key"),
                                row.getString("name"),
                                row.getString("legal_name"),
                                row.getString("legal_name_local"),
                                list(row, "aliases"),
                                row.getString("role"),
                                row.getString("parent_key")))
                        .list(),
                jdbc.sql("select * from module_family order by key")
                        .query((row, n) -> new Family(
                                row.getString("key"),
                                row.getString("prefix"),
                                row.getString("pattern"),
                                row.getString("vendor_key"),
                                row.getString("owner_key"),
                                row.getString("ambiguity"),
                                row.getString("confidence"),
                                list(row, "sources")))
                        .list(),
                jdbc.sql("select * from identifier order by kind, value")
                        .query((row, n) -> new Identifier(
                                row.getString("kind"),
                                row.getString("value"),
                                row.getString("vendor_key"),
                                row.getString("module"),
                                row.getString("strength"),
                                row.getString("sharing"),
                                row.getString("confidence"),
                                list(row, "sources")))
                        .list(),
                jdbc.sql("select * from equipment order by key")
                        .query((row, n) -> new Equipment(
                                row.getString("maker"),
                                row.getString("model"),
                                row.getString("variant"),
                                row.getString("has_cellular"),
                                row.getString("vendor_key"),
                                row.getString("family"),
                                row.getString("module"),
                                row.getString("evidence"),
                                row.getString("confidence"),
                                list(row, "sources")))
                        .list(),
                jdbc.sql(
                                "select * from contributed_code where retracted_at is null order by code, contribution_id, line")
                        .query((row, n) -> new TypeCode(
                                row.getString("code"),
                                row.getString("maker"),
                                row.getString("model"),
                                statedBy(row, "a list"),
                                List.of(statedBy(row, "brought in"))))
                        .list(),
                jdbc.sql(
                                "select * from contributed_contents where retracted_at is null order by contribution_id, line, part")
                        .query((row, n) -> new Contents(
                                row.getString("maker"),
                                row.getString("model"),
                                row.getString("variant"),
                                row.getBoolean("cellular"),
                                row.getString("module_maker"),
                                row.getString("module"),
                                row.getBigDecimal("share") == null
                                        ? null
                                        : row.getBigDecimal("share").doubleValue(),
                                row.getString("evidence"),
                                row.getString("confidence"),
                                statedBy(row, "stated"),
                                List.of(statedBy(row, "brought in"))))
                        .list());
    }

    /** Who stated it, without telling which operator. */
    private static String statedBy(ResultSet row, String what) throws SQLException {
        String origin = row.getString("origin");
        String source = row.getString("source");
        return what
                + (what.equals("a list") ? " that " : " by ")
                + (origin.equals("analyst") ? "an analyst" : origin.equals("regulator") ? "a regulator" : "an operator")
                + (what.equals("a list") ? " brought in on " : " on ")
                + row.getObject("stated_on")
                + (source == null ? "" : " (" + source + ")");
    }

    static List<String> list(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
