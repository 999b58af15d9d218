package org.linchpin.exposure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;

/** Pictures as rows of charts and tables: names, words and per cents, so that pages only set them. */
final class Panels {

    /** No chart has more bars: three holders and all others together, or four parts. */
    static final int SHOWN = 4;

    private Panels() {}

    /** A row of a chart of shares; low and high in per cent. */
    record Bar(
            String name,
            @Nullable String href,
            @Nullable String tag,
            double low,
            double high,
            String share,
            String sure,
            String possible,
            @Nullable String estimate,
            @Nullable String working) {

        Bar with(@Nullable String assumed, @Nullable String address) {
            return new Bar(name, href, tag, low, high, share, sure, possible, assumed, address);
        }
    }

    /** How much rests on which evidence, in per cent: strong (A, B), moderate (C, D), a hint (E), and nothing. */
    record Evidence(double strong, double moderate, double hint, double none) {

        static Evidence of(@Nullable Picture grades) {
            if (grades == null || grades.tally().empty()) {
                return new Evidence(0, 0, 0, 0);
            }
            double strong = part(grades, "AB");
            double moderate = part(grades, "CD");
            double hint = part(grades, "E");
            return new Evidence(strong, moderate, hint, 100 - strong - moderate - hint);
        }

        private static double part(Picture grades, String letters) {
            return grades.tally().counts().stream()
                            .filter(count -> letters.contains(count.key()))
                            .mapToDouble(Tally.Count::sure)
                            .sum()
                    * 100
                    / grades.tally().total();
        }
    }

    /** One part of a slice: how large, how well known, who leads, how concentrated; low, high and line in per cent of 10,000. */
    record Part(
            String name,
            @Nullable String href,
            String units,
            String known,
            Evidence evidence,
            String leader,
            @Nullable String share,
            double low,
            double high,
            double line,
            String hhi,
            boolean little,
            @Nullable Workings workings) {}

    /** Where the numbers of a part are worked out. */
    record Workings(String units, String known, @Nullable String share, String hhi) {

        static Workings of(Slice slice, Tally.@Nullable Count leader, ExposureRequest asked) {
            return new Workings(
                    asked.on("/working", slice, "figure=units"),
                    asked.on("/working", slice, "figure=coverage"),
                    leader == null ? null : asked.on("/working", slice, "figure=share", key(leader.key())),
                    asked.on("/working", slice, "figure=hhi"));
        }
    }

    /** What the leader has under one rule of looking through. */
    record RuleRow(String rule, String holder, String sure, String possible, boolean chosen, String working) {}

    /**
     * A chart of shares and what stands only in its table.
     *
     * @param shown the rows that are drawn, never more than four
     * @param more the rows that are not drawn by themselves
     */
    record Shares(List<Bar> shown, List<Bar> more) {

        /** The same, all worked out on one page. */
        Shares workedOut(String address) {
            return new Shares(workedOut(shown, address), workedOut(more, address));
        }

        private static List<Bar> workedOut(List<Bar> bars, String address) {
            return bars.stream().map(bar -> bar.with(bar.estimate(), address)).toList();
        }

        /** The first four that have a part at all are drawn. */
        static Shares of(List<Bar> rows) {
            int drawn = (int) Math.min(
                    SHOWN, rows.stream().takeWhile(row -> row.high() > 0).count());
            return new Shares(rows.subList(0, drawn), rows.subList(drawn, rows.size()));
        }
    }

    /** The shares of a picture, the largest first; where there are more than four holders, the others are drawn together. */
    static Shares shares(
            Picture picture, Map<String, String> lists, ExposureRequest asked, UnaryOperator<String> others) {
        List<Tally.Count> counts = picture.tally().counts();
        List<Bar> bars = counts.stream()
                .map(count -> bar(picture, count, lists)
                        .with(estimate(picture, count, asked), working(picture, count, asked)))
                .toList();
        if (bars.size() <= SHOWN) {
            return Shares.of(bars);
        }
        int alone = SHOWN - 1;
        Set<String> rest = counts.stream().skip(alone).map(Tally.Count::key).collect(Collectors.toSet());
        Tally.Count together = picture.tally().together(rest, others.apply(String.valueOf(rest.size())));
        List<Bar> shown = new ArrayList<>(bars.subList(0, alone));
        shown.add(bar(picture, together, null, null)
                .with(
                        null,
                        asked.on(
                                "/working",
                                picture.slice(),
                                "figure=others",
                                "by=" + picture.by().key(),
                                "key=" + alone)));
        return new Shares(List.copyOf(shown), bars.subList(alone, bars.size()));
    }

    /** The estimate that takes the unknown to be like the known, where it is asked for and enough is known. */
    private static @Nullable String estimate(Picture picture, Tally.Count count, ExposureRequest asked) {
        Double share = asked.proRata() ? picture.proRata(count) : null;
        return share == null ? null : Math.round(100 * share) + "%";
    }

