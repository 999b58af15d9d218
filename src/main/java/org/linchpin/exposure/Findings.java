package org.linchpin.exposure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Language;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.stereotype.Component;

/** What a picture says, in one sentence that can be repeated, with its interval in it. */
@Component
public class Findings {

    /** What the key of a state begins with where it stands among holders. */
    private static final String STATE = "country:";

    private final Language language;
    private final Names names;

    Findings(Language language, Names names) {
        this.language = language;
        this.names = names;
    }

    /** A sentence, and the one that explains it. */
    public record Finding(String headline, String lede) {}

    /** What a picture by controller says about what it shows. */
    public Finding of(Picture picture, String units) {
        Tally tally = picture.tally();
        if (tally.empty()) {
            return new Finding(say("finding.none"), say("finding.none.lede"));
        }
        String total = Say.count(tally.total());
        String known = Say.count(tally.identified());
        String unit = unit(picture.weight());
        Tally.Count leader = picture.leader();
        if (leader == null) {
            return new Finding(say("finding.little", units), say("finding.little.lede", known, total, unit));
        }
        Interval share = picture.share(leader);
        String low = Say.atLeast(share.low());
        String high = Say.atMost(share.high());
        String who = who(leader.key(), leader.name());
        return share.high() - share.low() < 0.005
                ? new Finding(
                        say("finding.sure", Say.share(share), units, who),
                        say("finding.lede.sure", total, unit, made(picture.rule(), leader, Say.share(share))))
                : new Finding(
                        say("finding.between", low, high, units, who),
                        say(
                                "finding.lede",
                                known,
                                total,
                                unit,
                                made(picture.rule(), leader, say("share.atleast", low)),
                                high));
    }

    /** Whose modules are behind how much, as far as a rule follows names. */
    String made(LookThroughRule rule, Tally.Count holder, String much) {
        return say("finding.made." + rule.key(), state(holder.key()) ? country(holder.key()) : holder.name(), much);
    }

    /** Whether a holder is a state: it makes nothing, its law binds makers. */
    public static boolean state(String key) {
        return key.startsWith(STATE);
    }

    /** What the country of a state is called. */
    public String country(String key) {
        return names.of(Dimension.COUNTRY, code(key));
    }

    /** The country of a state. */
    static String code(String key) {
        return key.substring(STATE.length());
    }

    /** On whom something depends, in the middle of a sentence: of a state, on the makers that its law binds. */
    public String who(String key, String name) {
        return state(key) ? say("finding.state", country(key)) : name;
    }

    /** What looking through names brings to light about the leader. */
    String ofRules(Map<LookThroughRule, Picture> pictures, Tally.Count leader) {
        Picture named = pictures.get(LookThroughRule.NAMED);
        Picture declared = pictures.get(LookThroughRule.DECLARED);
        if (named == null || declared == null) {
            return "";
        }
        double more = declared.share(Panels.of(declared, leader.key())).low()
                - named.share(Panels.of(named, leader.key())).low();
        long points = Math.round(100 * more);
        return points >= 1
                ? say("rules.more", String.valueOf(points), leader.name())
                : say("rules.same", leader.name());
    }

    String ofCountries(Picture picture) {
        Tally.Count leader = picture.leader();
        return leader == null
                ? say("country.little")
                : say(
                        "country.finding",
                        Say.atLeast(picture.share(leader).low()),
                        leader.name(),
                        unit(picture.weight()));
    }

    String ofSectors(Map<String, Picture> pictures) {
        return Panels.mostFrequentLeader(pictures)
                .map(leader -> say(
                        "sectors.finding",
                        leader.getKey(),
                        String.valueOf(leader.getValue()),
                        String.valueOf(pictures.size())))
                .orElseGet(() -> say("sectors.none"));
    }

    String ofRegions(Map<String, Picture> pictures, Weight weight) {
        double best = 0;
        double least = 1;
        for (Map.Entry<String, Picture> one : pictures.entrySet()) {
            if (!one.getKey().isEmpty()) {
                best = Math.max(best, one.getValue().tally().coverage());
                least = Math.min(least, one.getValue().tally().coverage());
            }
        }
        return pictures.size() < 2
                ? ""
                : say("regions.finding", Say.atLeast(best), Say.atLeast(Math.min(best, least)), unit(weight));
    }

