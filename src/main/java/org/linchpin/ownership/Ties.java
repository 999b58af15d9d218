package org.linchpin.ownership;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Organisations and their ties, with two clocks: what was true when, and what was known when. A tie is added or retracted,
 * never changed; where every rule leads is followed again at once and kept with both clocks too, so that a figure as known
 * at an earlier moment rests on the ownership known then. No asset is touched.
 */
@Component
@Order(-1)
public class Ties implements ApplicationRunner {

    private static final int ONE_AT_A_TIME = 7_301;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Ties(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** An organisation that ties may join. */
    public record Party(
            String key, String name, String kind, @Nullable String country) {

        public static Party of(String key, String name) {
            return of(key, name, null);
        }

        public static Party of(String key, String name, @Nullable String country) {
            return new Party(key, name, kind(key), country);
        }

        /** Persons and states are told by their key. */
        static String kind(String key) {
            return key.startsWith("person:") ? "person" : key.startsWith("state:") ? "state" : "holder";
        }
    }

    /** A tie that stands, and the statement that made it; null where the reference data has it. */
    public record Standing(
            long id,
            Relation relation,
            @Nullable BigDecimal percent,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long statement) {}

    /** Where a rule leads from a vendor, from a day on until before another; known now. */
    public record Lead(
            String rule,
            String vendor,
            String holder,
            String holderName,
            String country,
            LocalDate from,
            LocalDate to) {

        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && day.isBefore(to);
        }
    }

    /** A day on which the shares stated of a company add up to more than all of it. */
    public record Excess(LocalDate day, BigDecimal percent) {}

    /** What a tie says beyond what the rules read. */
    public record Details(
            @Nullable String childName,
            @Nullable String percentBasis,
            @Nullable String counts,
            @Nullable String note) {}

    @Override
    public void run(ApplicationArguments arguments) {
        followAgain();
    }

    /** Adds a tie; parties that are not known yet become known. */
    @Transactional
    public long record(Tie tie, Party child, Party parent, Details details, String author, long statement) {
        know(child, tie);
        know(parent, tie);
        return jdbc.sql("""
            insert into ownership (child_key, child_name, parent_key, parent_name, relation, percent, percent_basis,
                                   valid_from, valid_to, counts, confidence, sources, note, author, statement_id)
            values (:child, coalesce(:childName, (select name from organisation where key = :child)), :parent, :parentName,
                    :relation, :percent, :basis, :from, :to, :counts, :confidence, :sources, :note, :author, :statement)
            returning id
            """)
                .param("child", tie.child())
                .param("childName", details.childName())
                .param("parent", tie.parent())
                .param("parentName", parent.name())
                .param("relation", tie.relation().key())
                .param("percent", tie.percent())
                .param("basis", details.percentBasis())
                .param("from", tie.from())
                .param("to", tie.to())
                .param("counts", details.counts())
                .param("confidence", tie.confidence())
                .param("sources", tie.sources().toArray(String[]::new))
                .param("note", details.note())
                .param("author", author)
                .param("statement", statement)
                .query(Long.class)
                .single();
    }

    private void know(Party party, Tie tie) {
        jdbc.sql("""
            insert into organisation (key, name, kind, country, confidence, sources)
            values (:key, :name, :kind, :country, :confidence, :sources) on conflict (key) do nothing
            """)
                .param("key", party.key())
                .param("name", party.name())
                .param("kind", party.kind())
                .param("country", party.country())
                .param("confidence", tie.confidence())
                .param("sources", tie.sources().toArray(String[]::new))
                .update();
    }

    /** Every firm's key and name, makers and holders, for lists to choose from. */
    @Transactional(readOnly = true)
    public Map<String, String> firms() {
        Map<String, String> firms = new LinkedHashMap<>();
        jdbc.sql("select key, name from organisation where kind in ('vendor', 'holder') order by lower(name), key")
                .query(row -> {
                    firms.put(row.getString(1), row.getString(2));
                });
        return firms;
    }

