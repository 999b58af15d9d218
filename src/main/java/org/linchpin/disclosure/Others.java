package org.linchpin.disclosure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The totals of other sectors, kept as they were last told; units by controller under declared control, nothing else. */
@Component
@EnableConfigurationProperties(DisclosureSettings.class)
public class Others {

    private static final long LOCK = 8_200_001;
    private static final TypeReference<Map<Integer, Double>> UNITS = new TypeReference<>() {};

    private final InstalledBase installed;
    private final Operators operators;
    private final Names names;
    private final Scopes scopes;
    private final JdbcClient jdbc;
    private final Threshold threshold;
    private final TransactionTemplate alone;
    private final Cache<String, Told> told =
            Caffeine.newBuilder().maximumSize(1_000).build();

    Others(
            InstalledBase installed,
            Operators operators,
            Names names,
            Scopes scopes,
            JdbcClient jdbc,
            DisclosureSettings settings,
            PlatformTransactionManager transactions) {
        this.installed = installed;
        this.operators = operators;
        this.names = names;
        this.scopes = scopes;
        this.jdbc = jdbc;
        this.threshold = settings.threshold();
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Sectors that are told together.
     *
     * @param sectors their keys
     * @param since the day of the oldest number in it
     * @param tally by controller; what is withheld counts as unknown
     */
    public record Group(List<String> sectors, LocalDate since, Tally tally) {}

    /** What was told when the registers in force were these. */
    private record Told(String mark, List<Group> groups) {}

    /** What a scope may know beyond its sectors; nothing for whoever is not confined, or has broken the glass. */
    public List<Group> of(Scope scope) {
        if (!scope.confined() || !scope.whole().isEmpty()) {
            return List.of();
        }
        String own = String.join(",", new TreeSet<>(scope.sectors()));
        return scopes.within(
                Scope.all(),
                () -> Objects.requireNonNull(alone.execute(status -> {
                    String mark = installed.mark(Scope.all(), Slice.all());
                    Told known = told.getIfPresent(own);
                    if (known == null || !known.mark().equals(mark)) {
                        known = new Told(mark, groups(again(own, scope.sectors())));
                        told.put(own, known);
                    }
                    return known.groups();
                })));
    }

    private List<Atom> again(String own, Set<String> sectors) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
        List<Atom> before = jdbc.sql("select sectors, key, units, day from told_total where beside = ? order by id")
                .param(own)
                .query((row, n) -> new Atom(
                        Set.of((String[]) row.getArray("sectors").getArray()),
                        row.getString("key"),
                        JsonMapper.shared().readValue(row.getString("units"), UNITS),
                        row.getObject("day", LocalDate.class)))
                .list();
        List<Atom> after = Cut.next(before, contributions(sectors), threshold, LocalDate.now(ZoneOffset.UTC));
        if (!after.equals(before)) {
            jdbc.sql("delete from told_total where beside = ?").param(own).update();
            after.forEach(atom -> jdbc.sql(
                            "insert into told_total (beside, sectors, key, units, day) values (?, ?, ?, cast(? as jsonb), ?)")
                    .param(own)
                    .param(atom.sectors().stream().sorted().toArray(String[]::new))
                    .param(atom.key())
                    .param(JsonMapper.shared().writeValueAsString(atom.units()))
                    .param(atom.day())
                    .update());
        }
        return after;
    }

    /** What each operator has in each other sector. */
    private List<Contribution> contributions(Set<String> own) {
        List<Contribution> contributions = new ArrayList<>();
        for (Operator operator : operators.all()) {
            installed
                    .tallies(
                            Scope.all(),
                            Slice.all().ofOperator(operator.code()),
                            Dimension.SECTOR,
                            Dimension.CONTROLLER,
                            Weight.UNITS,
                            LookThroughRule.DECLARED)
                    .forEach((sector, tally) -> {
                        if (!own.contains(sector)) {
                            tally.counts()
                                    .forEach(count ->
                                            add(contributions, sector, count.key(), operator.id(), count.sure()));
                            add(contributions, sector, "", operator.id(), tally.total() - tally.identified());
                        }
                    });
        }
        return contributions;
    }

    private static void add(List<Contribution> to, String sector, String key, int operator, double units) {
        if (units > 0) {
            to.add(new Contribution(sector, key, operator, units));
        }
    }

    private List<Group> groups(List<Atom> atoms) {
        return atoms.stream().collect(Collectors.groupingBy(Atom::sectors)).entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .sorted(Comparator.comparing((Group group) -> -group.tally().total())
                        .thenComparing(group -> group.sectors().get(0)))
                .toList();
    }

    private Group group(Set<String> sectors, List<Atom> atoms) {
        double open = atoms.stream().filter(Atom::rest).mapToDouble(Atom::sum).sum();
        List<Tally.Count> counts = atoms.stream()
                .filter(atom -> !atom.rest())
                .sorted(Comparator.comparing((Atom atom) -> -atom.sum()).thenComparing(Atom::key))
                .map(atom -> new Tally.Count(
                        atom.key(), names.of(Dimension.CONTROLLER, atom.key()), atom.sum(), atom.sum() + open))
                .toList();
        double total = atoms.stream().mapToDouble(Atom::sum).sum();
        @Nullable
        LocalDate since =
                atoms.stream().map(Atom::day).min(Comparator.naturalOrder()).orElse(null);
        return new Group(
                sectors.stream().sorted().toList(),
                Objects.requireNonNull(since),
                new Tally(total, total - open, 0, open, counts, List.of()));
    }
}
