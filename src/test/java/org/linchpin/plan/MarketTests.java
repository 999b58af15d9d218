package org.linchpin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Interval;
import org.linchpin.inventory.ModuleOffers.Offer;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Tally.Count;
import org.linchpin.plan.Planned.Alternative;
import org.linchpin.plan.Planned.Step;
import org.linchpin.plan.Planned.Substitution;
import org.linchpin.replacement.Work.Need;

class MarketTests {

    private static final Need WHOLE = new Need(Need.ANY, List.of("2G"));
    private static final Need SOCKET = new Need("mPCIe", List.of("4G"));

    private static Offer offer(String holder, String form) {
        return new Offer(
                holder + form, "X1", holder, "4G", "LTE Cat 4", form, "high", holder, holder, "FR", "active", false);
    }

    private static Alternative alternative(String key, double share) {
        return new Alternative(key, key, "FR", 1, 0, List.of(), List.of(), share, List.of());
    }

    /** Of 1,000 units the one that leaves has 600, three others 200, 100 and 100. */
    private static Market market(String... serving) {
        Tally now = new Tally(
                1_000,
                1_000,
                0,
                0,
                List.of(
                        new Count("gone", "gone", 600, 600),
                        new Count("a", "a", 200, 200),
                        new Count("b", "b", 100, 100),
                        new Count("c", "c", 100, 100)),
                List.of());
        return new Market(
                now,
                Set.of("gone"),
                Map.of(WHOLE, Set.of("4G"), SOCKET, Set.of("4G")),
                Map.of(
                        WHOLE,
                        List.of(offer("a", "soldered"), offer("b", "soldered"), offer("c", "mPCIe")),
                        SOCKET,
                        List.of(offer("c", "mPCIe"))),
                Set.of(serving),
                List.of(alternative("a", 0.2), alternative("b", 0.1), alternative("c", 0.1)));
    }

    private static Step step(Need need, long units) {
        return new Step(2027, "op", "meter", "energy", null, false, null, units, units * 100, need);
    }

    private static Interval after(Substitution where) {
        return Objects.requireNonNull(where.hhiAfter());
    }

    @Test
    void spreadingEvenlyAndGatheringAreTheEndsOfTheHhi() {
        Substitution where = market().of(List.of(step(WHOLE, 600)), null);
        // Evenly: 400, 300, 300 of 1,000; gathered: 800, 100, 100.
        assertThat(after(where).low()).isCloseTo(1_600 + 900 + 900, within(1e-6));
        assertThat(after(where).high()).isCloseTo(6_400 + 100 + 100, within(1e-6));
        assertThat(Objects.requireNonNull(where.hhiBefore()).high()).isCloseTo(3_600 + 400 + 100 + 100, within(1e-6));
        assertThat(where.unplacedIfAllServe()).isZero();
        assertThat(where.finding()).contains("more concentrated than it is");
    }

    @Test
    void aSocketIsServedByWhoeverFitsIt() {
        Substitution where = market().of(List.of(step(SOCKET, 300), step(WHOLE, 300)), null);
        assertThat(where.groups())
                .extracting(Planned.Group::form, Planned.Group::makers)
                .containsExactlyInAnyOrder(Tuple.tuple("mPCIe", 1), Tuple.tuple(Need.ANY, 3));
        // All 300 of the sockets go to c, the others to a: 500, 100, 400; or evenly 300, 200, 500.
        assertThat(after(where).high()).isCloseTo(2_500 + 100 + 1_600, within(1e-6));
        assertThat(after(where).low()).isCloseTo(900 + 400 + 2_500, within(1e-6));
    }

    @Test
    void nobodyDeliversMoreThanItCan() {
        Substitution where = market().of(List.of(step(WHOLE, 600)), 150L);
        assertThat(where.unplacedIfAllServe()).isEqualTo(150);
        assertThat(where.finding()).contains("Even then 150 units have nobody to deliver them.");
        assertThat(market().deliverable(150)).isEqualTo(450);
        // Each takes 150, and 150 stay: 150, 350, 250, 250.
        assertThat(after(where).high()).isCloseTo(225 + 1_225 + 625 + 625, within(1e-6));
    }

    @Test
    void whereNobodyFitsNothingIsPromised() {
        Substitution where = market().of(List.of(step(new Need("M.2", List.of("5G")), 40)), null);
        assertThat(where.unplaced()).isEqualTo(40);
        assertThat(where.hhiAfter()).isNull();
    }