    /** How much of a slice is somebody's. */
    String ofHolder(Dimension by, String who, Interval share, Weight weight) {
        String units = connected(weight);
        return share.high() - share.low() < 0.005
                ? say("holder." + by.key() + ".sure", Say.share(share), who, units)
                : share.low() < 0.01
                        ? say("holder." + by.key() + ".most", Say.atMost(share.high()), who, units)
                        : say(
                                "holder." + by.key() + ".between",
                                Say.atLeast(share.low()),
                                Say.atMost(share.high()),
                                who,
                                units);
    }

    /** What a holder's page says below its heading. */
    String lede(Picture picture, Tally.Count count) {
        String unit = unit(picture.weight());
        String sure = say("holder.surely", Say.count(count.sure()), unit);
        String key = "holder." + picture.by().key() + ".lede";
        return picture.by() == Dimension.CONTROLLER
                ? say(key, sure, Say.count(count.possible()), made(picture.rule(), count, sure))
                : say(key, sure, Say.count(count.possible()), count.name());
    }

    /** In which part somebody's share is highest. */
    String ofParts(String kind, Panels.Shares parts) {
        return parts.shown().isEmpty()
                ? say("parts." + kind)
                : say(
                        "parts." + kind + ".most",
                        parts.shown().get(0).name(),
                        parts.shown().get(0).share());
    }

    /** A share in the middle of a sentence: between 58% and 81%, or at most 24% where hardly any of it is sure. */
    public String spoken(Interval share) {
        return share.high() - share.low() < 0.005
                ? Say.share(share)
                : share.low() < 0.01
                        ? say("share.atmost", Say.atMost(share.high()))
                        : say("share.between", Say.atLeast(share.low()), Say.atMost(share.high()));
    }

    /** A day as people write it. */
    public String day(LocalDate day) {
        return language.day(day);
    }

    /** How many regions a map marks. */
    String ofMap(List<RegionMap.Area> areas, Tally.Count leader, int over) {
        long sure = areas.stream().filter(area -> area.kind().equals("sure")).count();
        long possible =
                areas.stream().filter(area -> area.kind().equals("possible")).count();
        return say(
                "map.finding",
                leader.name(),
                String.valueOf(over),
                String.valueOf(sure),
                String.valueOf(sure + possible),
                String.valueOf(areas.size()));
    }

    /** What an index means, by its effective number and, where enough is known, by a convention's word. */
    String ofIndex(Picture picture, Concentration all) {
        String equal = say("index.effective", number(all.effective()));
        String word = picture.enoughKnown()
                ? say(
                        "index.band",
                        band(picture.band(), all.hhi()),
                        picture.band().name())
                : say("index.little", Say.atLeast(picture.tally().coverage()), Say.atMost(picture.enough()));
        return equal + " " + word + (all.sharp() ? "" : " " + say("index.outer"));
    }

    /** The words of a convention in the language of whoever asks. */
    String band(Band band, Interval hhi) {
        List<String> words =
                band.words(hhi).stream().map(word -> say("band." + word)).toList();
        return words.size() == 1 ? words.get(0) : say("band.range", words.toArray(String[]::new));
    }

    /** What a weight counts, in the middle of a sentence. */
    public String unit(Weight weight) {
        return say("unit." + weight.key());
    }

    /** What a weight counts of a whole, in the middle of a sentence: connected units, people served. */
    public String connected(Weight weight) {
        return say("connected." + weight.key());
    }

    /** What a weight counts of a whole, over a number. */
    String heading(Weight weight) {
        return say("fact." + weight.key());
    }

    /** How far names are followed. */
    public String rule(LookThroughRule rule) {
        return say("rule." + rule.key());
    }

    /** A number of holders: 2.1–5.3, or 2.1 or more where amounts could be divided without end. */
    public String number(Interval numbers) {
        return Say.endless(numbers.high()) ? say("number.least", Say.number(numbers.low())) : Say.number(numbers);
    }

    String others(String many) {
        return say("shares.others", many);
    }

    /** A sentence in the language of whoever asks; words are filled in as they are. */
    public String say(String key, @Nullable String... words) {
        return language.say(key, words);
    }
}
