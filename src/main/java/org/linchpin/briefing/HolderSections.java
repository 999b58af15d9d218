package org.linchpin.briefing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Document.Bar;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Picture;
import org.linchpin.briefing.Document.Row;
import org.linchpin.briefing.Document.Statement;
import org.linchpin.briefing.Material.Holder;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Interval;
import org.linchpin.exposure.Say;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;

/** The sections about one holder: what it holds, what names hide of it, how that has moved, and what replacing it would cost. */
final class HolderSections {

    /** The rules that are drawn; its table has all. */
    private static final Set<LookThroughRule> DRAWN = EnumSet.of(
            LookThroughRule.NAMED, LookThroughRule.LEGAL, LookThroughRule.MAJORITY, LookThroughRule.DECLARED);

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.UK);
    private static final int HALF_YEARS = 6;

    private final Material material;
    private final Draft draft;
    private final Slice slice;

    HolderSections(Material material, Draft draft) {
        this.material = material;
        this.draft = draft;
        this.slice = material.slice();
    }

    void vendor(Section section) {
        Exposure.Picture all = material.picture(slice);
        Holder holder = material.holder(section);
        if (holder == null) {
            draft.nothing(section, material.say("name.vendor"), material.say("leader.little"));
            return;
        }
        Tally.Count count = Material.count(all, holder.key());
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
                Material.capital(material.unit()) + " of " + holder.name(),
                counts(count),
                new Interval(count.sure(), count.possible()),
                material.unit(),
                Draft.known(all),
                null,
                null);
        draft.head(section, material.say("vendor", holder.name(), Say.share(share), material.where(slice)));
        draft.text(
                "body",
                material.say(
                        "vendor.about",
                        holder.name(),
                        Say.count(count.sure()),
                        Say.count(count.possible()),
                        material.unit()));
        held(section, holder, Dimension.SECTOR, "sectors");
        held(section, holder, Dimension.ASSET_CLASS, "equipment");
        onRecord(holder);
        draft.own(section);
    }

    private static String counts(Tally.Count count) {
        String low = Say.count(count.sure());
        String high = Say.count(count.possible());
        return low.equals(high) ? low : low + "–" + high;
    }

    private void held(Section section, Holder holder, Dimension by, String key) {
        Map<String, Exposure.Picture> counted = material.pictures(by);
        List<Map.Entry<String, Exposure.Picture>> parts = material.named(counted, by);
        if (parts.size() < 2) {
            return;
        }
        draft.chart(
                material.say("chart.held." + key, holder.name()),
                parts.stream()
                        .map(part -> Draft.bar(
                                part.getKey(), part.getValue().share(Material.count(part.getValue(), holder.key()))))
                        .sorted(Comparator.comparing(Bar::low).reversed())
                        .toList());
        draft.table(
                "held-" + key,
                material.say(
                        "table.held", holder.name(), material.say("head." + key).toLowerCase(Locale.ROOT)),
                Draft.SHARE_NOTE,
                "share",
                !section.brief() && by == Dimension.ASSET_CLASS,
                draft.shareColumns(material.say("head." + key)),
                parts.stream()
                        .map(part -> Draft.share(
                                part.getKey(), part.getValue(), Material.count(part.getValue(), holder.key())))
                        .toList());
    }

    private void onRecord(Holder holder) {
        List<Statement> counted = material.sources()
                .records()
                .counted(holder.key(), material.commission().rule().key(), InstalledBase.Clocks.of(slice));
        counted.forEach(draft::statement);
        List<Records.Mention> mentions =
                material.sources().records().mentions(holder.key(), InstalledBase.Clocks.of(slice));
        mentions.forEach(mention -> draft.statement(mention.statement(holder.name())));
        draft.heading(3, material.say("record", holder.name()), false);
        draft.text("body", material.say("record.about"));
        draft.table(
                "lists",
                material.say("table.lists", holder.name()),
                material.say("table.lists.note"),
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
            draft.text("body", material.say("record.none", holder.name()));
        }
    }

    void ownership(Section section) {
        Map<LookThroughRule, Exposure.Picture> rules = material.rules();
        Exposure.Picture named = Objects.requireNonNull(rules.get(LookThroughRule.NAMED));
        Exposure.Picture declared = Objects.requireNonNull(rules.get(LookThroughRule.DECLARED));
        Holder holder = material.holder(section);
        if (declared.tally().empty() || holder == null) {
            draft.nothing(
                    section,
                    material.say("name.ownership"),
                    declared.tally().empty()
                            ? material.say("nothing", material.say("name.ownership"))
                            : material.say("leader.little"));
            return;
        }
        double before = named.share(Material.count(named, holder.key())).low();
        double after = declared.share(Material.count(declared, holder.key())).low();
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
        draft.head(
                section,
                points >= 1
                        ? material.say("ownership", String.valueOf(points), holder.name())
                        : material.say("ownership.same", holder.name()));
        draft.text("body", material.say("ownership.about"));
        List<Bar> bars = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        rules.forEach((rule, picture) -> {
            boolean law = rule == LookThroughRule.JURISDICTION;
            Tally.Count count = law ? picture.tally().counts().get(0) : Material.count(picture, holder.key());
            String name = law ? count.name() : material.sources().findings().rule(rule);
            if (DRAWN.contains(rule)) {
                bars.add(Draft.bar(name, picture.share(count)));
            }
            rows.add(Draft.share(name, picture, count));
        });
        draft.chart(material.say("chart.ownership", holder.name()), bars);
        draft.table(
                "ownership",
                material.say("table.ownership", holder.name()),
                material.say("ownership.note"),
                "rules",
                !section.brief(),
                draft.shareColumns("Rule"),
                rows);
        List<Statement> counted = material.sources()
                .records()
                .counted(holder.key(), material.commission().rule().key(), InstalledBase.Clocks.of(slice));
        counted.forEach(draft::statement);
        if (!section.brief() && !counted.isEmpty()) {
            draft.heading(3, material.say("counted", holder.name()), false);
            draft.table(
                    "counted",
                    material.say("table.counted", holder.name()),
                    material.say("counted.note"),
                    "rules",
                    true,
                    List.of(Column.words("Name"), Column.words("Why it is counted")),
                    counted.stream()
                            .map(one -> new Row(List.of(Cell.of(one.about()), Cell.of(one.what())), "as recorded"))
                            .toList());
        }
        draft.own(section);
    }

    void trend(Section section) {
        Holder holder = material.holder(section);
        LocalDate asAt = Objects.requireNonNull(slice.asAt());
        List<Bar> bars = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Interval first = null;
        Interval last = null;
        LocalDate began = asAt;
        List<String> registered = new ArrayList<>();
        for (int back = HALF_YEARS; back >= 0 && holder != null; back--) {
            LocalDate day = asAt.minusMonths(6L * back);
            Slice then = new Slice(
                    slice.sectors(), slice.regions(), slice.operators(), slice.assetClasses(), day, slice.knownAt());
            Exposure.Picture picture = material.picture(then);
            if (!picture.tally().empty()) {
                Tally.Count count = Material.count(picture, holder.key());
                last = picture.share(count);
                if (first == null) {
                    first = last;
                    began = day;
                }
                bars.add(new Bar(day.format(MONTH), last.low(), last.high(), Say.share(last)));
                registered.add(Say.count(picture.tally().total()));
                rows.add(registered(Draft.share(day.toString(), picture, count), picture));
            }
        }
        if (holder == null || first == null || last == null) {
            draft.nothing(
                    section,
                    material.say("name.trend"),
                    holder == null
                            ? material.say("leader.little")
                            : material.say("nothing", material.say("name.trend")));
            return;
        }
        long points = Math.round(100 * (last.low() - first.low()));
        draft.head(
                section,
                rows.size() < 2 || points == 0
                        ? material.say("trend.same", holder.name(), began.format(Material.DAY))
                        : material.say(
                                points > 0 ? "trend.more" : "trend.less",
                                holder.name(),
                                String.valueOf(Math.abs(points)),
                                began.format(Material.DAY)));
        draft.figure(new Figure(
                "trend",
                "How the sure share has moved",
                points == 0
                        ? material.say("trend.figure.same", began.format(Material.DAY))
                        : material.say(
                                points > 0 ? "trend.figure.more" : "trend.figure.less",
                                String.valueOf(Math.abs(points)),
                                began.format(Material.DAY)),
                (double) points,
                (double) points,
                "percentage points",
                Draft.known(material.picture(slice)),
                null,
                null));
        draft.text("body", material.say("trend.about"));
        String before = registered.get(0);
        String now = registered.get(registered.size() - 1);
        if (!before.equals(now)) {
            draft.text(
                    "body",
                    material.say(
                            "trend.base",
                            before,
                            began.format(Material.DAY),
                            material.unit(),
                            now,
                            asAt.format(Material.DAY)));
        }
        String title = material.say("chart.trend", holder.name());
        draft.add(new Picture("years", title, Draft.alternative(title, bars), 1, bars));
        draft.table(
                "trend",
                title,
                material.say("trend.note"),
                "share",
                !section.brief(),
                Stream.concat(
                                draft.shareColumns("As at").stream(),
                                Stream.of(Column.number("Registered", material.unit())))
                        .toList(),
                rows);
        draft.own(section);
    }

    /** A row with how much there was in all, so that a new register is not taken for new equipment. */
    private static Row registered(Row share, Exposure.Picture picture) {
        double total = picture.tally().total();
        return new Row(
                Stream.concat(share.cells().stream(), Stream.of(Cell.of(Say.count(total), total)))
                        .toList(),
                share.confidence());
    }

    void replacement(Section section) {
        Holder holder = material.holder(section);
        if (holder == null) {
            draft.nothing(section, material.say("name.replacement"), material.say("leader.little"));
            return;
        }
        String headline = material.sources().replacing().write(draft, material, holder, section);
        if (!headline.isEmpty()) {
            draft.text("note", headline);
        }
        draft.own(section);
    }
}
