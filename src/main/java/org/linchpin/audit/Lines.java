package org.linchpin.audit;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines that whoever asks may read: the policy of the table sees to which. So there is no question of theirs that
 * could show another's.
 */
@Component
class Lines {

    private static final String FOUND = """
            from trail t left join operator o on o.id = t.operator_id left join trail_seal s on s.line = t.id
            where (cast(:q as text) is null or t.subject ilike '%' || :q || '%' or t.detail ilike '%' || :q || '%' or t.why ilike '%' || :q || '%')
              and (cast(:who as text) is null or t.username = :who)
              and (cast(:action as text) is null or t.action = :action or t.area = :action)
              and (cast(:kind as text) is null and t.kind <> 'found' or t.kind = :kind)
              and (cast(:operator as text) is null or o.code = :operator or t.everyone)
              and (cast(:from as date) is null or t.at >= cast(:from as date))
              and (cast(:until as date) is null or t.at < cast(:until as date) + 1)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Lines(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A line as it is answered.
     *
     * @param seq its place in the chain; null for some seconds
     * @param subject the thing it was done to, as addresses name it, or a row of a table
     * @param operator the code of the operator whose affair it was
     * @param everyone whether it concerns every operator
     */
    record Read(
            long id,
            @Nullable Long seq,
            OffsetDateTime at,
            String kind,
            String username,
            String action,
            String subject,
            @Nullable String operator,
            boolean everyone,
            @Nullable String detail,
            @Nullable String why,
            @Nullable String address,
            @Nullable String token,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {

        /** What a change changed: each field with its value before and after. */
        public Map<String, Change> changes() {
            Map<String, Change> changes = new LinkedHashMap<>();
            List<String> fields = new ArrayList<>();
            if (before != null) {
                fields.addAll(before.propertyNames());
            }
            if (after != null) {
                after.propertyNames().stream()
                        .filter(name -> !fields.contains(name))
                        .forEach(fields::add);
            }
            for (String field : fields) {
                Change change = new Change(words(before, field), words(after, field));
                if (!change.from().equals(change.to())) {
                    changes.put(field, change);
                }
            }
            return changes;
        }

        private static String words(@Nullable JsonNode row, String field) {
            JsonNode value = row == null ? null : row.get(field);
            return value == null ? "" : value.isString() ? value.stringValue() : value.toString();
        }
    }

    /** A field's value before and after. */
    record Change(String from, String to) {}

    @Transactional(readOnly = true)
    long count(Search search) {
        return bind(jdbc.sql("select count(*) " + FOUND), search)
                .query(Long.class)
                .single();
    }

    /** Lines older than the one of that number, newest first. */
    @Transactional(readOnly = true)
    List<Read> before(Search search, long id, int limit) {
        return bind(jdbc.sql("""
                                select t.id, s.seq, t.at, t.kind, t.username, t.action, t.subject, o.code, t.everyone, t.detail, t.why,
                                       t.address, t.token, t.before::text as before, t.after::text as after
                                """ + FOUND + " and t.id < :id order by t.id desc limit :limit"), search)
                .param("id", id)
                .param("limit", limit)
                .query((row, n) -> new Read(
                        row.getLong("id"),
                        row.getObject("seq", Long.class),
                        row.getObject("at", OffsetDateTime.class),
                        row.getString("kind"),
                        row.getString("username"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("code"),
                        row.getBoolean("everyone"),
                        row.getString("detail"),
                        row.getString("why"),
                        row.getString("address"),
                        row.getString("token"),
                        tree(row.getString("before")),
                        tree(row.getString("after"))))
                .list();
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec sql, Search search) {
        return sql.param("q", search.q() == null ? null : search.q().replaceAll("([%_\\\\])", "\\\\$1"))
                .param("who", search.who())
                .param("action", search.action())
                .param("kind", search.kind())
                .param("operator", search.operator())
                .param("from", search.from())
                .param("until", search.until());
    }
}
