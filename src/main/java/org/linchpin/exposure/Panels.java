package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    private static final int SHOWN = 8;

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
            String possible) {}

    /** One part of a slice: how large, how well known, who leads, how concentrated; low, high and line in per cent of 10,000. */
    record Part(
            String name,
            @Nullable String href,
            String units,
            String known,
            String leader,
            @Nullable String share,
            double low,
            double high,
            double line,
            String hhi,
            boolean little) {}

    /** What the leader has under one rule of looking through. */
    record RuleRow(String rule, String holder, String sure, String possible, boolean chosen) {}

    /** The shares of a picture, the largest first; what is left and what is unknown close the list. */
    static List<Bar> bars(Picture picture, Map<String, Long> lists) {
        List<Bar> bars = new ArrayList<>();
        List<Tally.Count> counts = picture.tally().counts();
        counts.stream()
                .filter(count -> count.sure() > 0)
                .limit(SHOWN)
                .forEach(count -> bars.add(bar(picture, count, lists)));
        List<Tally.Count> others =
                counts.stream().filter(count -> count.sure() > 0).skip(SHOWN).toList();
        if (!others.isEmpty()) {
            double sure = others.stream().mapToDouble(Tally.Count::sure).sum();
            double open = picture.tally().total() - picture.tally().identified();
            Tally.Count rest = new Tally.Count("", others.size() + " others together", sure, sure + open);
            bars.add(bar(picture, rest, Map.of()));
        }
        return bars;
    }

    private static Bar bar(Picture picture, Tally.Count count, Map<String, Long> lists) {
        return bar(picture, count, href(picture.by(), count.key(), picture.slice()), tag(lists.get(count.key())));
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
                Say.count(count.possible()));
    }

    private static @Nullable String tag(@Nullable Long lists) {
        return lists == null ? null : lists == 1 ? "named on 1 list" : "named on " + lists + " lists";
    }

    /** The page of a key; null where there is none. */
    static @Nullable String href(Dimension by, String key, Slice slice) {
        if (key.isEmpty()) {
            return null;
        }
        return switch (by) {
            case CONTROLLER -> slice.on("/controllers/" + key);
            case SECTOR -> "/sectors/" + key;
            case REGION -> "/regions/" + key;
            case OPERATOR -> "/operators/" + key;
            default -> null;
        };
    }

    /** The parts of a slice, those that surely are most concentrated first. */
    static List<Part> parts(Map<String, Picture> pictures, Dimension dimension, Names names) {
        return pictures.entrySet().stream()
                .filter(entry -> !entry.getValue().tally().empty())
                .sorted(Comparator.comparing((Map.Entry<String, Picture> entry) -> -lowest(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> part(entry.getKey(), entry.getValue(), dimension, names))
                .toList();
    }

    private static double lowest(Picture picture) {
        Concentration all = picture.concentration();
        return all == null ? 0 : all.hhi().low();
    }

    private static Part part(String key, Picture picture, Dimension dimension, Names names) {
        Tally.Count leader = picture.leader();
        Concentration all = picture.concentration();
        Interval hhi = all == null ? new Interval(0, 10_000) : all.hhi();
        return new Part(
                names.of(dimension, key),
                href(dimension, key, picture.slice()),
                Say.count(picture.tally().total()),
                Say.atLeast(picture.tally().coverage()),
                leader == null ? "too little known" : leader.name(),
                leader == null ? null : Say.share(picture.share(leader)),
                hhi.low() / 100,
                hhi.high() / 100,
                picture.band().high() / 100,
                Say.index(hhi),
                leader == null);
    }

    /** What each rule gives the leader; under jurisdiction the leader is a country. */
    static List<RuleRow> rules(Map<LookThroughRule, Picture> pictures, Tally.Count leader, LookThroughRule chosen) {
        return pictures.entrySet().stream()
                .map(entry -> rule(entry.getKey(), entry.getValue(), leader, entry.getKey() == chosen))
                .toList();
    }

    private static RuleRow rule(LookThroughRule rule, Picture picture, Tally.Count leader, boolean chosen) {
        Tally.Count count =
                rule == LookThroughRule.JURISDICTION ? picture.tally().counts().get(0) : of(picture, leader.key());
        Interval share = picture.share(count);
        return new RuleRow(
                rule.label(),
                rule == LookThroughRule.JURISDICTION ? count.name() : "",
                Say.atLeast(share.low()),
                Say.atMost(share.high()),
                chosen);
    }

    /** The count of a key; where it does not occur, only the unknown can be its. */
    static Tally.Count of(Picture picture, String key) {
        return picture.tally().counts().stream()
                .filter(count -> count.key().equals(key))
                .findFirst()
                .orElse(new Tally.Count(key, key, 0, picture.tally().unknown()));
    }

    /** How many of several parts one key leads. */
    static String mostFrequentLeader(Map<String, Picture> pictures) {
        return pictures.values().stream()
                .map(Picture::leader)
                .filter(leader -> leader != null)
                .collect(Collectors.groupingBy(leader -> leader.name(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + "|" + entry.getValue())
                .orElse("");
    }
}
