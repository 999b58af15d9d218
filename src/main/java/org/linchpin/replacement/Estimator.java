package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.linchpin.access.Scope;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.Holdings.Designs;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.replacement.CostBook.Book;
import org.linchpin.replacement.Estimate.Component;
import org.linchpin.replacement.Estimate.Part;
import org.linchpin.replacement.Estimate.SectorCost;
import org.linchpin.replacement.Estimate.Swing;
import org.linchpin.replacement.Estimate.YearCost;

/** Prices a question: what is affected, times the parameters, with everything that is not known left in. */
@org.springframework.stereotype.Component
public class Estimator {

    private static final List<String> GRADES = List.of("own", "evidence", "evidence-weak", "recall", "assumption");

    private final Holdings holdings;
    private final CostBook costs;

    Estimator(Holdings holdings, CostBook costs) {
        this.holdings = holdings;
        this.costs = costs;
    }

    /** The keys that an asker may put numbers of their own to. */
    Set<String> known() {
        return costs.read(Map.of()).parameters().keySet();
    }

    public Estimate estimate(Scope scope, Question question) {
        return price(
                question,
                costs.read(question.own()),
                holdings.of(scope, question.slice(), question.target()),
                holdings.designs(scope, question.slice(), question.target()));
    }

    static Estimate price(Question question, Book book, List<Holding> held, List<Designs> designs) {
        Programme programme =
                new Programme(question, book.get(CostBook.DISCOUNT).likely());
        boolean replaces = question.option().replaces();
        Bill sure = new Bill(book, programme, replaces, held, designs, Holding::sure, Designs::sure);
        Bill possible = new Bill(book, programme, replaces, held, designs, Holding::possible, Designs::possible);
        Set<Parameter> used = new LinkedHashSet<>(possible.parameters());
        used.add(book.get(CostBook.BIAS));
        used.add(book.get(CostBook.DISCOUNT));
        possible.unitsByYear()
                .values()
                .forEach(kinds -> kinds.keySet()
                        .forEach(kind -> used.add(possible.role(kind).life())));
        Draws draws = new Draws(question.draws(), question.seed());
        return new Estimate(
                question,
                priceYear(used),
                part(book, sure, held.stream().mapToDouble(Holding::sure).sum(), draws),
                part(
                        book,
                        possible,
                        held.stream().mapToDouble(Holding::possible).sum(),
                        draws),
                components(book, sure, possible),
                sectors(sure, possible),
                years(programme, sure, possible),
                tornado(possible),
                5,
                List.copyOf(used),
                notes(possible));
    }