    /** All ties that stand between a company and one holder. */
    @Transactional(readOnly = true)
    public List<Standing> between(String child, String parent) {
        return jdbc.sql("""
            select id, relation, percent, valid_from, valid_to, statement_id from ownership
            where retracted_at is null and child_key = ? and parent_key = ? order by id
            """)
                .params(child, parent)
                .query((row, n) -> {
                    long statement = row.getLong("statement_id");
                    boolean reference = row.wasNull();
                    return new Standing(
                            row.getLong("id"),
                            Relation.of(row.getString("relation")).orElseThrow(),
                            row.getBigDecimal("percent"),
                            row.getString("valid_from"),
                            row.getString("valid_to"),
                            reference ? null : Long.valueOf(statement));
                })
                .list();
    }

    /** Ends the standing of a tie; it stays in the history with the statement that ended it. */
    @Transactional
    public boolean retract(long id, long statement) {
        return jdbc.sql("update ownership set retracted_at = now(), retracted_by = ? where id = ? and"
                                + " retracted_at is null")
                        .params(statement, id)
                        .update()
                == 1;
    }

    /** Undoes a statement: what it added is retracted, what it retracted is stated again, as new lines. */
    @Transactional
    public void reverse(long statement) {
        jdbc.sql("update ownership set retracted_at = now(), retracted_by = :it where statement_id = :it and"
                        + " retracted_at is null")
                .param("it", statement)
                .update();
        jdbc.sql("""
            insert into ownership (child_key, child_name, parent_key, parent_name, relation, percent, percent_basis,
                                   valid_from, valid_to, counts, confidence, sources, note, author, statement_id)
            select child_key, child_name, parent_key, parent_name, relation, percent, percent_basis,
                   valid_from, valid_to, counts, confidence, sources, note, author, statement_id
            from ownership where retracted_by = :it and statement_id is distinct from :it order by id
            """).param("it", statement).update();
    }

    /** The organisation of that key. */
    @Transactional(readOnly = true)
    public Optional<Party> party(String key) {
        return jdbc.sql("select key, name, kind, country from organisation where key = ?")
                .param(key)
                .query(Party.class)
                .optional();
    }

    /** Where each rule leads from each vendor, with what the present transaction has changed itself. */
    @Transactional(readOnly = true)
    public List<Lead> leads() {
        return jdbc.sql("""
            select rule, vendor_key, holder_key, holder_name, country, valid_from::text, valid_to::text
            from look_through where known_to = 'infinity'
            """)
                .query((row, n) -> new Lead(
                        row.getString("rule"),
                        row.getString("vendor_key"),
                        row.getString("holder_key"),
                        row.getString("holder_name"),
                        row.getString("country"),
                        Objects.requireNonNullElse(day(row.getString("valid_from")), LocalDate.MIN),
                        Objects.requireNonNullElse(day(row.getString("valid_to")), LocalDate.MAX)))
                .list();
    }

