package org.linchpin.replacement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Holdings.Holding;

/**
 * All numbers that a question is answered with: the reference data, what owners have stated, and the asker's own in place of
 * ours; money in the prices of one year.
 *
 * @param parameters by key
 * @param roles which parameters stand for which kind of equipment
 * @param own what owners stated, by {@link #ownKey}
 * @param ownSwaps how owners say theirs is exchanged, by {@link #ownKey} with the model in lower case, or empty, as the element
 * @param sunsets the last year of each radio generation that closes
 * @param rates those that were asked for so far
 * @param found which of them each kind of holding has
 */
record Book(
        int priceYear,
        Map<String, Parameter> parameters,
        Map<String, Role> roles,
        Map<String, Parameter> own,
        Map<String, SwapClass> ownSwaps,
        Discount discount,
        Map<String, Integer> sunsets,
        Map<String, Rate> rates,
        Map<Alike, Rate> found) {

    static final String OVERHEAD = "as_any_programme_management_overhead";
    static final String FAILED_VISITS = "as_any_failed-visit_rate";
    static final String CERTIFICATION = "as_any_host_re-certification_when_module_family_changes";
    static final String FIRMWARE = "as_any_firmware_adaptation_per_host_design";
    static final String SOCKETED = "as_any_socketed_module";
    static final String DISPOSAL = "as_any_disposal";

    Book(
            int priceYear,
            Map<String, Parameter> parameters,
            Map<String, Role> roles,
            Map<String, Parameter> own,
            Map<String, SwapClass> ownSwaps,
            Discount discount,
            Map<String, Integer> sunsets) {
        this(priceYear, parameters, roles, own, ownSwaps, discount, sunsets, new HashMap<>(), new HashMap<>());
    }

    /**
     * What a kind of equipment costs by, as the reference data has it.
     *
     * @param usual what is usually exchanged
     * @param visit null where no visit is needed
     * @param basis which of the parameters are borrowed from another kind
     */
    record Role(
            String assetClass,
            String name,
            SwapClass usual,
            String unit,
            @Nullable String visit,
            String life,
            String basis) {}

    static String ownKey(String operator, String assetClass, String element) {
        return operator + "|" + assetClass + "|" + element;
    }

    /** What an owner's statement is called among the parameters. */
    static String ownParameter(String ownKey) {
        return "own:" + ownKey.replace('|', ':');
    }

    Parameter get(String key) {
        return Objects.requireNonNull(parameters.get(key), key);
    }

    Bill.Common common() {
        return new Bill.Common(get(FAILED_VISITS), get(CERTIFICATION), get(FIRMWARE), get(OVERHEAD));
    }

    /** What decides the rate of a holding. */
    private record Alike(String operator, String assetClass, String model, List<String> forms) {}

    /** The rate of a holding; the same one for all that cost alike. */
    Rate rate(Holding held) {
        return found.computeIfAbsent(
                new Alike(held.operator(), held.assetClass(), ownSwaps.isEmpty() ? "" : held.model(), held.forms()),
                fresh -> canonical(held));
    }

    private Rate canonical(Holding held) {
        SwapClass swap = swap(held);
        boolean stated = List.of("unit", "visit", "disposal", "life").stream()
                .anyMatch(element -> own.containsKey(ownKey(held.operator(), held.assetClass(), element)));
        String owner = stated ? held.operator() : null;
        return rates.computeIfAbsent(
                held.assetClass() + "|" + swap + "|" + owner, key -> rate(held.assetClass(), swap, owner));
    }

    private SwapClass swap(Holding held) {
        SwapClass model =
                held.model().isEmpty() ? null : ownSwaps.get(ownKey(held.operator(), held.assetClass(), held.model()));
        SwapClass all = ownSwaps.get(ownKey(held.operator(), held.assetClass(), ""));
        if (model != null) {
            return model;
        }
        return all != null ? all : SwapClass.of(role(held.assetClass()).usual(), held.forms());
    }

    private Role role(String assetClass) {
        return Objects.requireNonNull(roles.get(assetClass), assetClass);
    }

    private Rate rate(String assetClass, SwapClass swap, @Nullable String owner) {
        Role role = role(assetClass);
        boolean nothing = !swap.removes();
        return new Rate(
                assetClass,
                role.name(),
                swap,
                owner,
                nothing ? null : stated(owner, assetClass, "unit", swap == SwapClass.S1 ? SOCKETED : role.unit()),
                nothing ? null : stated(owner, assetClass, "visit", role.visit()),
                nothing ? null : stated(owner, assetClass, "disposal", DISPOSAL),
                Objects.requireNonNull(stated(owner, assetClass, "life", role.life())),
                role.basis());
    }

    private @Nullable Parameter stated(
            @Nullable String owner, String assetClass, String element, @Nullable String usual) {
        Parameter own = owner == null ? null : this.own.get(ownKey(owner, assetClass, element));
        return own != null ? own : usual == null ? null : get(usual);
    }
}
