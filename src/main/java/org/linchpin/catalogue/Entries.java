package org.linchpin.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Single lines of the catalogue, as they are held true at present. A line that somebody has stated carries the number of the
 * statement; the import of reference data leaves it alone until it is given back.
 */
@Component
public class Entries {

    private final JdbcClient jdbc;
    private final JdbcTemplate reference;

    Entries(JdbcClient jdbc, JdbcTemplate reference) {
        this.jdbc = jdbc;
        this.reference = reference;
    }

    /** What is held true of a thing, field by field; empty where there is no such thing. */
    @Transactional(readOnly = true)
    public Optional<Map<String, Object>> present(Entry entry, String key) {
        String columns = entry.fields().stream().map(Entry.Field::column).collect(Collectors.joining(", "));
        return jdbc.sql("select %s from %s where %s = ? %s"
                        .formatted(
                                columns,
                                entry.table(),
                                entry.keyColumn(),
                                entry == Entry.VENDOR ? "and kind = 'vendor'" : ""))
                .param(key)
                .query((row, n) -> body(entry, row))
                .optional();
    }

    /** What the reference data says of a thing, whether it is held at present or not; empty where it says nothing. */
    public Optional<Map<String, Object>> reference(Entry entry, String key) {
        return ReferenceData.rows(entry.table()).stream()
                .filter(line -> key.equals(line.get(entry.keyColumn())))
                .findFirst()
                .map(line -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    for (Entry.Field field : entry.fields()) {
                        String said = line.getOrDefault(field.column(), "");
                        if (!said.isEmpty()) {
                            body.put(
                                    field.name(),
                                    field.shape() == Entry.Shape.LIST ? List.of(said.split("\\s*;\\s*")) : said);
                        }
                    }
                    return body;
                });
    }

    private static Map<String, Object> body(Entry entry, ResultSet row) throws SQLException {
        Map<String, Object> body = new LinkedHashMap<>();
        for (Entry.Field field : entry.fields()) {
            Object value = field.shape() == Entry.Shape.LIST
                    ? CatalogueStore.list(row, field.column())
                    : row.getString(field.column());
            if (value != null) {
                body.put(field.name(), value);
            }
        }
        return body;
    }

    /** Holds a line true from now on, in place of what was. */
    @Transactional
    public void keep(
            Entry entry, String key, Map<String, ?> body, String confidence, List<String> sources, long statement) {
        List<String> columns =
                new ArrayList<>(entry.fields().stream().map(Entry.Field::column).toList());
        List<@Nullable Object> values = new ArrayList<>();
        entry.fields().forEach(field -> values.add(value(field, body.get(field.name()))));
        columns.addAll(List.of("confidence", "sources", "stated_by"));
        values.addAll(List.of(confidence, sources.toArray(String[]::new), statement));
        if (entry == Entry.VENDOR) {
            columns.add("kind");
            values.add("vendor");
        }
        String renewed =
                columns.stream().map(column -> column + " = excluded." + column).collect(Collectors.joining(", "));
        String sql = "insert into %s (%s, %s) values (?%s) on conflict (%s) do update set %s"
                .formatted(
                        entry.table(),
                        entry.keyColumn(),
                        String.join(", ", columns),
                        ", ?".repeat(columns.size()),
                        entry.keyColumn(),
                        renewed);
        List<@Nullable Object> all = new ArrayList<>();
        all.add(key);
        all.addAll(values);
        jdbc.sql(sql).params(all).update();
    }

    private static @Nullable Object value(Entry.Field field, @Nullable Object said) {
        if (field.shape() == Entry.Shape.LIST) {
            return said instanceof List<?> list
                    ? list.stream().map(String::valueOf).toArray(String[]::new)
                    : new String[0];
        }
        return said == null ? null : String.valueOf(said);
    }

    /** Gives a line back: to the reference data if it has one, else it is there no more. */
    @Transactional
    public void giveBack(Entry entry, String key) {
        jdbc.sql("update %s set stated_by = null where %s = ?".formatted(entry.table(), entry.keyColumn()))
                .param(key)
                .update();
        if (ReferenceData.restore(reference, entry.table(), key)) {
            return;
        }
        if (entry == Entry.VENDOR) {
            // Ties and statements of the past still name it, so it stays an organisation; it is a maker no more.
            jdbc.sql("delete from candidate where vendor_key = :key or maker_key = :key")
                    .param("key", key)
                    .update();
            jdbc.sql("update organisation set kind = 'holder' where key = ?")
                    .param(key)
                    .update();
        } else {
            if (entry == Entry.MODULE) {
                jdbc.sql("update candidate set family_key = null where family_key = ?")
                        .param(key)
                        .update();
            }
            jdbc.sql("delete from %s where %s = ?".formatted(entry.table(), entry.keyColumn()))
                    .param(key)
                    .update();
        }
    }

    /** Whether there is a source of that number. */
    @Transactional(readOnly = true)
    public boolean knowsSource(String id) {
        return jdbc.sql("select exists (select 1 from source where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Keeps a source that a statement names, so that a reader finds it among the others. */
    @Transactional
    public void addSource(String id, String said, String author) {
        jdbc.sql("""
            insert into source (id, title, address, what_was_read, licence)
            values (:id, :said, :address, :read, 'not stated; facts only') on conflict (id) do nothing
            """)
                .param("id", id)
                .param("said", said)
                .param("address", said.matches("https?://\\S+") ? said : "")
                .param("read", "as stated by " + author)
                .update();
    }

    @Transactional(readOnly = true)
    public boolean isVendor(String key) {
        return present(Entry.VENDOR, key).isPresent();
    }

    /** Every vendor's key and name, for lists to choose from. */
    @Transactional(readOnly = true)
    public Map<String, String> vendors() {
        Map<String, String> vendors = new LinkedHashMap<>();
        jdbc.sql("select key, name from organisation where kind = 'vendor' order by lower(name)")
                .query(row -> {
                    vendors.put(row.getString(1), row.getString(2));
                });
        return vendors;
    }
}