    @Test
    void whatIsNotKnownToServeNeverCountsAsAbleToDeliver() {
        Substitution nobody = market().of(List.of(step(WHOLE, 600)), null);
        assertThat(nobody.unplaced()).isEqualTo(600);
        assertThat(nobody.hhiAfterKnown()).isNull();
        assertThat(nobody.finding()).contains("for none of the 600 units is anybody known who could deliver");

        Substitution one = market("bsoldered").of(List.of(step(WHOLE, 500), step(SOCKET, 100)), null);
        assertThat(one.unplaced()).as("the sockets").isEqualTo(100);
        assertThat(one.unplacedIfAllServe()).isZero();
        assertThat(one.finding()).contains("for 100 of 600 units nobody is known");
        // 500 of the 600 go to b: 100, 200, 600, 100 of 1,000.
        Interval known = Objects.requireNonNull(one.hhiAfterKnown());
        assertThat(known.low()).isCloseTo(100 + 400 + 3_600 + 100, within(1e-6));
        assertThat(known.high()).isCloseTo(100 + 400 + 3_600 + 100, within(1e-6));

        Substitution all = market("asoldered", "cmPCIe").of(List.of(step(WHOLE, 500), step(SOCKET, 100)), null);
        assertThat(all.unplaced()).isZero();
        assertThat(all.finding()).startsWith("All 600 units can go to makers whose modules are known to serve here.");
        assertThat(all.groups())
                .extracting(Planned.Group::form, Planned.Group::servingKnown)
                .containsExactlyInAnyOrder(Tuple.tuple("mPCIe", 1), Tuple.tuple(Need.ANY, 2));
    }

    @Test
    void whatStaysIsStillCountedAndTheLargestComesFirstHoweverTheyAreListed() {
        Market listed = market();
        Market market = new Market(
                listed.now(),
                listed.leaving(),
                listed.radios(),
                listed.fitting(),
                listed.serving(),
                List.of(alternative("c", 0.1), alternative("b", 0.1), alternative("a", 0.2)));
        Substitution half = market.of(List.of(step(WHOLE, 300)), null);
        // 300 stay; gathered 500, 100, 100; evenly 300, 200, 200.
        assertThat(after(half).high()).isCloseTo(900 + 2_500 + 100 + 100, within(1e-6));
        assertThat(after(half).low()).isCloseTo(900 + 900 + 400 + 400, within(1e-6));
        assertThat(half.finding()).doesNotContain("more concentrated than it is");
        assertThat(half.unplacedIfAllServe()).isZero();
    }

    @Test
    void aMakerThatServesTwoGroupsDeliversItsAmountOnce() {
        Substitution where = market().of(List.of(step(SOCKET, 100), step(WHOLE, 500)), 120L);
        // c delivers the 100 sockets and 20 more, a and b 120 each.
        assertThat(where.unplacedIfAllServe()).isEqualTo(600 - 100 - 20 - 240);
        assertThat(where.groups()).extracting(Planned.Group::units).containsExactly(500L, 100L);
    }

    @Test
    void whereNobodyIsThereOrNothingGoesThatIsSaid() {
        Market empty = new Market(market().now(), Set.of("gone"), Map.of(), Map.of(), Set.of(), List.of());
        assertThat(empty.of(List.of(step(WHOLE, 5)), null).finding()).contains("knows no maker");
        assertThat(market().of(List.of(), null).finding()).contains("3 makers have what fits; nothing is exchanged");
        assertThat(market().of(List.of(step(WHOLE, 5)), null).finding()).startsWith("3 makers have what fits");
    }

    @Test
    void whatIsUnknownStaysSoWhoeverDelivers() {
        Market sure = market();
        Tally now = unsure(
                new Count("gone", "gone", 500, 700), new Count("a", "a", 200, 400), new Count("b", "b", 100, 300));
        Market market = new Market(
                now,
                sure.leaving(),
                sure.radios(),
                Map.of(SOCKET, List.of(offer("b", "mPCIe"))),
                Set.of(),
                List.of(alternative("b", 0.1)));
        Tally after = unsure(
                new Count("b", "b", 500, 700), new Count("a", "a", 200, 400), new Count("gone", "gone", 100, 300));
        assertThat(after(market.of(List.of(step(SOCKET, 400)), null)))
                .isEqualTo(Objects.requireNonNull(Concentration.of(after, true)).hhi());
    }

    /** Of 1,000 units nobody knows 200. */
    private static Tally unsure(Count... counts) {
        return new Tally(1_000, 800, 0, 200, List.of(counts), List.of());
    }
}
