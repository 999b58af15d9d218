package org.linchpin.exposure;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.InstalledBase.Basis;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a picture's page shows: nine statements, however large the installed base is. */
@Component
class PictureView {

    private final Exposure exposure;
    private final Findings findings;
    private final Names names;
    private final Nothing nothing;
    private final JdbcClient jdbc;

    PictureView(Exposure exposure, Findings findings, Names names, Nothing nothing, JdbcClient jdbc) {
        this.nothing = nothing;
        this.exposure = exposure;
        this.findings = findings;
        this.names = names;
        this.jdbc = jdbc;
    }

    /** A number that stands on its own, what it rests on, where it is defined and how it is worked out. */
    record Fact(String label, String value, String note, String definition, String working) {}

    /** A way to count. */
    record Choice(String key, String name) {}

    /**
     * Fills a page.
     *
     * @param over the per cent of a region's units from which the map marks it
     * @param units what is counted, in words
     * @param address the page itself
     */
    void fill(Viewer viewer, Slice slice, ExposureRequest asked, int over, String units, String address, Model model) {
        Weight weight = asked.weight();
        Map<LookThroughRule, Picture> rules = exposure.byRule(viewer.scope(), slice, weight);
        Picture picture = Objects.requireNonNull(rules.get(asked.rule())).by(asked.band());
        Picture countries = exposure.picture(viewer.scope(), slice, Dimension.COUNTRY, weight, asked.rule());
        Picture grades = exposure.picture(viewer.scope(), slice, Dimension.GRADE, weight, asked.rule());
        List<Basis> basis = exposure.basis(viewer.scope(), slice);
        Tally.Count leader = picture.leader();
        model.addAttribute("finding", findings.of(picture, units));
        model.addAttribute("nothing", picture.tally().empty() ? nothing.why(viewer, slice, weight) : null);
        model.addAttribute("empty", picture.tally().empty());
        model.addAttribute("facts", facts(picture, countries, basis, asked));
        model.addAttribute("evidence", Panels.Evidence.of(grades));
        model.addAttribute("controllers", Panels.shares(picture, lists(slice), asked, findings::others));
        model.addAttribute("countries", Panels.shares(countries, Map.of(), asked, findings::others));
        model.addAttribute("index", index(picture, asked));
        model.addAttribute("gradesWorking", asked.on("/working", slice, "figure=coverage", "by=grade"));
        model.addAttribute("countryFinding", findings.ofCountries(countries));
        model.addAttribute("leader", leader);
        // A state holds nothing under the other rules, so there is nothing to set beside it.
        Tally.Count company = leader == null || Findings.state(leader.key()) ? null : leader;
        model.addAttribute("rules", company == null ? List.of() : Panels.rules(rules, company, asked));
        model.addAttribute("ruleFinding", company == null ? "" : findings.ofRules(rules, company));
        parts(viewer, slice, asked, leader, over, model);
        model.addAttribute("basis", basis);
        model.addAttribute(
                "operatorNames", names.of(Dimension.OPERATOR, basis.stream().map(Basis::operator)));
        model.addAttribute("picture", picture);
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("slice", slice);
        model.addAttribute("part", names.of(slice));
        model.addAttribute("address", address);
        model.addAttribute("unit", unit(weight));
        model.addAttribute("ruleChoices", choices());
        model.addAttribute("weightChoices", weights());
        model.addAttribute(
                "bandChoices",
                exposure.bands().stream()
                        .map(band -> new Choice(band.key(), band.name()))
                        .toList());
        model.addAttribute(
                "estimateChoices",
                List.of(
                        new Choice("none", findings.say("estimate.none")),
                        new Choice("prorata", findings.say("estimate.prorata"))));
        model.addAttribute("sectorChoices", names.all(Dimension.SECTOR));
        model.addAttribute("regionChoices", names.all(Dimension.REGION));
        model.addAttribute("classChoices", names.all(Dimension.ASSET_CLASS));
        model.addAttribute("onlyOwn", !viewer.scope().everything());
        model.addAttribute("confined", viewer.scope().confined() ? OthersPage.own(viewer, names) : null);
        model.addAttribute("asked", asked);
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("exports", exports(slice, asked));
        model.addAttribute(
                "replacement", leader == null ? "/replacement" : asked.priced(slice, Panels.target(leader.key())));
        model.addAttribute(
                "briefing",
                slice.on(
                        "/briefing",
                        "weight=" + weight.key(),
                        "lookThrough=" + asked.rule().key()));
    }

