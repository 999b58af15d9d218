package org.linchpin.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A statement that ties two organisations. */
    record Ownership(
            long id,
            String child,
            String childName,
            String parent,
            String parentName,
            String relation,
            @Nullable Double percent,
            @Nullable String percentBasis,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable String counts,
            String confidence,
            List<String> sources,
            @Nullable String note) {

        /** The tie in words: equity of 49%, licence, and so on. */
        public String words() {
            String kind = relation.replace('_', ' ');
            return percent == null || percent == 0
                    ? kind
                    : kind + " "
                            + (percent == Math.rint(percent)
                                    ? String.valueOf(Math.round(percent))
                                    : String.valueOf(percent))
                            + "%";
        }
    }

    /** What a list, law or advisory says, or does not say. */
    record Designation(
            String id,
            String measure,
            String jurisdiction,
            String authority,
            String instrument,
            String targetType,
            String targetName,
            @Nullable String vendor,
            String date,
            String status,
            String effect,
            String confidence,
            List<String> sources,
            @Nullable String note) {

        public boolean names() {
            return targetType.equals("entity") && status.equals("in_force");
        }

        public boolean saysNotListed() {
            return targetType.equals("entity_absent");
        }
    }

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

    /** Where a rule leads from a vendor. */
    record Led(String rule, String holder, String holderName, String country, String path) {}

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

    Optional<Vendor> vendor(String key) {
        return jdbc.sql("select * from organisation where key = ? and kind = 'vendor'")
                .param(key)
                .query(Lookup::vendor)
                .optional();
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

    List<Family> familiesOf(String vendor) {
        return jdbc.sql("select * from module_family where vendor_key = :key or owner_key = :key order by prefix")
                .param("key", vendor)
                .query(Lookup::family)
                .list();
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

    List<Equipment> equipmentWith(String vendor) {
        return jdbc.sql("select * from equipment where vendor_key = ? order by maker, model, variant")
                .param(vendor)
                .query(Lookup::equipment)
                .list();
    }

    Listing<Ownership> ownership(int size, @Nullable String after) {
        return page(
                "ownership",
                "retracted_at is null",
                "lpad(id::text, 12, '0')",
                List.of("child_name"),
                "",
                size,
                after,
                Lookup::ownership,
                o -> "%012d".formatted(o.id()));
    }

    List<Ownership> ownershipOf(String vendor) {
        return jdbc.sql(
                        "select * from ownership where retracted_at is null and (child_key = :key or parent_key = :key) order by (child_key = :key) desc, valid_from, id")
                .param("key", vendor)
                .query(Lookup::ownership)
                .list();
    }

    Listing<Designation> designations(int size, @Nullable String after) {
        return page(
                "designation",
                "true",
                "id",
                List.of("target_name"),
                "",
                size,
                after,
                Lookup::designation,
                Designation::id);
    }

    /** What names a vendor, and what expressly does not. */
    List<Designation> designationsOf(Vendor vendor) {
        return jdbc.sql("""
                        select * from designation
                        where vendor_key = :key or (target_type = 'entity_absent' and target_name ilike '%' || :name || '%')
                        order by date desc, id
                        """)
                .param("key", vendor.key())
                .param("name", vendor.name())
                .query(Lookup::designation)
                .list();
    }

    Map<String, Source> sources() {
        return jdbc
                .sql("select id, title, address, what_was_read, licence from source order by id")
                .query(Source.class)
                .stream()
                .collect(Collectors.toMap(Source::id, Function.identity(), (a, b) -> a, java.util.TreeMap::new));
    }

    List<Led> led(String vendor) {
        return jdbc.sql("""
                        select rule, holder_key as holder, holder_name, country, path from look_through where vendor_key = ?
                        order by array_position(array['named', 'legal', 'majority', 'ofac50', 'declared', 'jurisdiction'], rule)
                        """).param(vendor).query(Led.class).list();
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

    private static Ownership ownership(ResultSet row, int n) throws SQLException {
        return new Ownership(
                row.getLong("id"),
                row.getString("child_key"),
                row.getString("child_name"),
                row.getString("parent_key"),
                row.getString("parent_name"),
                row.getString("relation"),
                row.getBigDecimal("percent") == null
                        ? null
                        : row.getBigDecimal("percent").doubleValue(),
                row.getString("percent_basis"),
                row.getString("valid_from"),
                row.getString("valid_to"),
                row.getString("counts"),
                row.getString("confidence"),
                CatalogueStore.list(row, "sources"),
                row.getString("note"));
    }

    private static Designation designation(ResultSet row, int n) throws SQLException {
        return new Designation(
                row.getString("id"),
                row.getString("measure"),
                row.getString("jurisdiction"),
                row.getString("authority"),
                row.getString("instrument"),
                row.getString("target_type"),
                row.getString("target_name"),
                row.getString("vendor_key"),
                row.getString("date"),
                row.getString("status"),
                row.getString("effect"),
                row.getString("confidence"),
                CatalogueStore.list(row, "sources"),
                row.getString("note"));
    }
}
