package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.replacement.Bill.Element;
import org.linchpin.replacement.Estimate.Bias;
import org.linchpin.replacement.Estimate.Component;
import org.linchpin.replacement.Estimate.Part;
import org.linchpin.replacement.Estimate.Share;
import org.linchpin.replacement.Estimate.Swing;
import org.linchpin.replacement.Estimate.YearCost;
import org.linchpin.replacement.Pricing.Extent;
import org.springframework.util.StringUtils;

/** Prices a question: what is affected, times the parameters, with everything that is not known left in. */
@org.springframework.stereotype.Component
public class Estimator {

    private static final List<String> GRADES =
            List.of(Parameter.OWN, "evidence", "evidence-weak", Parameter.ASKED, "recall", "assumption");
    /** Above this share of the cost, owners' own numbers make a feasibility estimate (class 4) of a concept (class 5). */
    private static final double MOST = 0.5;
    /** With this share, and as much of the units surely known, it is a budget estimate (class 3). */
    private static final double NEARLY_ALL = 0.9;

    /** What an estimate is split by, besides elements and years. */
    private static final Map<Dimension, Function<Line, String>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put(Dimension.SECTOR, line -> line.held().sector());
        PARTS.put(
                Dimension.REGION, line -> Objects.requireNonNullElse(line.held().region(), ""));
        PARTS.put(Dimension.OPERATOR, line -> line.held().operator());
        PARTS.put(Dimension.ASSET_CLASS, line -> line.held().assetClass());
    }

    private final Holdings holdings;
    private final CostBook costs;
    private final Names names;

    Estimator(Holdings holdings, CostBook costs, Names names) {
        this.holdings = holdings;
        this.costs = costs;
        this.names = names;
    }

    public Estimate estimate(Scope scope, Question question) {
        return estimate(scope, question, held(scope, question));
    }

    /** The same of holdings that were gathered before. */
    Estimate estimate(Scope scope, Question question, List<Holding> held) {
        return price(
                question,
                Pricing.of(question, costs.read(scope, question), held),
                (by, key) -> names.of(by, key, question.slice()));
    }

    /** What there is to do, for a plan: the units that a programme can remove, grouped by what decides when and at what cost. */
    public List<Work> works(Scope scope, Question question) {
        return Works.of(question, costs.read(scope, question), held(scope, question));
    }

    /** The year whose pounds a question is answered in. */
    public int priceYear(Scope scope, Question question) {
        return costs.read(scope, question).priceYear();
    }

    /** Everything of the target that may be seen: who shares a design shares its certification, in the slice or not. */
    List<Holding> held(Scope scope, Question question) {
        Slice asked = question.slice();
        Slice all = new Slice(Set.of(), Set.of(), Set.of(), Set.of(), asked.asAt(), asked.knownAt());
        return holdings.of(scope, all, question.target());
    }

    /** What the key of a dimension is called. */
    interface Naming {
        String of(Dimension by, String key);
    }

    static Estimate price(Question question, Pricing pricing, Naming naming) {
        Book book = pricing.book();
        Bill sure = pricing.gross(Extent.SURE);
        Bill possible = pricing.gross(Extent.POSSIBLE);
        Bill expected = pricing.gross(Extent.EXPECTED);
        Bias bias = bias(question, book);
        Drawn drawn = Drawn.of(question, pricing);
        double sureUnits =
                pricing.lines().stream().mapToDouble(line -> line.held().sure()).sum();
        double possibleUnits = pricing.lines().stream()
                .mapToDouble(line -> line.held().possible())
                .sum();
        double expectedUnits = pricing.lines().stream()
                .mapToDouble(line -> line.held().expected())
                .sum();
        Set<Parameter> used = new LinkedHashSet<>(possible.parameters());
        pricing.lines().stream()
                .filter(line -> !line.years().isEmpty())
                .map(line -> line.rate().life())
                .forEach(used::add);
        used.add(book.get(question.optimism().key()));
        double ownShare = ownShare(expected, book);
        return new Estimate(
                question,
                book.priceYear(),
                part(
                        expectedUnits,
                        expected,
                        pricing.broughtForward(Extent.EXPECTED),
                        drawn.outcome.gross(),
                        drawn.outcome.forward(),
                        bias),
                part(
                        sureUnits,
                        sure,
                        pricing.broughtForward(Extent.SURE),
                        drawn.outcome.sure(),
                        drawn.outcome.sureForward(),
                        bias),
                part(
                        possibleUnits,
                        possible,
                        pricing.broughtForward(Extent.POSSIBLE),
                        drawn.outcome.possible(),
                        drawn.outcome.possibleForward(),
                        bias),
                components(book, sure, possible, drawn, bias),
                parts(pricing, drawn, naming),
                years(question, pricing, drawn),
                tornado(pricing, expected),
                estimateClass(ownShare, sureUnits, possibleUnits),
                ownShare,
                bias,
                book.discount().edition(),
                List.copyOf(used),
                notes(pricing));
    }

    private static Bias bias(Question question, Book book) {
        Question.Optimism optimism = question.optimism();
        Parameter bounds = book.get(optimism.key());
        return new Bias(
                optimism.category(),
                bounds.high(),
                bounds.low(),
                optimism.mitigation(),
                optimism.reason(),
                optimism.percent(bounds));
    }

    private static Part part(
            double units, Bill gross, Bill forward, double[] drawnGross, double[] drawnForward, Bias bias) {
        double[] sorted = drawnGross.clone();
        Arrays.sort(sorted);
        Spread spread = Spread.ofSorted(sorted);
        return new Part(
                units,
                gross.designs(),
                Spread.pence(gross.gross(Parameter::low)),
                Spread.pence(gross.gross(Parameter::likely)),
                Spread.pence(gross.gross(Parameter::high)),
                spread,
                spread.times(1 + bias.percent() / 100),
                Spread.of(drawnForward),
                Spread.pence(forward.gross(Parameter::low)),
                Spread.pence(forward.gross(Parameter::likely)),
                Spread.pence(forward.gross(Parameter::high)),
                Spread.curve(sorted));
    }

    /** The draws, and which of them belong to which part. */
    private record Drawn(Simulation.Outcome outcome, Map<String, Integer> numbers) {

        static Drawn of(Question question, Pricing pricing) {
            Simulation simulation = new Simulation(pricing.book().common(), question.draws(), question.seed());
            Map<String, Integer> numbers = new HashMap<>();
            UnaryOperator<String> known = name -> {
                numbers.computeIfAbsent(name, simulation::part);
                return name;
            };
            for (Line line : pricing.lines()) {
                Map<Integer, Double> shares = new LinkedHashMap<>();
                PARTS.forEach((by, key) -> shares.put(numbers.get(known.apply(by.key() + " " + key.apply(line))), 1.0));
                line.years().forEach((year, share) -> shares.put(numbers.get(known.apply("year " + year)), share));
                simulation.add(line, shares);
            }
            return new Drawn(simulation.run(), numbers);
        }

        Spread part(String name) {
            return Spread.of(outcome.parts()[Objects.requireNonNull(numbers.get(name))]);
        }
    }

    private static List<Component> components(Book book, Bill sure, Bill possible, Drawn drawn, Bias bias) {
        List<Component> components = new ArrayList<>();
        for (Element element : Element.values()) {
            List<Parameter> behind = behind(element, book, possible);
            components.add(new Component(
                    element.key(),
                    element.label(),
                    Spread.pence(sure.of(element, Parameter::low)),
                    Spread.pence(sure.of(element, Parameter::likely)),
                    Spread.pence(sure.of(element, Parameter::high)),
                    Spread.pence(possible.of(element, Parameter::likely)),
                    Spread.pence(possible.of(element, Parameter::high)),
                    Spread.of(Objects.requireNonNull(drawn.outcome.elements().get(element))),
                    weakest(behind),
                    behind.stream().map(Parameter::key).toList()));
        }
        double times = bias.percent() / 100;
        Parameter bounds = book.get("ob_capex_" + bias.category());
        components.add(new Component(
                Estimate.OPTIMISM,
                "Allowance for optimism",
                Spread.pence(sure.gross(Parameter::low) * times),
                Spread.pence(sure.gross(Parameter::likely) * times),
                Spread.pence(sure.gross(Parameter::high) * times),
                Spread.pence(possible.gross(Parameter::likely) * times),
                Spread.pence(possible.gross(Parameter::high) * times),
                Spread.of(drawn.outcome.gross()).times(times),
                bounds.grade(),
                List.of(bounds.key())));
        return components;
    }

    private static List<Parameter> behind(Element element, Book book, Bill possible) {
        Stream<Parameter> found = switch (element) {
            case UNIT -> rates(possible, Rate::unit);
            case VISIT -> rates(possible, Rate::visit);
            case DISPOSAL -> rates(possible, Rate::disposal);
            case FAILED_VISITS -> Stream.of(book.common().failed());
            case CERTIFICATION -> Stream.of(book.common().certification());
            case FIRMWARE -> Stream.of(book.common().firmware());
            case OVERHEAD -> Stream.of(book.common().overhead());
        };
        return found.distinct().toList();
    }

    private interface Price {
        @Nullable
        Parameter of(Rate rate);
    }

    private static Stream<Parameter> rates(Bill bill, Price price) {
        return bill.counts().keySet().stream().flatMap(rate -> Stream.ofNullable(price.of(rate)));
    }

    /** A sum is no better known than its worst known part. */
    static String weakest(List<Parameter> parameters) {
        return parameters.stream()
                .map(Parameter::grade)
                .max(Comparator.comparingInt(GRADES::indexOf))
                .orElse("assumption");
    }

    private static Map<String, List<Share>> parts(Pricing pricing, Drawn drawn, Naming naming) {
        Map<String, List<Share>> parts = new LinkedHashMap<>();
        PARTS.forEach((by, key) -> {
            TreeMap<String, Bill> sure = pricing.by(Extent.SURE, key);
            TreeMap<String, Bill> possible = pricing.by(Extent.POSSIBLE, key);
            List<Share> shares = new ArrayList<>();
            possible.forEach((name, all) -> {
                Bill mine = Objects.requireNonNull(sure.get(name));
                shares.add(new Share(
                        name,
                        naming.of(by, name),
                        mine.units(),
                        all.units(),
                        Spread.pence(mine.gross(Parameter::low)),
                        Spread.pence(mine.gross(Parameter::likely)),
                        Spread.pence(mine.gross(Parameter::high)),
                        Spread.pence(all.gross(Parameter::likely)),
                        Spread.pence(all.gross(Parameter::high)),
                        drawn.part(by.key() + " " + name)));
            });
            shares.sort(Comparator.comparing((Share one) -> -one.gross().mean()).thenComparing(Share::key));
            parts.put(by.key(), shares);
        });
        return parts;
    }

    private static List<YearCost> years(Question question, Pricing pricing, Drawn drawn) {
        TreeMap<Integer, Bill> sure = pricing.byYear(Extent.SURE);
        List<YearCost> years = new ArrayList<>();
        pricing.byYear(Extent.POSSIBLE).forEach((year, all) -> {
            Bill mine = Objects.requireNonNull(sure.get(year));
            double likely = mine.gross(Parameter::likely);
            years.add(new YearCost(
                    year,
                    mine.units(),
                    all.units(),
                    Spread.pence(mine.gross(Parameter::low)),
                    Spread.pence(likely),
                    Spread.pence(mine.gross(Parameter::high)),
                    Spread.pence(likely * pricing.book().discount().factor(year - question.startYear())),
                    Spread.pence(all.gross(Parameter::likely)),
                    Spread.pence(all.gross(Parameter::high)),
                    drawn.part("year " + year)));
        });
        return years;
    }

    private static List<Swing> tornado(Pricing pricing, Bill expected) {
        List<Swing> swings = new ArrayList<>();
        for (Parameter moved : expected.parameters()) {
            swings.add(new Swing(
                    moved.key(),
                    moved.what(),
                    moved.grade(),
                    Spread.pence(expected.gross(other -> other.equals(moved) ? moved.low() : other.mean())),
                    Spread.pence(expected.gross(other -> other.equals(moved) ? moved.high() : other.mean()))));
        }
        if (expected.units() > 0) {
            swings.add(new Swing(
                    "identification",
                    "which unknown units are affected: none, or all",
                    "unknown",
                    Spread.pence(pricing.gross(Extent.SURE).gross(Parameter::mean)),
                    Spread.pence(pricing.gross(Extent.POSSIBLE).gross(Parameter::mean))));
        }
        swings.removeIf(swing -> swing.low() == swing.high());
        swings.sort(Comparator.comparing((Swing swing) -> swing.low() - swing.high())
                .thenComparing(Swing::parameter));
        return swings;
    }

    /** How much of what units cost rests on owners' own numbers. */
    private static double ownShare(Bill expected, Book book) {
        double own = 0;
        double all = 0;
        for (Map.Entry<Rate, Line.Count> entry : expected.counts().entrySet()) {
            Bill alone = new Bill(book.common());
            alone.add(entry.getKey(), new Line.Count(entry.getValue().units(), 0), 1);
            double cost = alone.gross(Parameter::likely);
            all += cost;
            own += entry.getKey().own() ? cost : 0;
        }
        double total = expected.gross(Parameter::likely);
        return total == 0 || all == 0 ? 0 : own / total;
    }

    private static int estimateClass(double ownShare, double sure, double possible) {
        if (ownShare <= MOST) {
            return 5;
        }
        return ownShare >= NEARLY_ALL && sure >= NEARLY_ALL * possible ? 3 : 4;
    }

    private static List<String> notes(Pricing pricing) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "A host design is certified once; its owners share that by their units, as far as the asker may see them.");
        notes.add("Service life decides the years at its likely value; it is not drawn.");
        double planned = pricing.lines().stream()
                .filter(line -> line.held().planned() != null)
                .mapToDouble(line -> line.held().possible())
                .sum();
        if (planned > 0) {
            notes.add(String.format(
                    Locale.UK,
                    "For %,.0f of the units their owners say when they plan to replace them; that counts before installation and service life.",
                    planned));
        }
        double remote = pricing.lines().stream()
                .filter(line -> !line.rate().swap().removes())
                .mapToDouble(line -> line.held().possible())
                .sum();
        if (remote > 0) {
            notes.add(Math.round(remote)
                    + " units are only changed remotely: that costs nothing here and their module stays.");
        }
        borrowed(pricing)
                .forEach((basis, kinds) ->
                        notes.add(StringUtils.capitalize(basis) + ": " + String.join(", ", kinds) + "."));
        return notes;
    }

    /** Kinds of equipment whose parameters are another kind's, by what is borrowed. */
    private static Map<String, Set<String>> borrowed(Pricing pricing) {
        return pricing.lines().stream()
                .map(Line::rate)
                .filter(rate -> !rate.basis().equals("own parameters") && rate.operator() == null)
                .collect(Collectors.groupingBy(
                        Rate::basis,
                        TreeMap::new,
                        Collectors.mapping(Rate::name, Collectors.toCollection(TreeSet::new))));
    }
}
