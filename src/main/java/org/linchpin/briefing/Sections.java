package org.linchpin.briefing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Document.Facts;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Picture;
import org.linchpin.exposure.Exposure;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Slice;

/** Writes the sections of one briefing: each asks for its figures, says what they say, and keeps them as tables. */
final class Sections {

    private static final List<String> SUMMARY = List.of("whom", "law", "unknown", "names", "trend", "cost", "evidence");

    private final Material material;
    private final Draft draft;
    private final Slice slice;
    private final CountedSections counted;
    private final HolderSections holders;

    Sections(Material material, Draft draft) {
        this.material = material;
        this.draft = draft;
        this.slice = material.slice();
        this.counted = new CountedSections(material, draft);
        this.holders = new HolderSections(material, draft);
    }

    /** Writes a section; one without data says so in words. */
    void write(Section section) {
        switch (section.kind()) {
            case SUMMARY -> summary(section);
            case NATIONAL -> counted.whole(section, slice, "");
            case SECTOR -> {
                String key = key(section, slice.sectors());
                counted.whole(section, slice.inSector(key), "sector:" + key + ".");
            }
            case REGION -> {
                String key = key(section, slice.regions());
                counted.whole(section, slice.inRegion(key), "region:" + key + ".");
            }
            case VENDOR -> holders.vendor(section);
            case OWNERSHIP -> holders.ownership(section);
            case TREND -> holders.trend(section);
            case REPLACEMENT -> holders.replacement(section);
            case COUNTRIES -> counted.countries(section);
            case SECTORS -> counted.parts(section, Dimension.SECTOR, "sectors");
            case REGIONS -> counted.parts(section, Dimension.REGION, "regions");
            case EQUIPMENT -> counted.parts(section, Dimension.ASSET_CLASS, "equipment");
            case CONFIDENCE -> counted.confidence(section);
            case EXPLAIN -> explain(section);
            case TEXT -> text(section);
            case METHOD -> method(section);
        }
    }

    private static String key(Section section, Set<String> keys) {
        return section.key() != null ? section.key() : keys.iterator().next();
    }

    /** Each sentence stands only where all of its figures may be quoted. */
    private void summary(Section section) {
        draft.head(section, material.say("summary"));
        Exposure.Picture all = material.picture(slice);
        if (!all.tally().empty()) {
            draft.add(new Facts(counted.facts(section, all, material.picture(slice, Dimension.COUNTRY))));
            draft.chart(material.say("chart.controllers", material.unit()), all);
        }
        draft.late(figures -> {
            String sentences = SUMMARY.stream()
                    .map(key -> bound(material.say("summary." + key), figures))
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining("\n"));
            return sentences.isEmpty() ? material.say("summary.none") : sentences;
        });
        draft.own(section);
    }

    /** A sentence with its figures named as they are named here; nothing where one of them may not be quoted. */
    private String bound(String sentence, Map<String, Figure> figures) {
        StringBuilder words = new StringBuilder();
        Matcher named = Markdown.BOUND.matcher(sentence);
        String part = slice.sectors().size() == 1
                ? "sector:" + slice.sectors().iterator().next() + "."
                : slice.regions().size() == 1
                        ? "region:" + slice.regions().iterator().next() + "."
                        : "";
        while (named.find()) {
            String key = figures.containsKey(named.group(1)) ? named.group(1) : part + named.group(1);
            Figure figure = figures.get(key);
            if (figure == null
                    || figure.suppressed() != null
                    || Lint.stale(figure, Objects.requireNonNull(slice.asAt()))) {
                return "";
            }
            named.appendReplacement(words, Matcher.quoteReplacement("{{" + key + "}}"));
        }
        return named.appendTail(words).toString();
    }

    private void explain(Section section) {
        draft.head(section, material.say("explain"));
        draft.text(section.brief() ? "body" : "lede", material.say("explain.what"));
        draft.add(new Picture(
                "explain", material.say("explain.title"), material.say("explain.alternative"), 1, List.of()));
        if (!section.brief()) {
            draft.text("body", material.say("explain.why"));
            draft.add(new Picture("ways", material.say("ways.title"), material.say("ways.alternative"), 1, List.of()));
            draft.add(new Document.Items(
                    false,
                    List.of("supply", "update", "listen").stream()
                            .map(key -> List.of(
                                    new Document.Span(
                                            material.say("explain." + key + ".word"), true, false, false, null, null),
                                    Document.Span.plain(" " + material.say("explain." + key))))
                            .toList()));
            draft.heading(3, material.say("reading"), false);
            draft.text("body", material.say("reading.interval"));
            draft.text("body", material.say("reading.hhi"));
            draft.text("body", material.say("reading.control"));
        }
        draft.own(section);
    }

    private void text(Section section) {
        if (section.heading() != null && !section.heading().isBlank()) {
            draft.heading(2, section.heading(), section.newPage());
        }
        draft.own(section);
    }

    private void method(Section section) {
        if (!section.brief()) {
            draft.head(section, material.say("method"));
            draft.text("body", material.say("method.interval"));
            draft.text("body", material.say("method.sources"));
        }
        draft.own(section);
        if (!section.brief()) {
            draft.heading(3, material.say("prove"), false);
            draft.add(new Document.Items(
                    true,
                    List.of("stays", "file", "registers", "again").stream()
                            .map(key -> List.of(Document.Span.plain(material.say("prove." + key))))
                            .toList()));
        }
    }
}
