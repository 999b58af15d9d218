package org.linchpin.briefing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.briefing.Briefing.Row;
import org.linchpin.briefing.Briefing.Table;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.Findings;
import org.linchpin.exposure.Interval;
import org.linchpin.exposure.Say;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.linchpin.replacement.Estimate;
import org.linchpin.replacement.Estimator;
import org.linchpin.replacement.Money;
import org.linchpin.replacement.Question;
import org.linchpin.replacement.Spread;
import org.springframework.stereotype.Component;

/** Gathers a slice's figures into a briefing. */
@Component
class Briefings {

    private static final int YEARS = 7;

    private final Exposure exposure;
    private final Findings findings;
    private final Estimator estimator;
    private final Names names;

    Briefings(Exposure exposure, Findings findings, Estimator estimator, Names names) {
        this.exposure = exposure;
        this.findings = findings;
        this.estimator = estimator;
        this.names = names;
    }

    Briefing of(Scope scope, Slice slice, Weight weight, LookThroughRule rule) {
        Picture picture = exposure.picture(scope, slice, Dimension.CONTROLLER, weight, rule);
        List<Table> tables = new ArrayList<>();
        tables.add(keyFigures(picture));
        tables.add(shares(picture, "controllers", "By who controls the maker"));
        tables.add(shares(
                exposure.picture(scope, slice, Dimension.COUNTRY, weight, rule), "countries", "By country of control"));
        tables.add(parts(
                exposure.pictures(scope, slice, Dimension.SECTOR, Dimension.CONTROLLER, weight, rule),
                Dimension.SECTOR,
                "sectors",
                "Sectors and their leading controller"));
        tables.add(parts(
                exposure.pictures(scope, slice, Dimension.REGION, Dimension.CONTROLLER, weight, rule),
                Dimension.REGION,
                "regions",
                "Regions and their leading controller"));
        Tally.Count leader = picture.leader();
        List<String> methods = new ArrayList<>(List.of(Exposure.METHOD));
        if (leader != null) {
            tables.add(replacement(scope, slice, leader));
            methods.add(Estimate.METHOD);
        }
        tables.removeIf(table -> table.rows().isEmpty());
        String where = where(slice, scope);
        return new Briefing(
                where,
                picture.asAt(),
                picture.knownAt(),
                rule.label(),
                weight.key(),
                findings.of(picture, where),
                List.copyOf(tables),
                exposure.basis(scope, slice),
                List.copyOf(methods));
    }

    private String where(Slice slice, Scope scope) {
        List<String> parts = new ArrayList<>();
        slice.sectors().forEach(key -> parts.add(names.of(Dimension.SECTOR, key)));
        slice.regions().forEach(key -> parts.add(names.of(Dimension.REGION, key)));
        slice.assetClasses().forEach(key -> parts.add(names.of(Dimension.ASSET_CLASS, key)));
        slice.operators().forEach(key -> parts.add(names.of(Dimension.OPERATOR, key)));
        String all = scope.everything() ? "connected units" : "connected units of your operators";
        return parts.isEmpty() ? all : "connected units in " + parts.stream().collect(Collectors.joining(", "));
    }

    private static Table keyFigures(Picture picture) {
        Tally tally = picture.tally();
        Concentration all = picture.concentration();
        List<Row> rows = new ArrayList<>();
        rows.add(row("Units", Say.count(tally.total()), tally.total(), tally.total(), "units", picture));
        rows.add(row(
                "Controller known",
                Say.atLeast(tally.coverage()),
                tally.coverage(),
                tally.coverage(),
                "share",
                picture));
        rows.add(row(
                "Known to have no module",
                Say.count(tally.withoutModule()),
                tally.withoutModule(),
                tally.withoutModule(),
                "units",
                picture));
        if (all != null) {
            rows.add(row(
                    "Concentration (HHI)",
                    Say.index(all.hhi()) + ", " + picture.band().words(all.hhi()) + " by the "
                            + picture.band().name(),
                    all.hhi().low(),
                    all.hhi().high(),
                    "HHI, 0 to 10,000",
                    picture));
            rows.add(row(
                    "Largest share",
                    Say.share(all.cr1()),
                    all.cr1().low(),
                    all.cr1().high(),
                    "share",
                    picture));
            rows.add(row(
                    "Four largest together",
                    Say.share(all.cr4()),
                    all.cr4().low(),
                    all.cr4().high(),
                    "share",
                    picture));
        }
        return new Table(
                "key figures",
                "Key figures",
                "Each from its lowest to its highest, wherever the unknown units turn out to belong.",
                "units",
                rows);
    }

