package org.linchpin.exposure;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Operators;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase.Basis;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The national picture, and the same picture of a sector, a region or an operator. Six statements a page, however large. */
@Controller
class ExposurePages {

    private final Exposure exposure;
    private final Findings findings;
    private final Names names;
    private final Operators operators;
    private final JdbcClient jdbc;

    ExposurePages(Exposure exposure, Findings findings, Names names, Operators operators, JdbcClient jdbc) {
        this.exposure = exposure;
        this.findings = findings;
        this.names = names;
        this.operators = operators;
        this.jdbc = jdbc;
    }

    /** A number that stands on its own, and what it rests on. */
    record Fact(String label, String value, String note, String definition) {}

    /** A way to look. */
    record Choice(String key, String name) {}

    @GetMapping("/")
    @May(Action.READ_FIGURES)
    String national(
            Viewer viewer,
            Slice slice,
            @RequestParam @Nullable String weight,
            @RequestParam @Nullable String lookThrough,
            Model model) {
        model.addAttribute("title", "Exposure");
        boolean one = slice.restricted();
        String units = findings.say(one ? "scope.several" : "scope.national");
        return show(viewer, slice, ExposureRequest.of(null, weight, lookThrough), units, "/", model);
    }

    @GetMapping("/sectors/{key}")
    @May(Action.READ_FIGURES)
    String sector(
            Viewer viewer,
            @PathVariable String key,
            Slice slice,
            @RequestParam @Nullable String weight,
            @RequestParam @Nullable String lookThrough,
            Model model) {
        String name = known(Dimension.SECTOR, key, "sector");
        model.addAttribute("title", name);
        return show(
                viewer,
                slice.inSector(key),
                ExposureRequest.of(null, weight, lookThrough),
                findings.say("scope.sector", name),
                "/sectors/" + key,
                model);
    }

    @GetMapping("/regions/{key}")
    @May(Action.READ_FIGURES)
    String region(
            Viewer viewer,
            @PathVariable String key,
            Slice slice,
            @RequestParam @Nullable String weight,
            @RequestParam @Nullable String lookThrough,
            Model model) {
        String name = known(Dimension.REGION, key, "region");
        model.addAttribute("title", name);
        return show(
                viewer,
                slice.inRegion(key),
                ExposureRequest.of(null, weight, lookThrough),
                findings.say("scope.region", name),
                "/regions/" + key,
                model);
    }

