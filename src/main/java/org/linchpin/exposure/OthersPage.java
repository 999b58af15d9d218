package org.linchpin.exposure;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.disclosure.Others;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What an official who is confined to sectors may know of the others: totals, as they were last told. */
@Controller
class OthersPage {

    private final Others others;
    private final Exposure exposure;
    private final Names names;
    private final Findings findings;

    OthersPage(Others others, Exposure exposure, Names names, Findings findings) {
        this.others = others;
        this.exposure = exposure;
        this.names = names;
        this.findings = findings;
    }

    /** A controller's part; the high end holds what is open or withheld. */
    record Share(String key, String name, double sure, double possible, double shareLow, double shareHigh) {}

    /**
     * A sector.
     *
     * @param since the day of the oldest number in it
     * @param open units that are open or withheld; they may be anybody's
     */
    record Group(
            List<String> sectors,
            List<String> names,
            LocalDate since,
            double total,
            double open,
            List<Share> items,
            @Nullable Interval hhi) {}

    /** The same for a page. */
    record Shown(String title, String since, String units, String known, String hhi, Panels.Shares bars) {}

    @GetMapping("/api/v1/exposure/others")
    @ResponseBody
    @May(Action.READ_FIGURES)
    List<Group> told(Viewer viewer) {
        confined(viewer);
        return others.of(viewer.scope()).stream().map(this::answer).toList();
    }

    @GetMapping("/others")
    @May(Action.READ_FIGURES)
    String page(Viewer viewer, Model model) {
        confined(viewer);
        List<Shown> shown = others.of(viewer.scope()).stream().map(this::shown).toList();
        model.addAttribute("groups", shown);
        model.addAttribute("own", own(viewer, names));
        model.addAttribute("broken", viewer.emergency() != null);
        return "exposure/others";
    }

    /** The sectors somebody is confined to, by name. */
    static String own(Viewer viewer, Names names) {
        return String.join(
                ", ",
                viewer.scope().sectors().stream()
                        .map(key -> names.of(Dimension.SECTOR, key))
                        .sorted()
                        .toList());
    }

    private static void confined(Viewer viewer) {
        if (!viewer.scope().confined()) {
            throw BadInput.notFound("page of other sectors: nothing is kept from you");
        }
    }

    private Picture picture(Others.Group group) {
        return exposure.measured(
                Slice.all(), Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED, group.tally());
    }

    private Group answer(Others.Group group) {
        Picture picture = picture(group);
        Concentration all = picture.concentration();
        Tally tally = group.tally();
        return new Group(
                List.of(group.sector()),
                List.of(names.of(Dimension.SECTOR, group.sector())),
                group.since(),
                tally.total(),
                tally.unknown(),
                tally.counts().stream()
                        .map(count -> new Share(
                                count.key(),
                                count.name(),
                                count.sure(),
                                count.possible(),
                                picture.share(count).low(),
                                picture.share(count).high()))
                        .toList(),
                all == null ? null : all.hhi());
    }

    private Shown shown(Others.Group group) {
        Picture picture = picture(group);
        Concentration all = picture.concentration();
        Panels.Shares shares = Panels.Shares.of(group.tally().counts().stream()
                .map(count -> Panels.bar(picture, count, null, null))
                .toList());
        String sector = names.of(Dimension.SECTOR, group.sector());
        return new Shown(
                shares.shown().isEmpty()
                        ? sector
                        : findings.say(
                                "others.finding",
                                sector,
                                shares.shown().get(0).share(),
                                shares.shown().get(0).name()),
                group.since().toString(),
                Say.count(group.tally().total()),
                Say.atLeast(group.tally().coverage()),
                all == null ? "–" : Say.index(all.hhi()),
                shares);
    }
}