    /** Sectors, and regions with their map; each with the evidence that its figures rest on. */
    private void parts(
            Viewer viewer, Slice slice, ExposureRequest asked, Tally.@Nullable Count leader, int over, Model model) {
        for (Dimension part : List.of(Dimension.SECTOR, Dimension.REGION)) {
            Map<String, Picture> pictures =
                    exposure.pictures(viewer.scope(), slice, part, Dimension.CONTROLLER, asked.weight(), asked.rule());
            pictures.replaceAll((key, picture) -> picture.by(asked.band()));
            Map<String, Picture> grades =
                    exposure.pictures(viewer.scope(), slice, part, Dimension.GRADE, asked.weight(), asked.rule());
            String name = part.key() + "s";
            model.addAttribute(name, Panels.parts(pictures, grades, part, names, asked));
            if (part == Dimension.SECTOR) {
                model.addAttribute("sectorFinding", findings.ofSectors(pictures));
            } else if (leader != null) {
                List<RegionMap.Area> map = RegionMap.of(pictures, leader.key(), over / 100.0, names, slice, findings);
                model.addAttribute("map", map);
                model.addAttribute("over", over);
                model.addAttribute("mapFinding", findings.ofMap(map, leader, over));
            }
            if (part == Dimension.REGION) {
                model.addAttribute("regionFinding", findings.ofRegions(pictures, asked.weight()));
            }
        }
    }

    private String unit(Weight weight) {
        return findings.unit(weight);
    }

    private List<Choice> weights() {
        return Arrays.stream(Weight.values())
                .map(weight -> new Choice(weight.key(), findings.say("weight." + weight.key())))
                .toList();
    }

    private List<Choice> choices() {
        return Arrays.stream(LookThroughRule.values())
                .map(rule -> new Choice(rule.key(), findings.rule(rule)))
                .toList();
    }

    /** The CSV behind each panel. */
    private static Map<String, String> exports(Slice slice, ExposureRequest asked) {
        Map<String, String> exports = new HashMap<>();
        for (Dimension by : List.of(Dimension.CONTROLLER, Dimension.COUNTRY)) {
            exports.put(by.key(), asked.on("/api/v1/exposure", slice, "format=csv", "by=" + by.key()));
        }
        for (Dimension part : List.of(Dimension.SECTOR, Dimension.REGION)) {
            exports.put(part.key(), asked.on("/api/v1/exposure/parts.csv", slice, "of=" + part.key()));
        }
        return exports;
    }

    private List<Fact> facts(Picture picture, Picture countries, List<Basis> basis, ExposureRequest asked) {
        Tally tally = picture.tally();
        Concentration all = picture.concentration();
        if (all == null) {
            return List.of();
        }
        Slice slice = picture.slice();
        Tally.Count country = countries.leader();
        long registers = basis.size();
        long owners = basis.stream().map(Basis::operator).distinct().count();
        return List.of(
                new Fact(
                        findings.heading(picture.weight()),
                        Say.count(tally.total()),
                        findings.say(
                                registers == 1
                                        ? "fact.register"
                                        : owners == 1 ? "fact.registers.one" : "fact.registers",
                                String.valueOf(registers),
                                String.valueOf(owners)),
                        "units",
                        asked.on("/working", slice, "figure=units")),
                new Fact(
                        findings.say("fact.known"),
                        Say.atLeast(tally.coverage()),
                        findings.say("fact.known.note", unit(picture.weight())),
                        "coverage",
                        asked.on("/working", slice, "figure=coverage")),
                new Fact(
                        findings.say("fact.hhi"),
                        Say.index(all.hhi()),
                        findings.ofIndex(picture, all),
                        "hhi",
                        asked.on("/working", slice, "figure=hhi")),
                country == null
                        ? new Fact(
                                findings.say("fact.country.little"),
                                findings.say("little"),
                                findings.say("fact.country.little.note"),
                                "country",
                                asked.on("/working", slice, "figure=coverage", "by=country"))
                        : new Fact(
                                findings.say("fact.country", country.name()),
                                Say.share(countries.share(country)),
                                findings.say(
                                        "fact.country.note",
                                        findings.rule(asked.rule()).toLowerCase(Locale.ROOT)),
                                "country",
                                Panels.working(countries, country, asked)));
    }

    /** The same concentration in other measures, each with its definition and working. */
    private List<Fact> index(Picture picture, ExposureRequest asked) {
        Concentration all = picture.concentration();
        if (all == null) {
            return List.of();
        }
        Slice slice = picture.slice();
        return List.of(
                new Fact(
                        findings.say("index.cr1"),
                        Say.share(all.cr1()),
                        "",
                        "cr1-and-cr4",
                        asked.on("/working", slice, "figure=cr1")),
                new Fact(
                        findings.say("index.cr4"),
                        Say.share(all.cr4()),
                        all.cr4Sharp() ? "" : findings.say("index.outer"),
                        "cr1-and-cr4",
                        asked.on("/working", slice, "figure=cr4")),
                new Fact(
                        findings.say("index.equal"),
                        findings.number(all.effective()),
                        "",
                        "effective-number",
                        asked.on("/working", slice, "figure=effective")));
    }

    private Map<String, String> lists(Slice slice) {
        Map<String, String> lists = new HashMap<>();
        jdbc.sql("select vendor_key, lists from listed_at(?)")
                .param(InstalledBase.Clocks.of(slice).knownAt().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    long many = row.getLong(2);
                    lists.put(
                            row.getString(1),
                            many == 1 ? findings.say("listed.one") : findings.say("listed.many", String.valueOf(many)));
                });
        return lists;
    }
}
