package org.linchpin.briefing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Document.Bar;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Fact;
import org.linchpin.briefing.Document.Facts;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Picture;
import org.linchpin.briefing.Document.Row;
import org.linchpin.briefing.Document.Statement;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Findings;
import org.linchpin.exposure.Findings.Finding;
import org.linchpin.exposure.Interval;
import org.linchpin.exposure.Say;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.InstalledBase.Basis;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.context.MessageSource;

/** Writes the sections of one briefing: each asks for its figures, says what they say, and keeps them as tables. */
final class Sections {

    /** The rules that are drawn; its table has all. */
    private static final Set<LookThroughRule> DRAWN = EnumSet.of(
            LookThroughRule.NAMED, LookThroughRule.LEGAL, LookThroughRule.MAJORITY, LookThroughRule.DECLARED);

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.UK);
    private static final int HALF_YEARS = 6;
    private static final List<String> SUMMARY = List.of("whom", "law", "unknown", "names", "trend", "cost", "evidence");

    private final Exposure exposure;
    private final Findings findings;
    private final Names names;
    private final Records records;
    private final Replacing replacing;
    private final MessageSource messages;
    private final Scope scope;
    private final Commission commission;
    private final Slice slice;
    private final Draft draft;
    private final Map<Slice, Exposure.Picture> pictures = new LinkedHashMap<>();

    Sections(Sources sources, MessageSource messages, Scope scope, Commission commission, Draft draft) {
        this.exposure = sources.exposure();
        this.findings = sources.findings();
        this.names = sources.names();
        this.records = sources.records();
        this.replacing = sources.replacing();
        this.messages = messages;
        this.scope = scope;
        this.commission = commission;
        this.slice = commission.slice();
        this.draft = draft;
    }

    /** Where figures and words come from. */
    record Sources(Exposure exposure, Findings findings, Names names, Records records, Replacing replacing) {}

    String say(String key, Object... words) {
        return messages.getMessage("briefing." + key, words, Locale.UK);
    }

    Exposure.Picture picture(Slice part) {
        return pictures.computeIfAbsent(part, one -> picture(one, Dimension.CONTROLLER));
    }

    private Exposure.Picture picture(Slice part, Dimension by) {
        return exposure.picture(scope, part, by, commission.weight(), commission.rule());
    }

    Finding finding() {
        return findings.of(picture(slice), where(slice));
    }

    /** Where it is, in words. */
    String place(Slice part) {
        List<String> parts = parts(part);
        return parts.isEmpty() ? say(scope.everything() ? "place" : "place.own") : String.join(", ", parts);
    }

    /** What is counted, in words. */
    String where(Slice part) {
        List<String> parts = parts(part);
        String units = scope.everything() ? say("units") : say("units.own");
        return parts.isEmpty() ? units : say("units.in", units, String.join(", ", parts));
    }

    private List<String> parts(Slice part) {
        List<String> parts = new ArrayList<>();
        part.sectors().forEach(key -> parts.add(names.of(Dimension.SECTOR, key, slice)));
        part.regions().forEach(key -> parts.add(names.of(Dimension.REGION, key, slice)));
        part.assetClasses().forEach(key -> parts.add(names.of(Dimension.ASSET_CLASS, key, slice)));
        part.operators().forEach(key -> parts.add(names.of(Dimension.OPERATOR, key, slice)));
        return parts;
    }

    /** Writes a section; one without data says so in words. */
    void write(Section section) {
        switch (section.kind()) {
            case SUMMARY -> summary(section);
            case NATIONAL -> whole(section, slice, "");
            case SECTOR -> {
                String key = key(section, slice.sectors());
                whole(section, slice.inSector(key), "sector:" + key + ".");
            }
            case REGION -> {
                String key = key(section, slice.regions());
                whole(section, slice.inRegion(key), "region:" + key + ".");
            }
            case VENDOR -> vendor(section);
            case OWNERSHIP -> ownership(section);
            case TREND -> trend(section);
            case REPLACEMENT -> replacement(section);
            case COUNTRIES -> countries(section);
            case SECTORS -> parts(section, Dimension.SECTOR, "sectors");
            case REGIONS -> parts(section, Dimension.REGION, "regions");
            case EQUIPMENT -> parts(section, Dimension.ASSET_CLASS, "equipment");
            case CONFIDENCE -> confidence(section);
            case EXPLAIN -> explain(section);
            case TEXT -> text(section);
            case METHOD -> method(section);
        }
    }

    private static String key(Section section, Set<String> keys) {
        return section.key() != null ? section.key() : keys.iterator().next();
    }

    private void head(Section section, String otherwise) {
        String said = section.heading();
        draft.heading(2, said == null || said.isBlank() ? otherwise : said, section.newPage());
    }

    /** A section's own words, after its figures. */
    private void own(Section section) {
        String text = section.text();
        if (text != null && !text.isBlank()) {
            draft.own(text);
        }
    }

    private boolean nothing(Section section, Exposure.Picture picture, String name) {
        if (!picture.tally().empty()) {
            return false;
        }
        head(section, name);
        draft.text("note", say("nothing", name));
        own(section);
        return true;
    }

    private @Nullable LocalDate newest(Slice part) {
        return exposure.basis(scope, part).stream()
                .map(Basis::effective)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void whole(Section section, Slice part, String prefix) {
        Exposure.Picture all = picture(part);
        String where = where(part);
        draft.figures(prefix, all, newest(part));
        if (nothing(section, all, capital(where))) {
            return;
        }
        Finding finding = findings.of(all, where);
        head(section, finding.headline());
        draft.text("lede", finding.lede());
        Exposure.Picture countries = picture(part, Dimension.COUNTRY);
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
                    newest(part));
        }
        draft.add(new Facts(facts(section, all, countries)));
        draft.chart(say("chart.controllers"), all);
        draft.shares(prefix + "controllers", say("table.controllers"), "Controller", all, !section.brief());
        own(section);
    }

    private List<Fact> facts(Section section, Exposure.Picture all, Exposure.Picture countries) {
        Tally tally = all.tally();
        Concentration measured = Objects.requireNonNull(all.concentration());
        Tally.Count country = countries.leader();
        String units = commission.weight() == Weight.UNITS
                ? "units"
                : commission.weight().key();
        return List.of(
                new Fact(
                        "Connected " + units,
                        Say.count(tally.total()),
                        tally.withoutModule() > 0
                                ? say("fact.units", Say.count(tally.withoutModule()))
                                : say("fact.units.only")),
                new Fact("Controller known", Say.atLeast(tally.coverage()), say("fact.known")),
                section.brief()
                        ? new Fact("Four largest together", Say.share(measured.cr4()), say("fact.four"))
                        : new Fact(
                                "Concentration (HHI)",
                                Say.index(measured.hhi()),
                                say(
                                        "fact.hhi",
                                        all.band().words(measured.hhi()),
                                        all.band().name())),
                country == null
                        ? new Fact("Country of control", "too little known", say("fact.little"))
                        : new Fact(
                                "Controlled from " + country.name(),
                                Say.share(countries.share(country)),
                                say("fact.country")));
    }

    private List<Map.Entry<String, Exposure.Picture>> named(Map<String, Exposure.Picture> parts, Dimension by) {
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().tally().empty())
                .sorted(Comparator.comparing((Map.Entry<String, Exposure.Picture> part) ->
                                -part.getValue().tally().total())
                        .thenComparing(Map.Entry::getKey))
                .map(part -> Map.entry(names.of(by, part.getKey(), slice), part.getValue()))
                .toList();
    }

    private void countries(Section section) {
        Exposure.Picture all = picture(slice, Dimension.COUNTRY);
        if (nothing(section, all, say("name.countries"))) {
            return;
        }
        Tally.Count leader = all.leader();
        head(
                section,
                leader == null
                        ? say("countries.little")
                        : say("countries", Say.share(all.share(leader)), where(slice), leader.name()));
        draft.text("body", say("countries.law"));
        draft.chart(say("chart.countries"), all);
        draft.shares("countries", say("table.countries"), "Country", all, !section.brief());
        own(section);
    }

    private void parts(Section section, Dimension by, String key) {
        Map<String, Exposure.Picture> counted =
                exposure.pictures(scope, slice, by, Dimension.CONTROLLER, commission.weight(), commission.rule());
        List<Map.Entry<String, Exposure.Picture>> parts = named(counted, by);
        if (parts.isEmpty()) {
            head(section, say("name." + key));
            draft.text("note", say("nothing", say("name." + key)));
            own(section);
            return;
        }
        counted.forEach((part, picture) -> {
            if (!part.isEmpty() && !picture.tally().empty()) {
                draft.figures(by.key() + ":" + part + ".", picture, null);
            }
        });
        Tally.Count leader = picture(slice).leader();
        List<Map.Entry<String, Exposure.Picture>> led = parts.stream()
                .filter(part -> {
                    Tally.Count first = part.getValue().leader();
                    return leader != null && first != null && first.key().equals(leader.key());
                })
                .toList();
        head(
                section,
                leader == null
                        ? say(key + ".little")
                        : say(key, leader.name(), String.valueOf(led.size()), String.valueOf(parts.size())));
        draft.text("body", say(key + ".about"));
        if (leader != null) {
            draft.chart(
                    say("chart.parts", leader.name()),
                    parts.stream()
                            .map(part ->
                                    Draft.bar(part.getKey(), part.getValue().share(of(part.getValue(), leader.key()))))
                            .sorted(Comparator.comparing(Bar::low).reversed())
                            .toList());
        }
        draft.parts(key, say("table." + key), say("head." + key), parts, !section.brief());
        own(section);
    }

    /** The count of a key; where it does not occur, only the unknown can be its. */
    private static Tally.Count of(Exposure.Picture picture, String key) {
        return picture.tally().counts().stream()
                .filter(count -> count.key().equals(key))
                .findFirst()
                .orElse(new Tally.Count(key, key, 0, picture.tally().unknown()));
    }

    /** The holder a section is about: the one it names, else the leader. */
    private @Nullable Holder holder(Section section) {
        if (section.key() != null) {
            return new Holder(section.key(), names.of(Dimension.CONTROLLER, section.key(), slice));
        }
        Tally.Count leader = picture(slice).leader();
        return leader == null ? null : new Holder(leader.key(), leader.name());
    }

    private record Holder(String key, String name) {}

    private void vendor(Section section) {
        Exposure.Picture all = picture(slice);
        Holder holder = holder(section);
        if (holder == null) {
            head(section, say("name.vendor"));
            draft.text("note", say("leader.little"));
            own(section);
            return;
        }
        Tally.Count count = of(all, holder.key());
        Interval share = all.share(count);
        String prefix = "vendor:" + holder.key() + ".";
        draft.range(
                prefix + "share",
                "Share of " + holder.name(),
                Say.share(share),
                share,
                "share",
                Draft.known(all),
                null,
                null);
        draft.range(
                prefix + "units",
                "Units of " + holder.name(),
                counts(count),
                new Interval(count.sure(), count.possible()),
                "units",
                Draft.known(all),
                null,
                null);
        head(section, say("vendor", holder.name(), Say.share(share), where(slice)));
        draft.text("body", say("vendor.about", holder.name(), Say.count(count.sure()), Say.count(count.possible())));
        held(section, holder, Dimension.SECTOR, "sectors");
        held(section, holder, Dimension.ASSET_CLASS, "equipment");
        onRecord(holder);
        own(section);
    }

    private static String counts(Tally.Count count) {
        String low = Say.count(count.sure());
        String high = Say.count(count.possible());
        return low.equals(high) ? low : low + "–" + high;
    }

    private void held(Section section, Holder holder, Dimension by, String key) {
        Map<String, Exposure.Picture> counted =
                exposure.pictures(scope, slice, by, Dimension.CONTROLLER, commission.weight(), commission.rule());
        List<Map.Entry<String, Exposure.Picture>> parts = named(counted, by);
        if (parts.size() < 2) {
            return;
        }
        draft.chart(
                say("chart.held." + key, holder.name()),
                parts.stream()
                        .map(part -> Draft.bar(part.getKey(), part.getValue().share(of(part.getValue(), holder.key()))))
                        .sorted(Comparator.comparing(Bar::low).reversed())
                        .toList());
        draft.table(
                "held-" + key,
                say("table.held", holder.name(), say("head." + key).toLowerCase(Locale.ROOT)),
                Draft.SHARE_NOTE,
                "share",
                !section.brief() && by == Dimension.ASSET_CLASS,
                Draft.shareColumns(say("head." + key)),
                parts.stream()
                        .map(part -> Draft.share(part.getKey(), part.getValue(), of(part.getValue(), holder.key())))
                        .toList());
    }

    private void onRecord(Holder holder) {
        List<Statement> counted =
                records.counted(holder.key(), commission.rule().key(), InstalledBase.Clocks.of(slice));
        counted.forEach(draft::statement);
        List<Records.Mention> mentions = records.mentions(holder.key(), InstalledBase.Clocks.of(slice));
        mentions.forEach(mention -> draft.statement(mention.statement(holder.name())));
        draft.heading(3, say("record", holder.name()), false);
        draft.text("body", say("record.about"));
        draft.table(
                "lists",
                say("table.lists", holder.name()),
                say("table.lists.note"),
                "listing",
                true,
                List.of(
                        Column.words("List"),
                        Column.words("Authority"),
                        Column.words("Date"),
                        Column.words("State"),
                        Column.words("Effect")),
                mentions.stream()
                        .map(one -> new Row(
                                List.of(
                                        Cell.of(one.instrument()),
                                        Cell.of(one.authority() + ", " + one.jurisdiction()),
                                        Cell.of(one.date()),
                                        Cell.of(one.status().replace('_', ' ')),
                                        Cell.of(one.effect())),
                                "as published"))
                        .toList());
        if (mentions.isEmpty()) {
            draft.text("body", say("record.none", holder.name()));
        }
    }

    private void ownership(Section section) {
        Map<LookThroughRule, Exposure.Picture> rules = exposure.byRule(scope, slice, commission.weight());
        Exposure.Picture named = Objects.requireNonNull(rules.get(LookThroughRule.NAMED));
        Exposure.Picture declared = Objects.requireNonNull(rules.get(LookThroughRule.DECLARED));
        Holder holder = holder(section);
        if (declared.tally().empty() || holder == null) {
            head(section, say("name.ownership"));
            draft.text("note", declared.tally().empty() ? say("nothing", say("name.ownership")) : say("leader.little"));
            own(section);
            return;
        }
        double before = named.share(of(named, holder.key())).low();
        double after = declared.share(of(declared, holder.key())).low();
        long points = Math.round(100 * (after - before));
        draft.figure(new Figure(
                "ownership.points",
                "Points that looking through names adds to " + holder.name(),
                points + (points == 1 ? " percentage point" : " percentage points"),
                (double) points,
                (double) points,
                "percentage points",
                Draft.known(declared),
                null,
                null));
        head(
                section,
                points >= 1
                        ? say("ownership", String.valueOf(points), holder.name())
                        : say("ownership.same", holder.name()));
        draft.text("body", say("ownership.about"));
        List<Bar> bars = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        rules.forEach((rule, picture) -> {
            boolean law = rule == LookThroughRule.JURISDICTION;
            Tally.Count count = law ? picture.tally().counts().get(0) : of(picture, holder.key());
            String name = law ? count.name() : findings.rule(rule);
            if (DRAWN.contains(rule)) {
                bars.add(Draft.bar(name, picture.share(count)));
            }
            rows.add(Draft.share(name, picture, count));
        });
        draft.chart(say("chart.ownership", holder.name()), bars);
        draft.table(
                "ownership",
                say("table.ownership", holder.name()),
                say("ownership.note"),
                "rules",
                !section.brief(),
                Draft.shareColumns("Rule"),
                rows);
        List<Statement> counted =
                records.counted(holder.key(), commission.rule().key(), InstalledBase.Clocks.of(slice));
        counted.forEach(draft::statement);
        if (!section.brief() && !counted.isEmpty()) {
            draft.heading(3, say("counted", holder.name()), false);
            draft.table(
                    "counted",
                    say("table.counted", holder.name()),
                    say("counted.note"),
                    "rules",
                    true,
                    List.of(Column.words("Name"), Column.words("Why it is counted")),
                    counted.stream()
                            .map(one -> new Row(List.of(Cell.of(one.about()), Cell.of(one.what())), "as recorded"))
                            .toList());
        }
        own(section);
    }

    private void trend(Section section) {
        Holder holder = holder(section);
        LocalDate asAt = Objects.requireNonNull(slice.asAt());
        List<Bar> bars = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Interval first = null;
        Interval last = null;
        LocalDate began = asAt;
        for (int back = HALF_YEARS; back >= 0 && holder != null; back--) {
            LocalDate day = asAt.minusMonths(6L * back);
            Slice then = new Slice(
                    slice.sectors(), slice.regions(), slice.operators(), slice.assetClasses(), day, slice.knownAt());
            Exposure.Picture picture = picture(then);
            if (!picture.tally().empty()) {
                Tally.Count count = of(picture, holder.key());
                last = picture.share(count);
                if (first == null) {
                    first = last;
                    began = day;
                }
                bars.add(new Bar(day.format(MONTH), last.low(), last.high(), Say.share(last)));
                rows.add(Draft.share(day.toString(), picture, count));
            }
        }
        if (holder == null || first == null || last == null) {
            head(section, say("name.trend"));
            draft.text("note", holder == null ? say("leader.little") : say("nothing", say("name.trend")));
            own(section);
            return;
        }
        long points = Math.round(100 * (last.low() - first.low()));
        head(
                section,
                rows.size() < 2 || points == 0
                        ? say("trend.same", holder.name(), began.format(DAY))
                        : say(
                                points > 0 ? "trend.more" : "trend.less",
                                holder.name(),
                                String.valueOf(Math.abs(points)),
                                began.format(DAY)));
        draft.figure(new Figure(
                "trend",
                "How the sure share has moved",
                points == 0
                        ? say("trend.figure.same", began.format(DAY))
                        : say(
                                points > 0 ? "trend.figure.more" : "trend.figure.less",
                                String.valueOf(Math.abs(points)),
                                began.format(DAY)),
                (double) points,
                (double) points,
                "percentage points",
                Draft.known(picture(slice)),
                null,
                null));
        draft.text("body", say("trend.about"));
        String title = say("chart.trend", holder.name());
        draft.add(new Picture("years", title, Draft.alternative(title, bars), 1, bars));
        draft.table("trend", title, say("trend.note"), "share", !section.brief(), Draft.shareColumns("As at"), rows);
        own(section);
    }

    private void replacement(Section section) {
        Holder holder = holder(section);
        if (holder == null) {
            head(section, say("name.replacement"));
            draft.text("note", say("leader.little"));
            own(section);
            return;
        }
        String headline = replacing.write(draft, scope, slice, holder.key(), holder.name(), section, this::say);
        if (!headline.isEmpty()) {
            draft.text("note", headline);
        }
        own(section);
    }

    private void confidence(Section section) {
        Exposure.Picture grades = picture(slice, Dimension.GRADE);
        if (nothing(section, grades, say("name.confidence"))) {
            return;
        }
        Exposure.Picture all = picture(slice);
        double strong = grades.tally().counts().stream()
                .filter(count -> count.key().equals("A") || count.key().equals("B"))
                .mapToDouble(Tally.Count::sure)
                .sum();
        double share = strong / grades.tally().total();
        draft.figure(new Figure(
                "strong",
                "Units identified on strong evidence (grades A and B)",
                Say.atLeast(share),
                share,
                share,
                "share",
                Draft.known(all),
                null,
                null));
        head(section, say("confidence", Say.atLeast(all.tally().coverage()), Say.atLeast(share)));
        draft.text("body", say("confidence.about"));
        List<Bar> bars = List.of(
                evidence(grades.tally(), "strong", "AB"),
                evidence(grades.tally(), "moderate", "CD"),
                evidence(grades.tally(), "hint", "E"),
                evidence(grades.tally(), "nothing", "?"));
        draft.chart(say("chart.grades"), bars);
        draft.table(
                "grades",
                say("table.grades"),
                say("grades.note"),
                "grade",
                !section.brief(),
                List.of(
                        Column.words("Evidence"),
                        Column.words("What it means"),
                        Column.number("Units", "units"),
                        Column.number("Share", "share")),
                grades.tally().counts().stream()
                        .sorted(Comparator.comparing(
                                (Tally.Count count) -> count.key().equals("?") ? "Z" : count.key()))
                        .map(count -> new Row(
                                List.of(
                                        Cell.of(count.name()),
                                        Cell.of(say("grade." + (count.key().equals("?") ? "none" : count.key()))),
                                        Cell.of(Say.count(count.sure()), count.sure()),
                                        Cell.of(
                                                Say.atLeast(count.sure()
                                                        / grades.tally().total()),
                                                count.sure() / grades.tally().total())),
                                Draft.known(all)))
                        .toList());
        own(section);
    }

    private void explain(Section section) {
        head(section, say("explain"));
        draft.text(section.brief() ? "body" : "lede", say("explain.what"));
        draft.add(new Picture("explain", say("explain.title"), say("explain.alternative"), 1, List.of()));
        if (!section.brief()) {
            draft.text("body", say("explain.why"));
            draft.add(new Picture("ways", say("ways.title"), say("ways.alternative"), 1, List.of()));
            draft.add(new Document.Items(
                    false,
                    List.of("supply", "update", "listen").stream()
                            .map(key -> List.of(
                                    new Document.Span(say("explain." + key + ".word"), true, false, false, null, null),
                                    Document.Span.plain(" " + say("explain." + key))))
                            .toList()));
            draft.heading(3, say("reading"), false);
            draft.text("body", say("reading.interval"));
            draft.text("body", say("reading.hhi"));
            draft.text("body", say("reading.control"));
        }
        own(section);
    }

    private Bar evidence(Tally grades, String key, String letters) {
        double share = grades.counts().stream()
                        .filter(count -> letters.contains(count.key()))
                        .mapToDouble(Tally.Count::sure)
                        .sum()
                / grades.total();
        return Draft.bar(say("evidence." + key), new Interval(share, share));
    }

    /** Each sentence stands only where all of its figures may be quoted. */
    private void summary(Section section) {
        head(section, say("summary"));
        Exposure.Picture all = picture(slice);
        if (!all.tally().empty()) {
            draft.add(new Facts(facts(section, all, picture(slice, Dimension.COUNTRY))));
            draft.chart(say("chart.controllers"), all);
        }
        draft.late(figures -> {
            String sentences = SUMMARY.stream()
                    .map(key -> bound(say("summary." + key), figures))
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining("\n"));
            return sentences.isEmpty() ? say("summary.none") : sentences;
        });
        own(section);
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

    private void text(Section section) {
        if (section.heading() != null && !section.heading().isBlank()) {
            draft.heading(2, section.heading(), section.newPage());
        }
        own(section);
    }

    private void method(Section section) {
        if (!section.brief()) {
            head(section, say("method"));
            draft.text("body", say("method.interval"));
            draft.text("body", say("method.sources"));
        }
        own(section);
        if (!section.brief()) {
            draft.heading(3, say("prove"), false);
            draft.add(new Document.Items(
                    true,
                    List.of("stays", "file", "registers", "again").stream()
                            .map(key -> List.of(Document.Span.plain(say("prove." + key))))
                            .toList()));
        }
    }

    static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
