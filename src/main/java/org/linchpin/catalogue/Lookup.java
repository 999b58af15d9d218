package org.linchpin.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Listing;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the catalogue holds, as its pages and the API read it: every line with its sources and its confidence. */
@Component
class Lookup {

    /** A maker, brand or holder. */
    record Vendor(
            String key,
            String name,
            @Nullable String legalName,
            @Nullable String legalNameLocal,
            List<String> aliases,
            @Nullable String country,
            @Nullable String role,
            @Nullable String listing,
            @Nullable String controllerNote,
            @Nullable String controllerCountry,
            @Nullable String status,
            @Nullable String statusNote,
            String confidence,
            List<String> sources) {}

    /** Modules whose names begin alike. */
    record Family(
            String key,
            String prefix,
            String vendor,
            String owner,
            @Nullable String generation,
            @Nullable String radio,
            @Nullable String formFactor,
            @Nullable String typicalUse,
            @Nullable String ambiguity,
            String confidence,
            List<String> sources,
            @Nullable String note) {}

    /** Equipment, and what was found inside it. */
    record Equipment(
            String key,
            String maker,
            String model,
            @Nullable String variant,
            @Nullable String assetClass,
            String hasCellular,
            @Nullable String vendor,
            @Nullable String family,
            @Nullable String module,
            @Nullable String evidence,
            String confidence,
            List<String> sources,
            @Nullable String note) {}

    /** Where a fact comes from. */
    record Source(String id, String title, String address, String whatWasRead, String licence) {}

    private final JdbcClient jdbc;

    Lookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Listing<Vendor> vendors(String words, int size, @Nullable String after) {
        return page(
                "organisation",
                "kind = 'vendor'",
                "key",
                List.of("key", "name", "legal_name", "legal_name_local", "array_to_string(aliases, ' ')"),
                words,
                size,
                after,
                Lookup::vendor,
                Vendor::key);
    }

    Listing<Family> families(String words, int size, @Nullable String after) {
        return page(
                "module_family",
                "true",
                "key",
                List.of("prefix", "vendor_key", "radio"),
                words,
                size,
                after,
                Lookup::family,
                Family::key);
    }

    Listing<Equipment> equipment(String words, int size, @Nullable String after) {
        return page(
                "equipment",
                "true",
                "key",
                List.of("maker", "model", "module", "vendor_key"),
                words,
                size,
                after,
                Lookup::equipment,
                Equipment::key);
    }

    Map<String, Source> sources() {
        return jdbc
                .sql("select id, title, address, what_was_read, licence from source order by id")
                .query(Source.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Source::id, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private <T> Listing<T> page(
            String table,
            String condition,
            String key,
            List<String> searched,
            String words,
            int size,
            @Nullable String after,
            RowMapper<T> mapper,
            Function<T, String> next) {
        String where = " from %s where %s and (:words = '' or concat_ws(' ', %s) ilike '%%' || :words || '%%')"
                .formatted(table, condition, String.join(", ", searched));
        long total = jdbc.sql("select count(*)" + where)
                .param("words", escaped(words))
                .query(Long.class)
                .single();
        List<T> fetched = jdbc.sql("select *" + where + " and " + key + " > :after order by " + key + " limit :limit")
                .param("words", escaped(words))
                .param("after", after == null ? "" : after)
                .param("limit", size + 1)
                .query(mapper)
                .list();
        return Listing.of(fetched, size, total, next);
    }

    private static String escaped(String words) {
        return words.trim().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Vendor vendor(ResultSet row, int n) throws SQLException {
        return new Vendor(
                row.getString("key"),
                row.getString("name"),
                row.getString("legal_name"),
                row.getString("legal_name_local"),
                CatalogueStore.list(row, "aliases"),
                row.getString("country"),
                row.getString("role"),
                row.getString("listing"),
                row.getString("controller_note"),
                row.getString("controller_country"),
                row.getString("status"),
                row.getString("status_note"),
                row.getString("confidence"),
                CatalogueStore.list(row, "sources"));
    }

    private static Family family(ResultSet row, int n) throws SQLException {
        return new Family(
                row.getString("key"),
                row.getString("prefix"),
                row.getString("vendor_key"),
                row.getString("owner_key"),
                row.getString("generation"),
                row.getString("radio"),
                row.getString("form_factor"),
                row.getString("typical_use"),
                row.getString("ambiguity"),
                row.getString("confidence"),
                CatalogueStore.list(row, "sources"),
                row.getString("note"));
    }

    private static Equipment equipment(ResultSet row, int n) throws SQLException {
        return new Equipment(
                row.getString("key"),
                row.getString("maker"),
                row.getString("model"),
                row.getString("variant"),
                row.getString("asset_class"),
                row.getString("has_cellular"),
                row.getString("vendor_key"),
                row.getString("family"),
                row.getString("module"),
                row.getString("evidence"),
                row.getString("confidence"),
                CatalogueStore.list(row, "sources"),
                row.getString("note"));
    }
}
