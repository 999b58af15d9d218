package org.linchpin.briefing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Document.Bar;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Fact;
import org.linchpin.briefing.Document.Facts;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Row;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Findings.Finding;
import org.linchpin.exposure.Interval;
import org.linchpin.exposure.Say;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;

/** The sections that count: a whole, its countries, its parts, and how well all of it is known. */
final class CountedSections {

    private final Material material;
    private final Draft draft;
    private final Slice slice;

    CountedSections(Material material, Draft draft) {
        this.material = material;
        this.draft = draft;
        this.slice = material.slice();
    }

    private void nothing(Section section, String name) {
        draft.nothing(section, name, material.say("nothing", name));
    }

    void whole(Section section, Slice part, String prefix) {
        Exposure.Picture all = material.picture(part);
        String where = material.where(part);
        draft.figures(prefix, all, material.newest(part));
        if (all.tally().empty()) {
            nothing(section, Material.capital(where));
            return;
        }
        Finding finding = material.finding(part);
        draft.head(section, finding.headline());
        draft.text("lede", finding.lede());
        Exposure.Picture countries = material.picture(part, Dimension.COUNTRY);
        Tally.Count country = countries.leader();
        if (country != null) {
            Interval share = countries.share(country);
            draft.figure(new Figure(
                    prefix + "country",
                    "Country of control",
                    country.name(),
                    null,
                    null,
                    "",
                    Draft.known(countries),
                    null,
                    null));
            draft.range(
                    prefix + "country.share",
                    "Under the jurisdiction of " + country.name(),
                    Say.share(share),
                    share,
                    "share",
                    Draft.known(countries),
                    null,
                    material.newest(part));
        }
        draft.add(new Facts(facts(section, all, countries)));
        draft.chart(material.say("chart.controllers", material.unit()), all);
        draft.shares(prefix + "controllers", material.say("table.controllers"), "Controller", all, !section.brief());
        draft.own(section);
    }

    List<Fact> facts(Section section, Exposure.Picture all, Exposure.Picture countries) {
        Tally tally = all.tally();
        Concentration measured = Objects.requireNonNull(all.concentration());
        Tally.Count country = countries.leader();
        return List.of(
                new Fact(
                        "Connected " + material.unit(),
                        Say.count(tally.total()),
                        tally.withoutModule() > 0
                                ? material.say("fact.units", Say.count(tally.withoutModule()))
                                : material.say("fact.units.only")),
                new Fact(
                        "Controller known", Say.atLeast(tally.coverage()), material.say("fact.known", material.unit())),
                section.brief()
                        ? new Fact("Four largest together", Say.share(measured.cr4()), material.say("fact.four"))
                        : new Fact(
                                "Concentration (HHI)",
                                Say.index(measured.hhi()),
                                material.say(
                                        "fact.hhi",
                                        all.band().words(measured.hhi()),
                                        all.band().name())),
                country == null
                        ? new Fact("Country of control", "too little known", material.say("fact.little"))
                        : new Fact(
                                "Controlled from " + country.name(),
                                Say.share(countries.share(country)),
                                material.say("fact.country", material.unit())));
    }

    void countries(Section section) {
        Exposure.Picture all = material.picture(slice, Dimension.COUNTRY);
        if (all.tally().empty()) {
            nothing(section, material.say("name.countries"));
            return;
        }
        Tally.Count leader = all.leader();
        draft.head(
                section,
                leader == null
                        ? material.say("countries.little")
                        : material.say(
                                "countries", Say.share(all.share(leader)), material.where(slice), leader.name()));
        draft.text("body", material.say("countries.law"));
        draft.chart(material.say("chart.countries", material.unit()), all);
        draft.shares("countries", material.say("table.countries"), "Country", all, !section.brief());
        draft.own(section);
    }