    private static int priceYear(Set<Parameter> used) {
        return used.stream()
                .map(Parameter::priceYear)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private static Part part(Book book, Bill bill, double units, Draws draws) {
        int count = draws.count();
        Map<String, double[]> drawn = new HashMap<>();
        bill.parameters().forEach(parameter -> drawn.put(parameter.key(), draws.of(parameter)));
        double[] bias = draws.of(book.get(CostBook.BIAS));
        double[] gross = new double[count];
        double[] budget = new double[count];
        double[] forward = new double[count];
        for (int i = 0; i < count; i++) {
            int draw = i;
            ToDoubleFunction<Parameter> value =
                    parameter -> Objects.requireNonNull(drawn.get(parameter.key()), parameter.key())[draw];
            gross[i] = bill.gross(value);
            forward[i] = bill.broughtForward(value);
            budget[i] = gross[i] * (1 + bias[i] / 100);
        }
        return new Part(
                units,
                bill.designs(),
                Spread.pence(bill.gross(Parameter::low)),
                Spread.pence(bill.gross(Parameter::likely)),
                Spread.pence(bill.gross(Parameter::high)),
                Spread.of(gross),
                Spread.of(budget),
                Spread.of(forward),
                Spread.curve(gross));
    }

    private static List<Component> components(Book book, Bill sure, Bill possible) {
        List<Parameter> unit = new ArrayList<>();
        List<Parameter> visit = new ArrayList<>();
        possible.parameters().forEach(parameter -> {
            if (parameter.unit().equals("per unit")) {
                unit.add(parameter);
            } else if (parameter.unit().equals("per visit")) {
                visit.add(parameter);
            }
        });
        Parameter failed = book.get(CostBook.FAILED_VISITS);
        Parameter certification = book.get(CostBook.CERTIFICATION);
        Parameter firmware = book.get(CostBook.FIRMWARE);
        Parameter overhead = book.get(CostBook.OVERHEAD);
        Parameter bias = book.get(CostBook.BIAS);
        return List.of(
                component("unit", "New unit or part", unit, sure, possible, Bill::unitCost),
                component("visit", "Visits", visit, sure, possible, Bill::visitCost),
                component(
                        "failed_visits",
                        "Visits that fail and are repeated",
                        List.of(failed),
                        sure,
                        possible,
                        Bill::failedVisits),
                component(
                        "certification",
                        "Certifying each host design anew",
                        List.of(certification),
                        sure,
                        possible,
                        Bill::certification),
                component(
                        "firmware",
                        "Adapting the firmware of each host design",
                        List.of(firmware),
                        sure,
                        possible,
                        Bill::firmware),
                component(
                        "overhead",
                        "Running the programme",
                        List.of(overhead),
                        sure,
                        possible,
                        (bill, value) -> bill.gross(value) * (1 - 1 / bill.overhead(value))),
                component(
                        "optimism_bias",
                        "Allowance for optimism",
                        List.of(bias),
                        sure,
                        possible,
                        (bill, value) -> bill.gross(value) * value.applyAsDouble(bias) / 100));
    }

    /** An element of the bill for any choice of parameters. */
    private interface Element {
        double of(Bill bill, ToDoubleFunction<Parameter> value);
    }

    private static Component component(
            String key, String name, List<Parameter> parameters, Bill sure, Bill possible, Element element) {
        return new Component(
                key,
                name,
                Spread.pence(element.of(sure, Parameter::low)),
                Spread.pence(element.of(sure, Parameter::likely)),
                Spread.pence(element.of(sure, Parameter::high)),
                Spread.pence(element.of(possible, Parameter::high)),
                weakest(parameters),
                parameters.stream().map(Parameter::key).toList());
    }

    /** A sum is no better known than its worst known part. */
    private static String weakest(List<Parameter> parameters) {
        return parameters.stream()
                .map(Parameter::grade)
                .max(Comparator.comparingInt(GRADES::indexOf))
                .orElse("assumption");
    }

    private static List<SectorCost> sectors(Bill sure, Bill possible) {
        List<SectorCost> sectors = new ArrayList<>();
        possible.unitsBySector().forEach((sector, all) -> {
            Map<String, Double> mine = sure.unitsBySector().getOrDefault(sector, Map.of());
            sectors.add(new SectorCost(
                    sector,
                    sum(mine),
                    Spread.pence(sure.field(mine, Parameter::low)),
                    Spread.pence(sure.field(mine, Parameter::likely)),
                    Spread.pence(sure.field(mine, Parameter::high)),
                    Spread.pence(possible.field(all, Parameter::high))));
        });
        sectors.sort(Comparator.comparing((SectorCost one) -> -one.likely()).thenComparing(SectorCost::sector));
        return sectors;
    }

    private static List<YearCost> years(Programme programme, Bill sure, Bill possible) {
        List<YearCost> years = new ArrayList<>();
        possible.unitsByYear().forEach((year, all) -> {
            Map<String, Double> mine = sure.unitsByYear().getOrDefault(year, Map.of());
            double likely = sure.field(mine, Parameter::likely);
            years.add(new YearCost(
                    year,
                    sum(mine),
                    Spread.pence(likely),
                    Spread.pence(likely * programme.presentValue(year)),
                    Spread.pence(possible.field(all, Parameter::likely))));
        });
        return years;
    }

    private static double sum(Map<String, Double> counts) {
        return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<Swing> tornado(Bill bill) {
        return bill.parameters().stream()
                .map(moved -> new Swing(
                        moved.key(),
                        moved.what(),
                        moved.grade(),
                        Spread.pence(bill.gross(other -> other.equals(moved) ? moved.low() : other.mean())),
                        Spread.pence(bill.gross(other -> other.equals(moved) ? moved.high() : other.mean()))))
                .sorted(Comparator.comparing((Swing swing) -> swing.low() - swing.high())
                        .thenComparing(Swing::parameter))
                .toList();
    }

    private static List<String> notes(Bill bill) {
        List<String> notes = new ArrayList<>();
        notes.add("Disposal is not priced: no figure for it was found.");
        notes.add("Costs by sector and year leave out certification and firmware, which all owners of a design share.");
        bill.unitsBySector().values().stream()
                .flatMap(kinds -> kinds.keySet().stream())
                .distinct()
                .sorted()
                .filter(kind -> !bill.role(kind).basis().equals("own parameters"))
                .forEach(kind -> notes.add(
                        bill.role(kind).name() + ": " + bill.role(kind).basis() + "."));
        return notes;
    }
}
