package org.linchpin.ownership;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.fraction.BigFraction;
import org.hipparchus.fraction.BigFractionField;
import org.hipparchus.linear.Array2DRowFieldMatrix;
import org.hipparchus.linear.FieldLUDecomposition;
import org.hipparchus.linear.FieldMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Integrated equity: what each holder owns of a company, directly and through others, cross-holdings included. Exact, in
 * fractions. With A(i, j) the share of j that i holds and N = (I − A)⁻¹, holder i has (N − I)(i, c) ÷ N(i, i) of company c:
 * Brioschi, Buzzacchi and Colombo 1989, with the loops through the holder itself taken out as in Baldone, Brioschi and
 * Paleari 1997, so that nobody ever holds more than all of it.
 */
public final class Shares {

    private static final int MOST = 150;
    private static final BigFraction HUNDRED = BigFraction.getReducedFraction(100, 1);

    private Shares() {}

    /**
     * A holder's part.
     *
     * @param direct per cent, 0 where it holds through others alone
     * @param integrated per cent
     * @param ultimate whether nobody is known to hold shares of the holder
     */
    public record Holding(String holder, BigDecimal direct, BigDecimal integrated, boolean ultimate) {}

    /**
     * All known holders of a company.
     *
     * @param traced per cent of the company that reaches holders of whom no holder is known
     * @param closed whether owners run in a circle that nobody outside has a share of, so that no share can be computed
     * @param overstated companies whose stated shares add up to more than all; theirs were scaled down to 100 per cent
     */
    public record Holdings(
            String company, List<Holding> holders, BigDecimal traced, boolean closed, Set<String> overstated) {}

    /** @param ties those in force on the day looked at */
    static Holdings of(String company, Collection<Tie> ties) {
        Map<String, Map<String, BigFraction>> owners = new LinkedHashMap<>();
        ties.stream()
                .filter(Tie::owns)
                .forEach(tie -> owners.computeIfAbsent(tie.child(), key -> new LinkedHashMap<>())
                        .merge(tie.parent(), fraction(tie.percent()), BigFraction::add));
        List<String> nodes = above(company, owners);
        Set<String> overstated = new LinkedHashSet<>();
        nodes.forEach(node -> scale(node, owners, overstated));
        if (nodes.size() > MOST) {
            return new Holdings(company, List.of(), BigDecimal.ZERO, true, overstated);
        }
        try {
            return solved(company, nodes, owners, overstated);
        } catch (MathIllegalArgumentException singular) {
            return new Holdings(company, List.of(), BigDecimal.ZERO, true, overstated);
        }
    }

    private static Holdings solved(
            String company, List<String> nodes, Map<String, Map<String, BigFraction>> owners, Set<String> overstated) {
        int size = nodes.size();
        FieldMatrix<BigFraction> rest = new Array2DRowFieldMatrix<>(BigFractionField.getInstance(), size, size);
        for (int j = 0; j < size; j++) {
            rest.addToEntry(j, j, BigFraction.ONE);
            for (Map.Entry<String, BigFraction> owner :
                    owners.getOrDefault(nodes.get(j), Map.of()).entrySet()) {
                rest.addToEntry(
                        nodes.indexOf(owner.getKey()), j, owner.getValue().negate());
            }
        }
        FieldMatrix<BigFraction> inverse =
                new FieldLUDecomposition<>(rest).getSolver().getInverse();
        List<Holding> holders = new ArrayList<>();
        BigFraction traced = BigFraction.ZERO;
        for (int i = 1; i < size; i++) {
            String holder = nodes.get(i);
            BigFraction integrated = inverse.getEntry(i, 0).divide(inverse.getEntry(i, i));
            boolean ultimate = !owners.containsKey(holder);
            if (ultimate) {
                traced = traced.add(integrated);
            }
            BigFraction direct = owners.getOrDefault(company, Map.of()).getOrDefault(holder, BigFraction.ZERO);
            holders.add(new Holding(holder, percent(direct), percent(integrated), ultimate));
        }
        holders.sort(Comparator.comparing(Holding::integrated).reversed().thenComparing(Holding::holder));
        return new Holdings(company, List.copyOf(holders), percent(traced), false, overstated);
    }

    /** The company first, then whoever holds shares of it or of its holders. */
    private static List<String> above(String company, Map<String, Map<String, BigFraction>> owners) {
        Set<String> found = new LinkedHashSet<>(Set.of(company));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            owners.getOrDefault(open.remove(), Map.of()).keySet().stream()
                    .filter(found::add)
                    .forEach(open::add);
        }
        return List.copyOf(found);
    }

    private static void scale(String company, Map<String, Map<String, BigFraction>> owners, Set<String> overstated) {
        Map<String, BigFraction> shares = owners.getOrDefault(company, Map.of());
        BigFraction sum = shares.values().stream().reduce(BigFraction.ZERO, BigFraction::add);
        if (sum.compareTo(BigFraction.ONE) > 0) {
            overstated.add(company);
            shares.replaceAll((owner, share) -> share.divide(sum));
        }
    }

    private static BigFraction fraction(@Nullable BigDecimal percent) {
        BigDecimal exact = percent == null ? BigDecimal.ZERO : percent.stripTrailingZeros();
        int scale = Math.max(exact.scale(), 0);
        return new BigFraction(exact.movePointRight(scale).toBigIntegerExact(), BigInteger.TEN.pow(scale + 2));
    }

    private static BigDecimal percent(BigFraction share) {
        BigFraction percent = share.multiply(HUNDRED);
        return new BigDecimal(percent.getNumerator())
                .divide(new BigDecimal(percent.getDenominator()), 6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }
}
