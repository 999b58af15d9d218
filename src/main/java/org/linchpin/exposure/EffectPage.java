package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What something that is pending would do to the figures: before and after, side by side. */
@Controller
class EffectPage {

    private final Exposure exposure;
    private final Names names;
    private final Findings findings;

    EffectPage(Exposure exposure, Names names, Findings findings) {
        this.findings = findings;
        this.exposure = exposure;
        this.names = names;
    }

    /** Figures of the whole or of one sector; the HHI by controller, null where too little is known. */
    record Figures(
            double units,
            double known,
            @Nullable Interval hhi,
            @Nullable String leader,
            @Nullable Interval leaderShare) {

        static Figures of(@Nullable Picture picture, Names names) {
            if (picture == null) {
                return new Figures(0, 0, null, null, null);
            }
            Tally.Count leader = picture.leader();
            return new Figures(
                    picture.tally().total(),
                    picture.tally().identified(),
                    picture.concentration() == null
                            ? null
                            : picture.concentration().hhi(),
                    leader == null ? null : leader.name(),
                    leader == null ? null : picture.share(leader));
        }
    }

    /** What is looked at, before and after. */
    record Effect(String key, String name, Figures before, Figures after) {}

    /** The same in words, each figure as it is and as it would be. */
    record Row(String name, Change units, Change known, Change hhi, Change leader) {

        static Row of(Effect effect) {
            Figures before = effect.before();
            Figures after = effect.after();
            return new Row(
                    effect.name(),
                    new Change(Say.count(before.units()), Say.count(after.units())),
                    new Change(known(before), known(after)),
                    new Change(hhi(before), hhi(after)),
                    new Change(leader(before), leader(after)));
        }

        private static String known(Figures figures) {
            return figures.units() == 0 ? "–" : Say.atLeast(figures.known() / figures.units());
        }

        private static String hhi(Figures figures) {
            return figures.hhi() == null ? "–" : Say.index(figures.hhi());
        }

        private static String leader(Figures figures) {
            return figures.leader() == null || figures.leaderShare() == null
                    ? "–"
                    : figures.leader() + " " + Say.share(figures.leaderShare());
        }
    }

    /** A figure as it is and as it would be. */
    record Change(String before, String after) {

        public boolean same() {
            return before.equals(after);
        }
    }

    @GetMapping("/effect")
    @May(Action.READ_FIGURES)
    String page(Viewer viewer, Slice slice, Model model) {
        List<Effect> effects = effects(viewer, slice);
        model.addAttribute("rows", effects.stream().map(Row::of).toList());
        model.addAttribute("slice", slice);
        model.addAttribute(
                "nothing", effects.stream().allMatch(one -> one.before().equals(one.after())));
        return "exposure/effect";
    }

    @GetMapping("/api/v1/exposure/effect")
    @ResponseBody
    @May(Action.READ_FIGURES)
    List<Effect> answer(Viewer viewer, Slice slice) {
        return effects(viewer, slice);
    }

    private List<Effect> effects(Viewer viewer, Slice asked) {
        if (asked.pending() == null) {
            throw new BadInput(
                    HttpStatus.BAD_REQUEST, "pending-missing", "Say which submission: pending=… with its number");
        }
        Slice as = asked.asIf(null);
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect("", findings.say("slice.everything"), whole(viewer, as), whole(viewer, asked)));
        Map<String, Picture> before = sectors(viewer, as);
        Map<String, Picture> after = sectors(viewer, asked);
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            Effect effect = new Effect(
                    key,
                    names.of(Dimension.SECTOR, key),
                    Figures.of(before.get(key), names),
                    Figures.of(after.get(key), names));
            if (!effect.before().equals(effect.after())) {
                effects.add(effect);
            }
        }
        return effects;
    }

    private Figures whole(Viewer viewer, Slice slice) {
        return Figures.of(
                exposure.picture(viewer.scope(), slice, Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED),
                names);
    }

    private Map<String, Picture> sectors(Viewer viewer, Slice slice) {
        return exposure.pictures(
                viewer.scope(), slice, Dimension.SECTOR, Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED);
    }
}
