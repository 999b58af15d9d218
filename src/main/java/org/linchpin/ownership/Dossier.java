package org.linchpin.ownership;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Listing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All that is stated about a vendor: facts, ties, listings, products; control, listing and judgement apart. */
@Component
class Dossier {

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
            @Nullable String ownStatement,
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
            @Nullable String note,
            String author,
            OffsetDateTime recordedAt,
            @Nullable OffsetDateTime retractedAt) {

        /** The tie in words: equity 49%, licence, and so on. */
        public String words() {
            String kind = Relation.of(relation).map(Relation::label).orElse(relation);
            return percent == null || percent == 0
                    ? kind
                    : kind + " "
                            + new BigDecimal(percent.toString())
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + "%";
        }

        public boolean dependency() {
            return Relation.of(relation).map(Relation::dependency).orElse(false);
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
    record Product(
            String key,
            String prefix,
            @Nullable String generation,
            @Nullable String radio,
            @Nullable String formFactor,
            @Nullable String typicalUse,
            String confidence,
            List<String> sources) {}

    /** Equipment that a module of the vendor was found in. */
    record Found(String maker, String model, @Nullable String variant, String module) {}

    /** Where a rule leads from a vendor. */
    record Led(String rule, String holder, String holderName, String country, String path) {}

    private final JdbcClient jdbc;

    Dossier(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Vendor> vendor(String key) {
        return jdbc.sql("select * from organisation where key = ? and kind = 'vendor'")
                .param(key)
                .query((row, n) -> new Vendor(
                        row.getString("key"),
                        row.getString("name"),
                        row.getString("legal_name"),
                        row.getString("legal_name_local"),
                        Ties.list(row, "aliases"),
                        row.getString("country"),
                        row.getString("role"),
                        row.getString("listing"),
                        row.getString("controller_note"),
                        row.getString("controller_country"),
                        row.getString("status"),
                        row.getString("status_note"),
                        row.getString("own_statement"),
                        row.getString("confidence"),
                        Ties.list(row, "sources")))
                .optional();
    }

    Listing<Ownership> ownership(int size, @Nullable String after) {
        return Listing.page(standing(), size, after, one -> String.valueOf(one.id()));
    }

    /** All ties that stand. */
    List<Ownership> standing() {
        return jdbc.sql("select * from ownership where retracted_at is null order by id")
                .query(Dossier::ownership)
                .list();
    }

    /** An organisation or a person that ties join. */
    record Party(
            String key, String name, String kind, @Nullable String country, List<String> sources) {}

    Map<String, Party> parties() {
        Map<String, Party> parties = new HashMap<>();
        jdbc.sql("select key, name, kind, country, sources from organisation").query(row -> {
            parties.put(
                    row.getString("key"),
                    new Party(
                            row.getString("key"),
                            row.getString("name"),
                            row.getString("kind"),
                            row.getString("country"),
                            Ties.list(row, "sources")));
        });
        return parties;
    }

    /** Ties of an organisation that stand, to its holders first. */
    List<Ownership> ownershipOf(String key) {
        return jdbc.sql("""
                        select * from ownership where retracted_at is null and (child_key = :key or parent_key = :key)
                        order by (child_key = :key) desc, valid_from desc nulls last, id
                        """).param("key", key).query(Dossier::ownership).list();
    }

    /** Ties of an organisation that no longer stand, the latest first. */
    List<Ownership> formerOwnershipOf(String key) {
        return jdbc.sql("""
                        select * from ownership where retracted_at is not null and (child_key = :key or parent_key = :key)
                        order by retracted_at desc, id
                        """).param("key", key).query(Dossier::ownership).list();
    }

    Listing<Designation> designations(int size, @Nullable String after) {
        List<Designation> all = jdbc.sql("select * from designation order by id")
                .query(Dossier::designation)
                .list();
        return Listing.page(all, size, after, Designation::id);
    }

    /** What names a vendor, and what expressly does not. */
    List<Designation> designationsOf(Vendor vendor) {
        return jdbc.sql("""
                        select * from designation
                        where vendor_key = :key
                           or (target_type = 'entity_absent' and exists (
                               select 1 from regexp_split_to_table(target_name, '\\s*;\\s*') absent
                               where lower(absent) in (:key, lower(:name)) or absent = any (:aliases)))
                        order by date desc, id
                        """)
                .param("key", vendor.key())
                .param("name", vendor.name())
                .param("aliases", vendor.aliases().toArray(String[]::new))
                .query(Dossier::designation)
                .list();
    }

    List<Product> products(String vendor) {
        return jdbc.sql("select * from vendor_module where vendor_key = ? order by prefix")
                .param(vendor)
                .query((row, n) -> new Product(
                        row.getString("key"),
                        row.getString("prefix"),
                        row.getString("generation"),
                        row.getString("radio"),
                        row.getString("form_factor"),
                        row.getString("typical_use"),
                        row.getString("confidence"),
                        Ties.list(row, "sources")))
                .list();
    }

    List<Found> foundIn(String vendor) {
        return jdbc.sql("""
                        select maker, model, variant, module from vendor_equipment where vendor_key = ?
                        order by maker, model, variant
                        """).param(vendor).query(Found.class).list();
    }

    List<Led> led(String vendor) {
        return jdbc.sql("""
                        select rule, holder_key as holder, holder_name, country, path from look_through_now where vendor_key = ?
                        order by array_position(array['named', 'legal', 'majority', 'ofac50', 'declared', 'jurisdiction'], rule)
                        """).param(vendor).query(Led.class).list();
    }

    /** What organisations are called, for drawings and tables. */
    Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("select key, name from organisation").query(row -> {
            names.put(row.getString(1), row.getString(2));
        });
        return names;
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
                Ties.list(row, "sources"),
                row.getString("note"),
                row.getString("author"),
                row.getObject("recorded_at", OffsetDateTime.class),
                row.getObject("retracted_at", OffsetDateTime.class));
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
                Ties.list(row, "sources"),
                row.getString("note"));
    }
}
