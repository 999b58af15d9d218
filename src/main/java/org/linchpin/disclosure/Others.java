package org.linchpin.disclosure;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private volatile @Nullable Told told;

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
     * A sector that is told.
     *
     * @param since the day of the oldest number in it
     * @param tally by controller; what is withheld counts as unknown
     */
    public record Group(String sector, LocalDate since, Tally tally) {}

    /** What was told when the registers in force were these. */
    private record Told(String mark, List<Group> groups) {}

    /**
     * What a scope may know beyond its sectors; nothing for whoever is not confined, or has broken the glass. Everybody is
     * told the same of a sector, and anew at the same time, so that two who put together what they see, each with sectors
     * of its own, know what one who sees all these sectors knows.
     */
    public List<Group> of(Scope scope) {
        if (!scope.confined() || !scope.whole().isEmpty()) {
            return List.of();
        }
        List<Group> all = scopes.within(
                Scope.all(),
                () -> Objects.requireNonNull(alone.execute(status -> {
                    String mark = installed.mark(Scope.all(), Slice.all());
                    Told known = told;
                    if (known == null || !known.mark().equals(mark)) {
                        known = new Told(mark, groups(again()));
                        told = known;
                    }
                    return known.groups();
                })));
        return all.stream()
                .filter(group -> !scope.sectors().contains(group.sector()))
                .toList();
    }

    private List<Atom> again() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
        List<Atom> before = jdbc.sql("select sector, key, units, day from told_total order by id")
                .query((row, n) -> new Atom(
                        row.getString("sector"),
                        row.getString("key"),
                        JsonMapper.shared().readValue(row.getString("units"), UNITS),
                        row.getObject("day", LocalDate.class)))
                .list();
        List<Atom> after = Cut.next(before, contributions(), threshold, LocalDate.now(ZoneOffset.UTC));
        if (!after.equals(before)) {
            jdbc.sql("delete from told_total").update();
            after.forEach(atom -> jdbc.sql(
                            "insert into told_total (sector, key, units, day) values (?, ?, cast(? as jsonb), ?)")
                    .param(atom.sector())
                    .param(atom.key())
                    .param(JsonMapper.shared().writeValueAsString(atom.units()))
                    .param(atom.day())
                    .update());
        }
        return after;
    }

    /** What each operator has in each sector. */
    private List<Contribution> contributions() {
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
                        tally.counts()
                                .forEach(count -> add(contributions, sector, count.key(), operator.id(), count.sure()));
                        add(contributions, sector, "", operator.id(), tally.total() - tally.identified());
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
        return atoms.stream().collect(Collectors.groupingBy(Atom::sector)).entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .sorted(Comparator.comparing((Group group) -> -group.tally().total())
                        .thenComparing(Group::sector))
                .toList();
    }

    private Group group(String sector, List<Atom> atoms) {
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
                sector, Objects.requireNonNull(since), new Tally(total, total - open, 0, open, counts, List.of()));
    }
}