    /** The first day on which a company is stated to be owned more than once; empty where it never is. */
    @Transactional(readOnly = true)
    public Optional<Excess> excess(String child) {
        List<Tie> shares = standing().stream()
                .filter(tie -> tie.child().equals(child) && tie.owns())
                .toList();
        return days(shares.stream()).stream()
                .map(day -> new Excess(
                        day,
                        LookThrough.inForce(shares, day).stream()
                                .map(Tie::percent)
                                .filter(Objects::nonNull)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)))
                .filter(sum -> sum.percent().compareTo(BigDecimal.valueOf(100)) > 0)
                .findFirst();
    }

    /** What a standing tie says, field by field as the API names them. */
    @Transactional(readOnly = true)
    public Optional<Map<String, Object>> said(long id) {
        return said(id, "retracted_at is null");
    }

    /** What a tie says or said, whether it stands or not. */
    @Transactional(readOnly = true)
    public Optional<Map<String, Object>> saidOnce(long id) {
        return said(id, "true");
    }

    private Optional<Map<String, Object>> said(long id, String condition) {
        return jdbc.sql("""
            select child_key as child, child_name as "childName", parent_key as parent, parent_name as "parentName",
                   relation, percent, percent_basis as "percentBasis", counts, note,
                   valid_from as "validFrom", valid_to as "validTo"
            from ownership where id = ? and
            """ + condition).param(id).query().listOfRows().stream()
                .findFirst()
                .map(row -> {
                    row.values().removeIf(Objects::isNull);
                    return row;
                });
    }

    /** Whether what a statement added still stands. */
    @Transactional(readOnly = true)
    public boolean stands(long statement) {
        return jdbc.sql("select exists (select 1 from ownership where statement_id = ? and retracted_at is null)")
                .param(statement)
                .query(Boolean.class)
                .single();
    }

    /** Equity in a company, direct and through others, of all who hold it today. */
    @Transactional(readOnly = true)
    public Shares.Holdings equity(String company) {
        return Shares.of(company, LookThrough.inForce(standing(), LocalDate.now(ZoneOffset.UTC)));
    }

    /** The ties that declared control follows from a vendor today. */
    List<Tie> chain(String vendor) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return new LookThrough(organisations(), standing(), listed(today), today)
                .chain(LookThrough.Rule.DECLARED, vendor);
    }

    /** Ties as a drawing shows them: in force today, and beside them those that are not confirmed. */
    List<Tie> shown() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Tie> standing = standing();
        return Stream.concat(
                        LookThrough.inForce(standing, today).stream(),
                        standing.stream().filter(tie -> !tie.counts() && tie.holdsOn(today)))
                .filter(tie -> tie.relation() != Relation.TERMINATED_DEAL)
                .toList();
    }

    /** Keys of the organisations that have a page. */
    List<String> companies() {
        return organisations().values().stream()
                .filter(LookThrough.Organisation::company)
                .map(LookThrough.Organisation::key)
                .toList();
    }

    /**
     * Follows every rule from every vendor again, for every span of days on which the ties are the same. What has not
     * changed is left; what has is closed and stated anew: a few hundred rows, and the next page reads them.
     */
    @Transactional
    public void followAgain() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(ONE_AT_A_TIME).query().singleRow();
        Set<Spell> now = new HashSet<>(spells());
        Map<Spell, Long> before = new HashMap<>();
        jdbc.sql("select * from look_through where known_to = 'infinity'").query(row -> {
            before.put(spell(row), row.getLong("id"));
        });
        boolean first = jdbc.sql("select not exists (select 1 from look_through)")
                .query(Boolean.class)
                .single();
        Long[] closed = before.entrySet().stream()
                .filter(entry -> !now.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toArray(Long[]::new);
        if (closed.length > 0) {
            jdbc.sql("update look_through set known_to = knowledge_moment() where id = any (:ids)")
                    .param("ids", closed)
                    .update();
        }
        List<Spell> fresh =
                now.stream().filter(spell -> !before.containsKey(spell)).toList();
        batches.batchUpdate("""
            insert into look_through (rule, vendor_key, holder_key, holder_name, country, path, valid_from, valid_to, known_from)
            values (?, ?, ?, ?, ?, ?, ?::date, ?::date, case when ? then '-infinity' else knowledge_moment() end)
            """, fresh, 500, (statement, spell) -> {
            LookThrough.Led led = spell.led();
            statement.setString(1, led.rule().key());
            statement.setString(2, led.vendor());
            statement.setString(3, led.holder());
            statement.setString(4, led.holderName());
            statement.setString(5, led.country());
            statement.setString(6, led.path());
            statement.setString(
                    7, spell.from() == null ? "-infinity" : spell.from().toString());
            statement.setString(8, spell.to() == null ? "infinity" : spell.to().toString());
            statement.setBoolean(9, first);
        });
    }

    /** Where a rule leads from a day on until another; null is for ever. */
    private record Spell(
            LookThrough.Led led,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    private List<Spell> spells() {
        Map<String, LookThrough.Organisation> organisations = organisations();
        List<Tie> ties = standing();
        List<String> vendors = organisations.values().stream()
                .filter(LookThrough.Organisation::company)
                .map(LookThrough.Organisation::key)
                .toList();
        Map<List<Object>, LookThrough.Led> open = new HashMap<>();
        Map<List<Object>, LocalDate> since = new HashMap<>();
        List<Spell> spells = new ArrayList<>();
        Set<LocalDate> days = days(ties.stream());
        days.addAll(listings().values().stream().flatMap(Collection::stream).toList());
        for (LocalDate day : days) {
            LookThrough rules = new LookThrough(organisations, ties, listed(day), day);
            vendors.stream().flatMap(vendor -> rules.lead(vendor).stream()).forEach(led -> {
                List<Object> which = List.of(led.rule(), led.vendor());
                LookThrough.Led last = open.get(which);
                if (!led.equals(last)) {
                    if (last != null) {
                        spells.add(new Spell(last, known(since.get(which)), day));
                    }
                    open.put(which, led);
                    since.put(which, day);
                }
            });
        }
        open.forEach((which, led) -> spells.add(new Spell(led, known(since.get(which)), null)));
        return spells;
    }

    private static @Nullable LocalDate known(@Nullable LocalDate day) {
        return LocalDate.MIN.equals(day) ? null : day;
    }

    /** The days on which something begins or ends, the beginning of time first. */
    private static Set<LocalDate> days(Stream<Tie> ties) {
        Set<LocalDate> days = new TreeSet<>(Set.of(LocalDate.MIN));
        ties.flatMap(tie -> Stream.of(Optional.ofNullable(tie.from()), Optional.ofNullable(tie.to())))
                .flatMap(Optional::stream)
                .map(Tie::firstDay)
                .forEach(days::add);
        return days;
    }

    private Map<String, LookThrough.Organisation> organisations() {
        return jdbc
                .sql("select key, name, kind, country, controller_country from organisation order by key")
                .query(LookThrough.Organisation.class)
                .list()
                .stream()
                .collect(Collectors.toMap(
                        LookThrough.Organisation::key, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private List<Tie> standing() {
        return jdbc.sql("""
            select id, child_key, parent_key, relation, percent, valid_from, valid_to, confidence, sources
            from ownership where retracted_at is null order by id
            """).query(Ties::tie).list();
    }

    private Map<String, List<LocalDate>> listings() {
        Map<String, List<LocalDate>> listings = new HashMap<>();
        jdbc.sql("""
            select vendor_key, date from designation
            where target_type = 'entity' and status = 'in_force' and vendor_key is not null
            """).query(row -> {
            listings.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(Tie.firstDay(row.getString(2)));
        });
        return listings;
    }

    private Set<String> listed(LocalDate day) {
        return listings().entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(date -> !date.isAfter(day)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    static Tie tie(ResultSet row, int n) throws SQLException {
        String relation = row.getString("relation");
        return new Tie(
                row.getLong("id"),
                row.getString("child_key"),
                row.getString("parent_key"),
                Relation.of(relation).orElseThrow(() -> new IllegalStateException("unknown relation " + relation)),
                row.getBigDecimal("percent"),
                row.getString("valid_from"),
                row.getString("valid_to"),
                row.getString("confidence"),
                list(row, "sources"));
    }

    private static Spell spell(ResultSet row) throws SQLException {
        return new Spell(
                new LookThrough.Led(
                        LookThrough.Rule.valueOf(row.getString("rule").toUpperCase(Locale.ROOT)),
                        row.getString("vendor_key"),
                        row.getString("holder_key"),
                        row.getString("holder_name"),
                        row.getString("country"),
                        row.getString("path")),
                day(row.getString("valid_from")),
                day(row.getString("valid_to")));
    }

    private static @Nullable LocalDate day(String said) {
        return said.endsWith("infinity") ? null : LocalDate.parse(said);
    }

    static List<String> list(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
