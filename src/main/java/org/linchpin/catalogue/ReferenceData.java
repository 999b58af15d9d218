package org.linchpin.catalogue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Brings {@code db/reference} into the catalogue whenever a file has changed. A repeatable migration, so that it runs
 * once, before anything reads, in one transaction, whichever of several instances starts first. Lines are added or
 * renewed by their key; what an analyst has stated is never touched.
 */
@Component
class ReferenceData implements JavaMigration {

    /** How a column is read. */
    private enum Kind {
        TEXT("?"),
        OPTIONAL("nullif(?, '')"),
        NUMBER("nullif(?, '')::numeric"),
        WHOLE("nullif(?, '')::numeric::int"),
        DAY("?::date"),
        LIST("coalesce(regexp_split_to_array(nullif(trim(?), ''), '\\s*;\\s*'), '{}')");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }
    }

    private record Column(String csv, String name, Kind kind) {}

    /** A file and the table it fills. */
    private record Sheet(String file, String table, String conflict, List<Column> columns) {

        /** Columns are written {@code name} or {@code csv_name>name}, with ? optional, # number, % whole, @ day, * list behind. */
        static Sheet of(String file, String table, String conflict, String columns) {
            return new Sheet(
                    file,
                    table,
                    conflict,
                    Arrays.stream(columns.trim().split("\\s+"))
                            .map(Sheet::column)
                            .toList());
        }

        private static Column column(String spec) {
            char mark = spec.charAt(spec.length() - 1);
            int at = "?#%@*".indexOf(mark);
            String names = at < 0 ? spec : spec.substring(0, spec.length() - 1);
            String[] both = names.split(">");
            Kind kind = at < 0
                    ? Kind.TEXT
                    : List.of(Kind.OPTIONAL, Kind.NUMBER, Kind.WHOLE, Kind.DAY, Kind.LIST)
                            .get(at);
            return new Column(both[0], both[both.length - 1], kind);
        }

        String names() {
            return columns.stream().map(Column::name).collect(Collectors.joining(", "));
        }

        String values() {
            return columns.stream().map(c -> c.kind().sql).collect(Collectors.joining(", "));
        }

        String upsert() {
            String renewed = columns.stream()
                    .map(Column::name)
                    .map(name -> name + " = excluded." + name)
                    .collect(Collectors.joining(", "));
            return "insert into %s (%s) values (%s) on conflict %s do update set %s%s"
                    .formatted(
                            table,
                            names(),
                            values(),
                            conflict,
                            renewed,
                            STATED.contains(table) ? " where %s.stated_by is null".formatted(table) : "");
        }
    }

    /** Tables whose lines an analyst may state; such a line is the analyst's until reversed. */
    private static final Set<String> STATED = Set.of("organisation", "module_family", "equipment", "designation");

    private static final List<Sheet> SHEETS = List.of(
            Sheet.of(
                    "sources.csv",
                    "source",
                    "(id)",
                    "source_id>id title address what_was_read licence_or_reuse_note>licence"),
            Sheet.of("vendors.csv", "organisation", "(key)", """
                    vendor_id>key display_name>name kind legal_name? legal_name_local? aliases* hq_country>country? role? listing?
                    ultimate_owner_or_controller>controller_note? ultimate_owner_country>controller_country? status? status_note?
                    immediate_parent_id>parent_key? confidence source_ids>sources* own_statement?
                    """),
            Sheet.of("designations.csv", "designation", "(id)", """
                    row_id>id measure_id>measure jurisdiction authority instrument target_type target_name vendor_id>vendor_key? date status
                    effect confidence source_ids>sources* note?
                    """),
            Sheet.of("module_families.csv", "module_family", "(key)", """
                    family_id>key prefix_or_model>prefix match_regex>pattern vendor_id>vendor_key current_owner_vendor_id>owner_key generation?
                    radio_tech>radio? chipset_hint>chipset? form_factor? typical_use? price_tier? est_unit_price_usd_low>price_usd_low#
                    est_unit_price_usd_high>price_usd_high# price_basis? match_ambiguity>ambiguity? confidence source_ids>sources* note?
                    """),
            Sheet.of("identifiers.csv", "identifier", "(kind, value)", """
                    id_type>kind value vendor_id>vendor_key? module_family_or_model>module? evidence_strength>strength
                    shared_or_exclusive>sharing? confidence source_ids>sources* note?
                    """),
            Sheet.of("device_models.csv", "equipment", "(key)", """
                    device_model_id>key manufacturer>maker model variant_or_order_code>variant? asset_class? sector_hint? has_cellular
                    module_vendor_id>vendor_key? module_family>family? module_as_reported>module? evidence_type>evidence? confidence
                    source_ids>sources* note?
                    """),
            Sheet.of("sectors.csv", "sector", "(key)", """
                    key name cisa_sector>cisa? nis2_sector>nis2? nis2_annex? cer_sector>cer? mapping_quality?
                    asset_classes_with_cellular>asset_classes? from_article? source_ids>sources*
                    """),
            Sheet.of(
                    "asset_classes.csv",
                    "asset_class",
                    "(key)",
                    "key name plural usual_sector? swap_class sources* note?"),
            Sheet.of("regions.csv", "region", "(code)", """
                    itl1_code>code name gss_code nuts1_code_2018>nuts1_code country population_mid_2022>population%
                    population_confidence>population_note? gb_smart_meter_scheme>smart_meter_scheme? source_ids>sources*
                    """),
            Sheet.of("cost_parameters.csv", "cost_parameter", "(key)", """
                    param_id>key asset_class_or_scope>scope parameter low# mode>likely# high# unit currency? price_year% basis
                    evidence_strength>evidence source_ids>sources* note?
                    """),
            Sheet.of(
                    "cost_roles.csv",
                    "cost_role",
                    "(asset_class)",
                    "asset_class unit_parameter visit_parameter? life_parameter basis"),
            Sheet.of("bands.csv", "band", "(key)", "key name date moderate# high# sources* note?"),
            Sheet.of("deflators.csv", "deflator", "(year)", "year% value# confidence source_ids>sources* note?"),
            Sheet.of(
                    "discount_rates.csv",
                    "discount_rate",
                    "(edition, from_year)",
                    "edition valid_from@ from_year% to_year% percent# source_ids>sources* note?"),
            Sheet.of(
                    "network_sunsets.csv",
                    "network_sunset",
                    "(generation)",
                    "generation last_year% confidence source_ids>sources* note?"),
            Sheet.of(
                    "radio_successors.csv",
                    "radio_successor",
                    "(generation, successor)",
                    "generation successor confidence source_ids>sources* note?"),
            Sheet.of(
                    "module_markets.csv",
                    "module_market",
                    "(family, country)",
                    "family country confidence source_ids>sources* note?"),
            Sheet.of(
                    "outside_views.csv",
                    "outside_view",
                    "(key)",
                    "key programme finding ratio# source_ids>sources* note?"));

    private static final Sheet OWNERSHIP = Sheet.of("ownership.csv", "ownership", "", """
            child_id>child_key child_name parent_id>parent_key parent_name relation percent# percent_basis? from_date>valid_from?
            to_date>valid_to? counts_for_lookthrough>counts? confidence source_ids>sources* note?
            """);

    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "reference data";
    }

    @Override
    public Integer getChecksum() {
        CRC32 sum = new CRC32();
        Stream.concat(SHEETS.stream(), Stream.of(OWNERSHIP)).forEach(sheet -> {
            sum.update(sheet.toString().getBytes(StandardCharsets.UTF_8));
            sum.update(text(sheet.file()).getBytes(StandardCharsets.UTF_8));
        });
        return (int) sum.getValue();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(context.getConnection(), true));
        for (Sheet sheet : SHEETS) {
            jdbc.batchUpdate(
                    sheet.upsert(),
                    lines(sheet.file()).stream().map(line -> cells(sheet, line)).toList());
        }
        ties(jdbc);
    }

    /** Puts the line of a key back as the reference data has it; false where it has none. */
    static boolean restore(JdbcTemplate jdbc, String table, String key) {
        Sheet sheet = SHEETS.stream()
                .filter(one -> one.table().equals(table))
                .findFirst()
                .orElseThrow();
        String column = sheet.columns().get(0).csv();
        return lines(sheet.file()).stream()
                        .filter(line -> key.equals(line.get(column)))
                        .mapToInt(line -> jdbc.update(sheet.upsert(), cells(sheet, line)))
                        .sum()
                > 0;
    }

    private static Object[] cells(Sheet sheet, Map<String, String> line) {
        return sheet.columns().stream().map(column -> cell(sheet, column, line)).toArray();
    }

    /**
     * Ownership has two clocks, so a line that has changed is retracted and stated anew, and one that a statement has
     * retracted stays so.
     */
    private static void ties(JdbcTemplate jdbc) {
        List<Map<String, String>> lines = lines(OWNERSHIP.file());
        lines.forEach(line -> holder(jdbc, line));
        String names = OWNERSHIP.names();
        String same = "(%s) is not distinct from (%s)".formatted(names, OWNERSHIP.values());
        List<Long> kept = lines.stream()
                .flatMap(line -> jdbc
                        .queryForList(
                                "select id from ownership where author = 'reference' and (retracted_at is null or retracted_by is not null) and "
                                        + same,
                                Long.class,
                                cells(OWNERSHIP, line))
                        .stream())
                .toList();
        jdbc.update(
                "update ownership set retracted_at = now() where author = 'reference' and retracted_at is null and not id = any (?)",
                (Object) kept.toArray(Long[]::new));
        lines.forEach(line -> {
            Object[] cells = cells(OWNERSHIP, line);
            jdbc.update(
                    """
                    insert into ownership (%s) select %s where not exists (
                        select 1 from ownership where author = 'reference' and (retracted_at is null or retracted_by is not null) and %s)
                    """.formatted(names, OWNERSHIP.values(), same),
                    Stream.concat(Arrays.stream(cells), Arrays.stream(cells)).toArray());
        });
    }

    /** Parents that make no modules are organisations too: holdings, funds, states, persons. */
    private static void holder(JdbcTemplate jdbc, Map<String, String> line) {
        String key = String.valueOf(line.get("parent_id"));
        String kind = key.startsWith("person:") ? "person" : key.startsWith("state:") ? "state" : "holder";
        jdbc.update("""
                insert into organisation (key, name, kind, confidence, sources)
                values (?, ?, ?, ?, regexp_split_to_array(?, '\\s*;\\s*')) on conflict (key) do nothing
                """, key, line.get("parent_name"), kind, line.get("confidence"), line.get("source_ids"));
    }

    private static String cell(Sheet sheet, Column column, Map<String, String> line) {
        if (sheet.table().equals("organisation") && column.csv().equals("kind")) {
            return "vendor";
        }
        if (sheet.table().equals("sector")) {
            String said = String.valueOf(line.get("uk_cni_sector"))
                    .replaceAll("^\\(.*?\\) ", "")
                    .replaceAll(" \\(.*", "");
            if (column.csv().equals("name")) {
                return said;
            }
            if (column.csv().equals("key")) {
                return said.toLowerCase(Locale.ROOT).replace(' ', '_');
            }
        }
        String value = line.get(column.csv());
        if (value == null) {
            throw new IllegalStateException(sheet.file() + " has no column " + column.csv());
        }
        return value;
    }

    /** The lines of a table as they are written: the same words without a database. */
    static List<Map<String, String>> rows(String table) {
        Sheet sheet = SHEETS.stream()
                .filter(one -> one.table().equals(table))
                .findFirst()
                .orElseThrow();
        return lines(sheet.file()).stream()
                .map(line -> {
                    Map<String, String> row = new LinkedHashMap<>();
                    sheet.columns().forEach(column -> row.put(column.name(), cell(sheet, column, line)));
                    return row;
                })
                .toList();
    }

    static List<Map<String, String>> lines(String file) {
        List<Map<String, String>> lines = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text(file))) {
            csv.forEach(record -> lines.add(new LinkedHashMap<>(record.getFieldsAsMap())));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static String text(String file) {
        try (InputStream in = ReferenceData.class.getResourceAsStream("/db/reference/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no reference file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