    private static Row row(String name, String text, double low, double high, String unit, Picture picture) {
        return new Row(name, text, low, high, unit, Say.atLeast(picture.tally().coverage()) + " identified");
    }

    private static Table shares(Picture picture, String key, String title) {
        List<Row> rows = picture.tally().counts().stream()
                .filter(count -> count.sure() > 0)
                .map(count -> {
                    Interval share = picture.share(count);
                    return row(count.name(), Say.share(share), share.low(), share.high(), "share", picture);
                })
                .toList();
        return new Table(key, title, "Share of units, from what is sure to what is possible.", "share", rows);
    }

    private Table parts(Map<String, Picture> pictures, Dimension dimension, String key, String title) {
        List<Row> rows = pictures.entrySet().stream()
                .filter(entry -> !entry.getValue().tally().empty())
                .sorted(Comparator.comparing((Map.Entry<String, Picture> entry) ->
                        -entry.getValue().tally().total()))
                .map(entry -> part(names.of(dimension, entry.getKey()), entry.getValue()))
                .toList();
        return new Table(
                key,
                title,
                "Share of the controller that surely has most there.",
                "share",
                rows.size() > 1 ? rows : List.of());
    }

    private static Row part(String name, Picture picture) {
        Tally.Count leader = picture.leader();
        if (leader == null) {
            return new Row(
                    name,
                    "too little known",
                    null,
                    null,
                    "share",
                    Say.atLeast(picture.tally().coverage()) + " identified");
        }
        Interval share = picture.share(leader);
        return row(
                name,
                leader.name() + ", " + Say.share(share) + " of "
                        + Say.count(picture.tally().total()),
                share.low(),
                share.high(),
                "share",
                picture);
    }

    private Table replacement(Scope scope, Slice slice, Tally.Count leader) {
        int year = LocalDate.now(ZoneOffset.UTC).getYear();
        Estimate estimate = estimator.estimate(
                scope,
                new Question(
                        slice,
                        new Holdings.Target(Holdings.Kind.CONTROLLER, leader.key()),
                        Question.Option.BY_DATE,
                        year,
                        year + YEARS,
                        Map.of(),
                        Question.USUAL_DRAWS,
                        Question.USUAL_SEED));
        List<Row> rows = List.of(
                money("Gross cash, sure units", estimate.sure().gross(), estimate),
                money("Gross cash, all possible units", estimate.possible().gross(), estimate),
                money("With allowance for optimism, sure units", estimate.sure().budget(), estimate),
                money("Only brought forward, sure units", estimate.sure().broughtForward(), estimate));
        return new Table(
                "replacement",
                "Replacing the modules of " + leader.name() + " by " + (year + YEARS),
                "From one draw in ten to nine in ten. " + assumed(estimate),
                "replacement-cost",
                rows);
    }

    private static String assumed(Estimate estimate) {
        long assumed =
                estimate.assumptions().stream().filter(one -> one.assumed()).count();
        return assumed + " of " + estimate.assumptions().size()
                + " numbers behind it are assumptions that nobody has measured.";
    }

    private static Row money(String name, Spread spread, Estimate estimate) {
        return new Row(
                name,
                Money.say(spread.p10()) + "–" + Money.say(spread.p90()),
                spread.p10() / 100.0,
                spread.p90() / 100.0,
                "GBP of " + estimate.priceYear(),
                "estimate class " + estimate.estimateClass());
    }

    /** The rule and weight that a query string asks for; the usual ones where it does not. */
    static LookThroughRule rule(@Nullable String said) {
        return said == null
                ? LookThroughRule.DECLARED
                : LookThroughRule.of(said).orElse(LookThroughRule.DECLARED);
    }

    static Weight weight(@Nullable String said) {
        return said == null ? Weight.UNITS : Weight.of(said).orElse(Weight.UNITS);
    }
}
