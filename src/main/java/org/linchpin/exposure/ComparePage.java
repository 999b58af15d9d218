package org.linchpin.exposure;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.SliceReader;
import org.linchpin.inventory.Tally;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Two slices, or one slice on two days, side by side. The query says each with a letter and a dot before its words. */
@Controller
class ComparePage {

    private static final int HOLDERS = 4;
    private static final List<String> WORDS = List.of("sector", "region", "operator", "assetClass", "asAt", "knownAt");

    private final Exposure exposure;
    private final SliceReader slices;
    private final Names names;
    private final Findings findings;

    ComparePage(Exposure exposure, SliceReader slices, Names names, Findings findings) {
        this.exposure = exposure;
        this.slices = slices;
        this.names = names;
        this.findings = findings;
    }

    /** One side. */
    record Side(
            String letter,
            String title,
            Slice slice,
            String asAt,
            String units,
            String known,
            String hhi,
            String href,
            Panels.@Nullable Evidence evidence,
            Panels.@Nullable Workings workings) {

        /** Whether nothing is there that a share could be a share of. */
        boolean blank() {
            return workings == null;
        }
    }

    /** A holder on both sides, and by how many points its share differs. */
    record Row(
            String name,
            double lowA,
            double highA,
            String shareA,
            double lowB,
            double highB,
            String shareB,
            String change,
            @Nullable String workingA,
            @Nullable String workingB) {}

    @GetMapping("/compare")
    @May(Action.READ_FIGURES)
    String compare(Viewer viewer, Slice plain, @ModelAttribute Asked how, HttpServletRequest request, Model model) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        boolean said = WORDS.stream()
                .anyMatch(
                        word -> request.getParameter("a." + word) != null || request.getParameter("b." + word) != null);
        Slice first = said ? slices.read(viewer, lettered(request, "a.")) : yearBefore(plain);
        Slice second = said ? slices.read(viewer, lettered(request, "b.")) : plain;
        Picture a = exposure.picture(viewer.scope(), first, Dimension.CONTROLLER, asked.weight(), asked.rule());
        Picture b = exposure.picture(viewer.scope(), second, Dimension.CONTROLLER, asked.weight(), asked.rule());
        List<Row> rows = rows(a, b, asked);
        model.addAttribute("ways", Ways.of(plain, asked));
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("unit", findings.unit(asked.weight()));
        Side left = side("A", viewer, a, asked);
        Side right = side("B", viewer, b, asked);
        model.addAttribute("sides", List.of(left, right));
        model.addAttribute("rows", rows);
        model.addAttribute("headline", headline(rows, left, right, findings.unit(asked.weight())));
        model.addAttribute("difference", difference(rows, left, right));
        model.addAttribute("comparable", !left.blank() && !right.blank());
        model.addAttribute("heading", findings.heading(asked.weight()));
        model.addAttribute("ruleKey", asked.rule().key());
        model.addAttribute("sectorChoices", names.all(Dimension.SECTOR));
        model.addAttribute("regionChoices", names.all(Dimension.REGION));
        model.addAttribute("classChoices", names.all(Dimension.ASSET_CLASS));
        return "exposure/compare";
    }

    private static Slice yearBefore(Slice slice) {
        return slice.asAt(InstalledBase.Clocks.of(slice).asAt().minusYears(1));
    }

    private static Function<String, Collection<String>> lettered(HttpServletRequest request, String letter) {
        return name -> {
            String[] values = request.getParameterValues(letter + name);
            return values == null ? List.of() : Arrays.asList(values);
        };
    }

    private Side side(String letter, Viewer viewer, Picture picture, ExposureRequest asked) {
        Slice slice = picture.slice();
        Concentration all = picture.concentration();
        boolean blank = picture.tally().empty();
        return new Side(
                letter,
                names.of(slice),
                slice,
                findings.day(picture.asAt()),
                Say.count(picture.tally().total()),
                blank ? "–" : Say.atLeast(picture.tally().coverage()),
                all == null ? "–" : Say.index(all.hhi()),
                asked.on("/", slice),
                blank
                        ? null
                        : Panels.Evidence.of(
                                exposure.picture(viewer.scope(), slice, Dimension.GRADE, asked.weight(), asked.rule())),
                blank ? null : Panels.Workings.of(slice, null, asked));
    }

    /** What tells one side from the other: its part, else its day, else its letter. */
    private String apart(Side one, Side other) {
        return !one.title().equals(other.title())
                ? one.slice().restricted() ? findings.say("compare.in", one.title()) : findings.say("compare.all")
                : !one.asAt().equals(other.asAt())
                        ? findings.say("compare.on", one.asAt())
                        : findings.say("compare.in", one.letter());
    }

    /** The holders that surely have most on either side. */
    private List<Row> rows(Picture a, Picture b, ExposureRequest asked) {
        Set<String> keys = new LinkedHashSet<>();
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < HOLDERS; i++) {
            for (Picture picture : List.of(a, b)) {
                if (i < picture.tally().counts().size() && keys.size() < HOLDERS) {
                    Tally.Count count = picture.tally().counts().get(i);
                    keys.add(count.key());
                    named.put(count.key(), count.name());
                }
            }
        }
        return keys.stream()
                .map(key -> row(named.getOrDefault(key, key), key, a, b, asked))
                .toList();
    }

    private Row row(String name, String key, Picture first, Picture second, ExposureRequest asked) {
        Interval a = first.share(Panels.of(first, key));
        Interval b = second.share(Panels.of(second, key));
        boolean comparable = !first.tally().empty() && !second.tally().empty();
        return new Row(
                findings.who(key, name),
                100 * a.low(),
                100 * a.high(),
                share(first, a),
                100 * b.low(),
                100 * b.high(),
                share(second, b),
                comparable
                        ? findings.say("compare.points", points(b.low() - a.high()), points(b.high() - a.low()))
                        : "–",
                working(first, key, asked),
                working(second, key, asked));
    }

    private String share(Picture picture, Interval share) {
        return picture.tally().empty() ? findings.say("compare.blank") : Say.share(share);
    }

    private static @Nullable String working(Picture picture, String key, ExposureRequest asked) {
        return picture.tally().empty() ? null : Panels.working(picture, Panels.of(picture, key), asked);
    }

    private static String points(double share) {
        return String.format(Locale.UK, "%+d", Math.round(100 * share)).replace('-', '−');
    }

    private String difference(List<Row> rows, Side a, Side b) {
        if (!rows.isEmpty() && (a.blank() || b.blank())) {
            return findings.say(
                    "compare.alone",
                    a.blank() ? b.letter() : a.letter(),
                    rows.get(0).name());
        }
        String differing = rows.stream()
                .filter(row -> row.lowB() > row.highA() || row.highB() < row.lowA())
                .map(Row::name)
                .collect(Collectors.joining(", "));
        return differing.isEmpty() ? findings.say("compare.alike") : findings.say("compare.differ", differing);
    }

    private String headline(List<Row> rows, Side a, Side b, String unit) {
        if (rows.isEmpty()) {
            return findings.say("compare.nothing", unit);
        }
        if (a.blank() || b.blank()) {
            Side blank = a.blank() ? a : b;
            return findings.say(
                    blank.slice().restricted() ? "compare.none.part" : "compare.none",
                    unit,
                    blank.asAt(),
                    blank.title());
        }
        Row first = rows.get(0);
        String key = first.lowB() > first.highA()
                ? "compare.more"
                : first.highB() < first.lowA() ? "compare.less" : "compare.open";
        return findings.say(key, first.name(), first.shareA(), first.shareB(), apart(a, b), apart(b, a));
    }
}
