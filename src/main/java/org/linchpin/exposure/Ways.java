package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.linchpin.inventory.Slice;

/** The ways to look at one slice, each a page; the same row of links on all of them. */
public final class Ways {

    private Ways() {}

    /** A way to look; what it is called stands in the messages under its key. */
    public record Way(String key, String href) {}

    /** All ways, each with the same slice and the same way of counting. */
    public static List<Way> of(Slice slice, ExposureRequest asked) {
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("picture", asked.on(picture(slice), beyond(slice))));
        ways.add(new Way("flow", asked.on("/flow", slice)));
        ways.add(new Way("trends", asked.on("/trends", slice)));
        ways.add(new Way("resilience", asked.on("/resilience", slice)));
        ways.add(new Way("unknowns", asked.on("/unknowns", slice)));
        ways.add(new Way("compare", asked.on("/compare", slice)));
        ways.add(new Way("changes", asked.on("/changes", slice)));
        ways.add(new Way("assets", slice.on("/assets")));
        return ways;
    }

    /** The page of a slice that is one sector, region or operator; else the page of everything, narrowed. */
    private static String picture(Slice slice) {
        if (slice.sectors().size() == 1) {
            return "/sectors/" + slice.sectors().iterator().next();
        }
        if (slice.regions().size() == 1) {
            return "/regions/" + slice.regions().iterator().next();
        }
        return slice.operators().size() == 1
                ? "/operators/" + slice.operators().iterator().next()
                : "/";
    }

    /** What the address of that page does not say already. */
    private static Slice beyond(Slice slice) {
        if (slice.sectors().size() == 1) {
            return slice.within(Set.of(), slice.regions(), slice.operators());
        }
        if (slice.regions().size() == 1) {
            return slice.within(slice.sectors(), Set.of(), slice.operators());
        }
        return slice.operators().size() == 1 ? slice.within(slice.sectors(), slice.regions(), Set.of()) : slice;
    }
}