    void parts(Section section, Dimension by, String key) {
        Map<String, Exposure.Picture> counted = material.pictures(by);
        List<Map.Entry<String, Exposure.Picture>> parts = material.named(counted, by);
        if (parts.isEmpty()) {
            nothing(section, material.say("name." + key));
            return;
        }
        counted.forEach((part, picture) -> {
            if (!part.isEmpty() && !picture.tally().empty()) {
                draft.figures(by.key() + ":" + part + ".", picture, null);
            }
        });
        Tally.Count leader = material.picture(slice).leader();
        List<Map.Entry<String, Exposure.Picture>> led = parts.stream()
                .filter(part -> {
                    Tally.Count first = part.getValue().leader();
                    return leader != null && first != null && first.key().equals(leader.key());
                })
                .toList();
        draft.head(
                section,
                leader == null
                        ? material.say(key + ".little")
                        : material.say(key, leader.name(), String.valueOf(led.size()), String.valueOf(parts.size())));
        draft.text("body", material.say(key + ".about"));
        if (leader != null) {
            draft.chart(
                    material.say("chart.parts", leader.name()),
                    parts.stream()
                            .map(part -> Draft.bar(
                                    part.getKey(),
                                    part.getValue().share(Material.count(part.getValue(), leader.key()))))
                            .sorted(Comparator.comparing(Bar::low).reversed())
                            .toList());
        }
        draft.parts(key, material.say("table." + key), material.say("head." + key), parts, !section.brief());
        draft.own(section);
    }

    void confidence(Section section) {
        Exposure.Picture grades = material.picture(slice, Dimension.GRADE);
        if (grades.tally().empty()) {
            nothing(section, material.say("name.confidence"));
            return;
        }
        Exposure.Picture all = material.picture(slice);
        double strong = grades.tally().counts().stream()
                .filter(count -> count.key().equals("A") || count.key().equals("B"))
                .mapToDouble(Tally.Count::sure)
                .sum();
        double share = strong / grades.tally().total();
        draft.figure(new Figure(
                "strong",
                Material.capital(material.unit()) + " identified on strong evidence (grades A and B)",
                Say.atLeast(share),
                share,
                share,
                "share",
                Draft.known(all),
                null,
                null));
        draft.head(
                section,
                material.say("confidence", Say.atLeast(all.tally().coverage()), Say.atLeast(share), material.unit()));
        draft.text("body", material.say("confidence.about"));
        List<Bar> bars = List.of(
                evidence(grades.tally(), "strong", "AB"),
                evidence(grades.tally(), "moderate", "CD"),
                evidence(grades.tally(), "hint", "E"),
                evidence(grades.tally(), "nothing", "?"));
        draft.chart(material.say("chart.grades", material.unit()), bars);
        draft.table(
                "grades",
                material.say("table.grades"),
                material.say("grades.note"),
                "grade",
                !section.brief(),
                List.of(
                        Column.words("Evidence"),
                        Column.words("What it means"),
                        Column.number(Material.capital(material.unit()), material.unit()),
                        Column.number("Share", "share")),
                grades.tally().counts().stream()
                        .sorted(Comparator.comparing(
                                (Tally.Count count) -> count.key().equals("?") ? "Z" : count.key()))
                        .map(count -> new Row(
                                List.of(
                                        Cell.of(count.name()),
                                        Cell.of(material.say(
                                                "grade." + (count.key().equals("?") ? "none" : count.key()))),
                                        Cell.of(Say.count(count.sure()), count.sure()),
                                        Cell.of(
                                                Say.atLeast(count.sure()
                                                        / grades.tally().total()),
                                                count.sure() / grades.tally().total())),
                                Draft.known(all)))
                        .toList());
        draft.own(section);
    }

    private Bar evidence(Tally grades, String key, String letters) {
        double share = grades.counts().stream()
                        .filter(count -> letters.contains(count.key()))
                        .mapToDouble(Tally.Count::sure)
                        .sum()
                / grades.total();
        return Draft.bar(material.say("evidence." + key), new Interval(share, share));
    }
}
