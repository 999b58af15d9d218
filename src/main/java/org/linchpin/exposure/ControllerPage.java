package org.linchpin.exposure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where one controller's modules are: in which sectors, regions and operators, and how large a part of each. */
@Controller
class ControllerPage {

    private final Exposure exposure;
    private final Names names;

    ControllerPage(Exposure exposure, Names names) {
        this.exposure = exposure;
        this.names = names;
    }

    @GetMapping("/controllers/{key}")
    @May(Action.READ_FIGURES)
    String page(Viewer viewer, @PathVariable String key, Slice slice, Model model) {
        String name = names.all(Dimension.CONTROLLER).stream()
                .filter(named -> named.key().equals(key))
                .map(Names.Named::name)
                .findFirst()
                .orElseThrow(() -> BadInput.notFound("controller"));
        Picture all =
                exposure.picture(viewer.scope(), slice, Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED);
        Interval share = all.share(Panels.of(all, key));
        model.addAttribute("key", key);
        model.addAttribute("name", name);
        model.addAttribute("picture", all);
        model.addAttribute("empty", all.tally().empty());
        model.addAttribute("low", Say.atLeast(share.low()));
        model.addAttribute("high", Say.atMost(share.high()));
        model.addAttribute("count", Panels.of(all, key));
        model.addAttribute("sure", Say.count(Panels.of(all, key).sure()));
        model.addAttribute("possible", Say.count(Panels.of(all, key).possible()));
        model.addAttribute("sectors", bars(viewer, slice, Dimension.SECTOR, key));
        model.addAttribute("regions", bars(viewer, slice, Dimension.REGION, key));
        model.addAttribute("operators", bars(viewer, slice, Dimension.OPERATOR, key));
        model.addAttribute("assets", slice.on("/assets", "controller=" + key));
        model.addAttribute("replacement", slice.on("/replacement", "controller=" + key));
        return "exposure/controller";
    }

    /** The controller's share of each part, the largest sure share first. */
    private List<Panels.Bar> bars(Viewer viewer, Slice slice, Dimension parts, String key) {
        return exposure
                .pictures(viewer.scope(), slice, parts, Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED)
                .entrySet()
                .stream()
                .filter(part -> !part.getValue().tally().empty())
                .sorted(Comparator.comparing((Map.Entry<String, Picture> part) -> -low(part.getValue(), key))
                        .thenComparing(Map.Entry::getKey))
                .map(part -> bar(part.getKey(), part.getValue(), parts, key))
                .toList();
    }

    private static double low(Picture picture, String key) {
        return picture.share(Panels.of(picture, key)).low();
    }

    private Panels.Bar bar(String part, Picture picture, Dimension dimension, String key) {
        Tally.Count count = Panels.of(picture, key);
        return Panels.bar(
                picture,
                new Tally.Count(part, names.of(dimension, part), count.sure(), count.possible()),
                Panels.href(dimension, part, picture.slice()),
                null);
    }
}