    @GetMapping("/operators/{key}")
    @May(Action.READ_FIGURES)
    String operator(
            Viewer viewer,
            @PathVariable String key,
            Slice slice,
            @RequestParam @Nullable String weight,
            @RequestParam @Nullable String lookThrough,
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
                ExposureRequest.of(null, weight, lookThrough),
                findings.say("scope.operator", name),
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

    private String show(Viewer viewer, Slice slice, ExposureRequest asked, String units, String address, Model model) {
        Weight weight = asked.weight();
        Map<LookThroughRule, Picture> rules = exposure.byRule(viewer.scope(), slice, weight);
        Picture picture = java.util.Objects.requireNonNull(rules.get(asked.rule()));
        Picture countries = exposure.picture(viewer.scope(), slice, Dimension.COUNTRY, weight, asked.rule());
        Picture grades = exposure.picture(viewer.scope(), slice, Dimension.GRADE, weight, asked.rule());
        Map<String, Picture> sectors =
                exposure.pictures(viewer.scope(), slice, Dimension.SECTOR, Dimension.CONTROLLER, weight, asked.rule());
        Map<String, Picture> regions =
                exposure.pictures(viewer.scope(), slice, Dimension.REGION, Dimension.CONTROLLER, weight, asked.rule());
        List<Basis> basis = exposure.basis(viewer.scope(), slice);
        Map<String, Long> lists = lists();
        Tally.Count leader = picture.leader();
        model.addAttribute("finding", findings.of(picture, units));
        model.addAttribute("empty", picture.tally().empty());
        model.addAttribute("facts", facts(picture, countries, grades, basis));
        model.addAttribute("controllers", Panels.bars(picture, lists));
        model.addAttribute("countries", Panels.bars(countries, Map.of()));
        model.addAttribute("countryFinding", findings.ofCountries(countries));
        model.addAttribute("leader", leader);
        model.addAttribute("rules", leader == null ? List.of() : Panels.rules(rules, leader, asked.rule()));
        model.addAttribute("ruleFinding", leader == null ? "" : findings.ofRules(rules, leader));
        model.addAttribute("sectors", Panels.parts(sectors, Dimension.SECTOR, names));
        model.addAttribute("sectorFinding", findings.ofSectors(sectors));
        model.addAttribute("regions", Panels.parts(regions, Dimension.REGION, names));
        model.addAttribute("regionFinding", findings.ofRegions(regions));
        model.addAttribute("basis", basis);
        model.addAttribute("picture", picture);
        model.addAttribute("known", picture.knownAt().atZone(ZoneOffset.UTC));
        model.addAttribute("slice", slice);
        model.addAttribute("address", address);
        model.addAttribute("unit", weight == Weight.UNITS ? "units" : weight.key());
        model.addAttribute("ruleChoices", choices());
        model.addAttribute(
                "weightChoices",
                List.of(
                        new Choice("units", "Pieces of equipment"),
                        new Choice("assets", "Lines of registers"),
                        new Choice("kilowatts", "Kilowatts"),
                        new Choice("criticality", "Pieces times criticality")));
        model.addAttribute("sectorChoices", names.all(Dimension.SECTOR));
        model.addAttribute("regionChoices", names.all(Dimension.REGION));
        model.addAttribute("classChoices", names.all(Dimension.ASSET_CLASS));
        model.addAttribute("onlyOwn", !viewer.scope().everything());
        model.addAttribute("exports", exports(slice, asked));
        model.addAttribute(
                "replacement",
                leader == null ? "/replacement" : slice.on("/replacement", "controller=" + leader.key()));
        model.addAttribute(
                "briefing",
                slice.on(
                        "/briefing",
                        "weight=" + weight.key(),
                        "lookThrough=" + asked.rule().key()));
        return "exposure/picture";
    }

    private static List<Choice> choices() {
        return Arrays.stream(LookThroughRule.values())
                .map(rule -> new Choice(rule.key(), rule.label()))
                .toList();
    }

    /** The CSV behind each panel. */
    private static Map<String, String> exports(Slice slice, ExposureRequest asked) {
        Map<String, String> exports = new HashMap<>();
        for (Dimension by : List.of(Dimension.CONTROLLER, Dimension.COUNTRY, Dimension.SECTOR, Dimension.REGION)) {
            exports.put(
                    by.key(),
                    slice.on(
                            "/api/v1/exposure",
                            "format=csv",
                            "by=" + by.key(),
                            "weight=" + asked.weight().key(),
                            "lookThrough=" + asked.rule().key()));
        }
        return exports;
    }

    private List<Fact> facts(Picture picture, Picture countries, Picture grades, List<Basis> basis) {
        Tally tally = picture.tally();
        Concentration all = picture.concentration();
        if (all == null) {
            return List.of();
        }
        double strong = grades.tally().counts().stream()
                .filter(count -> count.key().equals("A") || count.key().equals("B"))
                .mapToDouble(Tally.Count::sure)
                .sum();
        Tally.Count country = countries.leader();
        long registers = basis.size();
        long owners = basis.stream().map(Basis::operator).distinct().count();
        return List.of(
                new Fact(
                        "Connected "
                                + (picture.weight() == Weight.UNITS
                                        ? "units"
                                        : picture.weight().key()),
                        Say.count(tally.total()),
                        registers
                                + (registers == 1 ? " register, " : " registers, ")
                                + owners
                                + (owners == 1 ? " operator" : " operators"),
                        "units"),
                new Fact(
                        "Controller known",
                        Say.atLeast(tally.coverage()),
                        Say.atLeast(strong / tally.total()) + " on strong evidence (grades A and B)",
                        "coverage"),
                new Fact(
                        "Concentration (HHI)",
                        Say.index(all.hhi()),
                        picture.band().words(all.hhi()) + " by the "
                                + picture.band().name() + (all.sharp() ? "" : "; outer bounds"),
                        "hhi"),
                country == null
                        ? new Fact(
                                "Country of control",
                                "too little known",
                                "fewer than one unit in twenty is identified",
                                "country")
                        : new Fact(
                                "Under the jurisdiction of " + country.name(),
                                Say.share(countries.share(country)),
                                "of units, by who controls the maker of the module",
                                "country"));
    }

    private Map<String, Long> lists() {
        Map<String, Long> lists = new HashMap<>();
        jdbc.sql("select vendor_key, lists from listed").query(row -> {
            lists.put(row.getString(1), row.getLong(2));
        });
        return lists;
    }
}
