package org.linchpin.exposure;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Operators;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The national picture, and the same picture of a sector, a region or an operator. */
@Controller
class ExposurePages {

    private static final int A_THIRD = 33;

    private final PictureView view;
    private final Exposure exposure;
    private final Findings findings;
    private final Names names;
    private final Operators operators;

    ExposurePages(PictureView view, Exposure exposure, Findings findings, Names names, Operators operators) {
        this.view = view;
        this.exposure = exposure;
        this.findings = findings;
        this.names = names;
        this.operators = operators;
    }

    @GetMapping("/")
    @May(Action.READ_FIGURES)
    String national(
            Viewer viewer, Slice slice, @ModelAttribute Asked how, @RequestParam @Nullable Integer over, Model model) {
        model.addAttribute("title", findings.say("scope.title"));
        return show(
                viewer,
                slice,
                how,
                over,
                units -> slice.restricted() ? findings.say("scope.several", units) : units,
                "/",
                model);
    }

    @GetMapping("/sectors/{key}")
    @May(Action.READ_FIGURES)
    String sector(
            Viewer viewer,
            @PathVariable String key,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable Integer over,
            Model model) {
        String name = known(Dimension.SECTOR, key, "sector");
        model.addAttribute("title", name);
        return show(
                viewer,
                slice.inSector(key),
                how,
                over,
                units -> findings.say("scope.sector", units, name),
                "/sectors/" + key,
                model);
    }

    @GetMapping("/regions/{key}")
    @May(Action.READ_FIGURES)
    String region(
            Viewer viewer,
            @PathVariable String key,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable Integer over,
            Model model) {
        String name = known(Dimension.REGION, key, "region");
        model.addAttribute("title", name);
        return show(
                viewer,
                slice.inRegion(key),
                how,
                over,
                units -> findings.say("scope.region", units, name),
                "/regions/" + key,
                model);
    }

    @GetMapping("/operators/{key}")
    @May(Action.READ_FIGURES)
    String operator(
            Viewer viewer,
            @PathVariable String key,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable Integer over,
            Model model) {
        String name = operators
                .byCode(key)
                .filter(operator -> viewer.scope().holds(operator.id()))
                .orElseThrow(() -> BadInput.notFound("operator"))
                .name();
        model.addAttribute("title", name);
        return show(
                viewer,
                slice.ofOperator(key),
                how,
                over,
                units -> findings.say("scope.operator", units, name),
                "/operators/" + key,
                model);
    }

    private String known(Dimension dimension, String key, String what) {
        return names.all(dimension).stream()
                .filter(named -> named.key().equals(key))
                .map(Names.Named::name)
                .findFirst()
                .orElseThrow(() -> BadInput.notFound(what));
    }

    private String show(
            Viewer viewer,
            Slice slice,
            Asked how,
            @Nullable Integer over,
            UnaryOperator<String> part,
            String address,
            Model model) {
        if (over != null && (over < 1 || over > 99)) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "over", over.toString(), "over-range", "over must be between 1 and 99", "Write a per cent")));
        }
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        String units = part.apply(findings.connected(asked.weight()));
        view.fill(viewer, slice, asked, over == null ? A_THIRD : over, units, address, model);
        return "exposure/picture";
    }
}
