package org.linchpin.briefing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Material.Holder;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Findings;
import org.linchpin.exposure.Findings.Finding;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase.Basis;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.springframework.context.MessageSource;

/** What the sections of one briefing are written from: its slice, counted once and named, and the words for it. */
final class Material {

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private final Sources sources;
    private final MessageSource messages;
    private final Scope scope;
    private final Commission commission;
    private final Slice slice;
    private final Map<Slice, Exposure.Picture> pictures = new LinkedHashMap<>();

    Material(Sources sources, MessageSource messages, Scope scope, Commission commission) {
        this.sources = sources;
        this.messages = messages;
        this.scope = scope;
        this.commission = commission;
        this.slice = commission.slice();
    }

    /** Where figures and words come from. */
    record Sources(Exposure exposure, Findings findings, Names names, Records records, Replacing replacing) {}

    /** Whom a section is about. */
    record Holder(String key, String name) {}

    Sources sources() {
        return sources;
    }

    Scope scope() {
        return scope;
    }

    Commission commission() {
        return commission;
    }

    Slice slice() {
        return slice;
    }

    String say(String key, Object... words) {
        return messages.getMessage("briefing." + key, words, Locale.UK);
    }

    Exposure.Picture picture(Slice part) {
        return pictures.computeIfAbsent(part, one -> picture(one, Dimension.CONTROLLER));
    }

    Exposure.Picture picture(Slice part, Dimension by) {
        return sources.exposure().picture(scope, part, by, commission.weight(), commission.rule());
    }

    /** The slice's controllers under every rule. */
    Map<LookThroughRule, Exposure.Picture> rules() {
        return sources.exposure().byRule(scope, slice, commission.weight());
    }

    /** Each part of the slice, by what is asked, as its controllers are counted. */
    Map<String, Exposure.Picture> pictures(Dimension by) {
        return sources.exposure()
                .pictures(scope, slice, by, Dimension.CONTROLLER, commission.weight(), commission.rule());
    }

    Finding finding(Slice part) {
        return sources.findings().of(picture(part), where(part));
    }

    /** What is counted, in the plural: units, kilowatts. */
    String unit() {
        return sources.findings().unit(commission.weight());
    }

    /** Where it is, in words. */
    String place(Slice part) {
        List<String> parts = parts(part);
        return parts.isEmpty() ? say(scope.everything() ? "place" : "place.own") : String.join(", ", parts);
    }

    /** What is counted, in words. */
    String where(Slice part) {
        List<String> parts = parts(part);
        String counted = sources.findings().connected(commission.weight());
        String units = scope.everything() ? counted : say("units.own", counted);
        return parts.isEmpty() ? units : say("units.in", units, String.join(", ", parts));
    }

    private List<String> parts(Slice part) {
        List<String> parts = new ArrayList<>();
        part.sectors().forEach(key -> parts.add(sources.names().of(Dimension.SECTOR, key, slice)));
        part.regions().forEach(key -> parts.add(sources.names().of(Dimension.REGION, key, slice)));
        part.assetClasses().forEach(key -> parts.add(sources.names().of(Dimension.ASSET_CLASS, key, slice)));
        part.operators().forEach(key -> parts.add(sources.names().of(Dimension.OPERATOR, key, slice)));
        return parts;
    }

    /** The day of the newest register that a slice rests on. */
    @Nullable
    LocalDate newest(Slice part) {
        return sources.exposure().basis(scope, part).stream()
                .map(Basis::effective)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Parts that hold something, the largest first, by their names. */
    List<Map.Entry<String, Exposure.Picture>> named(Map<String, Exposure.Picture> parts, Dimension by) {
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().tally().empty())
                .sorted(Comparator.comparing((Map.Entry<String, Exposure.Picture> part) ->
                                -part.getValue().tally().total())
                        .thenComparing(Map.Entry::getKey))
                .map(part -> Map.entry(sources.names().of(by, part.getKey(), slice), part.getValue()))
                .toList();
    }

    /** The count of a key; where it does not occur, only the unknown can be its. */
    static Tally.Count count(Exposure.Picture picture, String key) {
        return picture.tally().counts().stream()
                .filter(count -> count.key().equals(key))
                .findFirst()
                .orElse(new Tally.Count(key, key, 0, picture.tally().unknown()));
    }

    /** The holder a section is about: the one it names, else the leader. */
    @Nullable
    Holder holder(Section section) {
        if (section.key() != null) {
            return new Holder(section.key(), sources.names().of(Dimension.CONTROLLER, section.key(), slice));
        }
        Tally.Count leader = picture(slice).leader();
        return leader == null ? null : new Holder(leader.key(), leader.name());
    }

    static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