    /** A key as a parameter. */
    static String key(String key) {
        return "key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    /** A holder as what is to be replaced: a company, or everybody whom a state's law binds. */
    static String target(String holder) {
        return Findings.state(holder) ? "country=" + Findings.code(holder) : "controller=" + holder;
    }

    /** The page that shows how a share is worked out. */
    static String working(Picture picture, Tally.Count count, ExposureRequest asked) {
        return asked.on(
                "/working",
                picture.slice(),
                "figure=share",
                "by=" + picture.by().key(),
                key(count.key()));
    }

    private static Bar bar(Picture picture, Tally.Count count, Map<String, String> lists) {
        return bar(picture, count, href(picture.by(), count.key(), picture.slice()), lists.get(count.key()));
    }

    /** A count of a picture as a row. */
    static Bar bar(Picture picture, Tally.Count count, @Nullable String href, @Nullable String tag) {
        Interval share = picture.share(count);
        return new Bar(
                count.name(),
                href,
                tag,
                100 * share.low(),
                100 * share.high(),
                Say.share(share),
                Say.count(count.sure()),
                Say.count(count.possible()),
                null,
                null);
    }

    /** The page of a key; null where there is none. */
    static @Nullable String href(Dimension by, String key, Slice slice) {
        if (key.isEmpty()) {
            return null;
        }
        return switch (by) {
            case CONTROLLER -> Findings.state(key) ? null : slice.on("/controllers/" + key);
            case VENDOR -> slice.on("/vendors/" + key);
            case MAKER -> slice.on("/makers", "name=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
            case MODULE -> key.startsWith("~") ? null : slice.on("/modules/" + key);
            case SECTOR ->
                slice.within(Set.of(), slice.regions(), slice.operators()).on("/sectors/" + key);
            case REGION ->
                slice.within(slice.sectors(), Set.of(), slice.operators()).on("/regions/" + key);
            case OPERATOR ->
                slice.within(slice.sectors(), slice.regions(), Set.of()).on("/operators/" + key);
            default -> null;
        };
    }

    /** The parts of a slice, those that surely are most concentrated first. */
    static List<Part> parts(
            Map<String, Picture> pictures,
            Map<String, Picture> grades,
            Dimension dimension,
            Names names,
            ExposureRequest asked) {
        return pictures.entrySet().stream()
                .filter(entry -> !entry.getValue().tally().empty())
                .sorted(Comparator.comparing((Map.Entry<String, Picture> entry) -> -lowest(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(entry ->
                        part(entry.getKey(), entry.getValue(), grades.get(entry.getKey()), dimension, names, asked))
                .toList();
    }

    private static double lowest(Picture picture) {
        Concentration all = picture.concentration();
        return all == null ? 0 : all.hhi().low();
    }

    private static Part part(
            String key,
            Picture picture,
            @Nullable Picture grades,
            Dimension dimension,
            Names names,
            ExposureRequest asked) {
        Tally.Count leader = picture.leader();
        Concentration all = picture.concentration();
        Interval hhi = all == null ? new Interval(0, 10_000) : all.hhi();
        return new Part(
                names.of(dimension, key),
                href(dimension, key, picture.slice()),
                Say.count(picture.tally().total()),
                Say.atLeast(picture.tally().coverage()),
                Evidence.of(grades),
                leader == null ? "" : leader.name(),
                leader == null ? null : Say.share(picture.share(leader)),
                hhi.low() / 100,
                hhi.high() / 100,
                picture.band().high() / 100,
                Say.index(hhi),
                leader == null,
                key.isEmpty() ? null : Workings.of(only(picture.slice(), dimension, key), leader, asked));
    }

    /** A slice narrowed to one part. */
    static Slice only(Slice slice, Dimension dimension, String key) {
        return switch (dimension) {
            case SECTOR -> slice.inSector(key);
            case REGION -> slice.inRegion(key);
            case OPERATOR -> slice.ofOperator(key);
            default -> slice;
        };
    }

    /** What each rule gives the leader; under jurisdiction the leader is a country. */
    static List<RuleRow> rules(Map<LookThroughRule, Picture> pictures, Tally.Count leader, ExposureRequest asked) {
        return pictures.entrySet().stream()
                .map(entry -> rule(entry.getKey(), entry.getValue(), leader, asked))
                .toList();
    }

    private static RuleRow rule(LookThroughRule rule, Picture picture, Tally.Count leader, ExposureRequest asked) {
        Tally.Count count =
                rule == LookThroughRule.JURISDICTION ? picture.tally().counts().get(0) : of(picture, leader.key());
        Interval share = picture.share(count);
        return new RuleRow(
                rule.key(),
                rule == LookThroughRule.JURISDICTION ? count.name() : "",
                Say.atLeast(share.low()),
                Say.atMost(share.high()),
                rule == asked.rule(),
                working(picture, count, asked.by(rule)));
    }

    /** The count of a key; where it does not occur, only the unknown can be its. */
    static Tally.Count of(Picture picture, String key) {
        return picture.tally().counts().stream()
                .filter(count -> count.key().equals(key))
                .findFirst()
                .orElse(new Tally.Count(key, key, 0, picture.tally().unknown()));
    }

    /** How many of several parts one key leads. */
    static Optional<Map.Entry<String, Long>> mostFrequentLeader(Map<String, Picture> pictures) {
        return pictures.values().stream()
                .map(Picture::leader)
                .filter(leader -> leader != null)
                .collect(Collectors.groupingBy(leader -> leader.name(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    }
}
