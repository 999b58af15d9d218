package org.linchpin.replacement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Names;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What owners say their own equipment costs and how it is exchanged. A newer statement retires an older one; none is lost. */
@Component
class OwnCosts {

    static final Map<String, String> ELEMENTS = new LinkedHashMap<>();

    static {
        ELEMENTS.put("unit", "new unit or part");
        ELEMENTS.put("visit", "one visit");
        ELEMENTS.put("disposal", "taking away and disposal");
        ELEMENTS.put("life", "service life");
    }

    private static final int FIRST_PRICE_YEAR = 1_990;
    private static final int LONGEST = 500;

    private final JdbcClient jdbc;
    private final Operators operators;
    private final Names names;
    private final Trail trail;

    OwnCosts(JdbcClient jdbc, Operators operators, Names names, Trail trail) {
        this.jdbc = jdbc;
        this.operators = operators;
        this.names = names;
        this.trail = trail;
    }

    /** A cost as it was sent: three points in pounds of the price year; years where the element is life. */
    record Cost(
            @Nullable String operator,
            @Nullable String assetClass,
            @Nullable String element,
            @Nullable Double low,
            @Nullable Double likely,
            @Nullable Double high,
            @Nullable Integer priceYear,
            @Nullable String source) {}

    /** How equipment is exchanged, as it was sent; without a model for every model of the kind. */
    record Swap(
            @Nullable String operator,
            @Nullable String assetClass,
            @Nullable String model,
            @Nullable String swapClass,
            @Nullable String why) {}

    /** A cost that stands, and who said so when. */
    record StatedCost(
            long id,
            String operator,
            String assetClass,
            String element,
            BigDecimal low,
            BigDecimal likely,
            BigDecimal high,
            int priceYear,
            String source,
            String statedBy,
            LocalDate statedOn) {}

    record StatedSwap(
            long id,
            String operator,
            String assetClass,
            String model,
            String swapClass,
            String why,
            String statedBy,
            LocalDate statedOn) {}

    @Transactional(readOnly = true)
    List<StatedCost> costs(Viewer viewer) {
        return stated(viewer, "own_cost", StatedCost.class);
    }

    @Transactional(readOnly = true)
    List<StatedSwap> swaps(Viewer viewer) {
        return stated(viewer, "own_swap", StatedSwap.class);
    }

    private <T> List<T> stated(Viewer viewer, String table, Class<T> type) {
        return jdbc.sql("""
                        select s.*, o.code as operator, s.stated_at::date as stated_on from %s s join operator o on o.id = s.operator_id
                        where s.retracted_at is null and (:everything or s.operator_id = any (:scope))
                        order by o.code, s.asset_class, s.id
                        """.formatted(table))
                .param("everything", viewer.scope().everything())
                .param("scope", viewer.scope().operators().toArray(Integer[]::new))
                .query(type)
                .list();
    }

    @Transactional
    void state(Viewer viewer, Cost said) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Operator operator = operator(viewer, said.operator(), faults);
        String kind = kind(said.assetClass(), faults);
        String element = Objects.requireNonNullElse(said.element(), "");
        if (!ELEMENTS.containsKey(element)) {
            faults.add(Asking.fault(
                    "element",
                    element,
                    "element-unknown",
                    "Choose what costs it: " + String.join(", ", ELEMENTS.keySet())));
        }
        Optional<double[]> points = Asking.points(
                "the cost", new Asked.Points(said.low(), said.likely(), said.high(), null), "low", faults);
        int now = LocalDate.now(ZoneOffset.UTC).getYear();
        Integer year = said.priceYear();
        if (year == null || year < FIRST_PRICE_YEAR || year > now) {
            faults.add(Asking.fault(
                    "priceYear",
                    year,
                    "price-year-range",
                    "Say whose year's prices these are: between " + FIRST_PRICE_YEAR + " and " + now));
        }
        String source = words(
                said.source(), "source", "Say what the number rests on: a quote, a contract, past work orders", faults);
        if (!faults.isEmpty() || operator == null || kind == null || points.isEmpty() || year == null) {
            throw BadInput.fields(faults);
        }
        retire("own_cost", operator, kind, "element", element);
        double[] three = points.get();
        jdbc.sql("""
                        insert into own_cost (operator_id, asset_class, element, low, likely, high, price_year, source, stated_by)
                        values (:operator, :kind, :element, :low, :likely, :high, :year, :source, :by)
                        """)
                .param("operator", operator.id())
                .param("kind", kind)
                .param("element", element)
                .param("low", three[0])
                .param("likely", three[1])
                .param("high", three[2])
                .param("year", year)
                .param("source", source)
                .param("by", viewer.username())
                .update();
        trail.record("replacement.cost", "/replacement/own", operator.id(), kind + " " + element);
    }

    @Transactional
    void state(Viewer viewer, Swap said) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Operator operator = operator(viewer, said.operator(), faults);
        String kind = kind(said.assetClass(), faults);
        String model = Objects.requireNonNullElse(said.model(), "").strip().toLowerCase(Locale.ROOT);
        SwapClass swap =
                SwapClass.of(Objects.requireNonNullElse(said.swapClass(), "")).orElse(null);
        if (swap == null) {
            faults.add(Asking.fault(
                    "swapClass", said.swapClass(), "swap-class-unknown", "Choose one of S0, S1, S2, S3, S4"));
        }
        String why = words(said.why(), "why", "Say how you know how it is exchanged", faults);
        if (!faults.isEmpty() || operator == null || kind == null || swap == null) {
            throw BadInput.fields(faults);
        }
        retire("own_swap", operator, kind, "model", model);
        jdbc.sql("""
                        insert into own_swap (operator_id, asset_class, model, swap_class, why, stated_by)
                        values (:operator, :kind, :model, :swap, :why, :by)
                        """)
                .param("operator", operator.id())
                .param("kind", kind)
                .param("model", model)
                .param("swap", swap.name())
                .param("why", why)
                .param("by", viewer.username())
                .update();
        trail.record("replacement.swap", "/replacement/own", operator.id(), kind + " " + model + " " + swap);
    }

    private void retire(String table, Operator operator, String kind, String column, String value) {
        jdbc.sql(
                        "update %s set retracted_at = now() where operator_id = ? and asset_class = ? and %s = ? and retracted_at is null"
                                .formatted(table, column))
                .params(operator.id(), kind, value)
                .update();
    }

    private @Nullable Operator operator(Viewer viewer, @Nullable String code, List<BadInput.Fault> faults) {
        List<Operator> mine = operators.within(viewer.scope());
        if ((code == null || code.isBlank())
                && mine.size() == 1
                && !viewer.scope().everything()) {
            return mine.get(0);
        }
        Operator found = mine.stream()
                .filter(one -> one.code().equals(code) && !viewer.scope().everything())
                .findFirst()
                .orElse(null);
        if (found == null) {
            faults.add(Asking.fault("operator", code, "operator-unknown", "Name one of the operators you act for"));
        }
        return found;
    }

    private @Nullable String kind(@Nullable String said, List<BadInput.Fault> faults) {
        String kind =
                said == null ? null : names.keyOf(Dimension.ASSET_CLASS, said).orElse(null);
        if (kind == null) {
            faults.add(Asking.fault(
                    "assetClass", said, "assetClass-unknown", "Choose the kind of equipment that costs this"));
        }
        return kind;
    }

    private static String words(@Nullable String said, String field, String message, List<BadInput.Fault> faults) {
        String words = Objects.requireNonNullElse(said, "").strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            faults.add(Asking.fault(field, said, field + "-missing", message));
        }
        return words;
    }
}
