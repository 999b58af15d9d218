package org.linchpin.briefing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Weight;

/**
 * What a briefing is to hold: what somebody sends, what a template is, and what is frozen with the result.
 *
 * @param slice the part of the installed base; its clocks are null for today and for all that is known
 * @param marking the key of a marking
 * @param formats keys of formats to be written
 * @param cover whether it begins with a page of its own
 * @param follows the number of a briefing whose figures are compared first; null for none
 */
record Commission(
        String title,
        String audience,
        Slice slice,
        Weight weight,
        LookThroughRule rule,
        List<Section> sections,
        String marking,
        List<String> formats,
        boolean cover,
        @Nullable Long follows) {

    static final int MOST_SECTIONS = 60;
    static final int LONGEST_TEXT = 20_000;

    /**
     * A part of the briefing, in its place.
     *
     * @param key the sector, region or vendor it is about; null where the slice or the leader says it
     * @param heading instead of the finding; null for the finding
     * @param text in Markdown, for a section of one's own words
     * @param brief whether the picture alone stands in documents, its table only in spreadsheets
     * @param newPage whether it begins a page on paper
     */
    record Section(
            Kind kind,
            @Nullable String key,
            @Nullable String heading,
            @Nullable String text,
            boolean brief,
            boolean newPage) {}

    /** What a section tells. */
    enum Kind {
        /** The whole in a few sentences, each bound to its figures. */
        SUMMARY("In short"),
        /** How much there is, on whom it depends, how concentrated that is. */
        NATIONAL("National picture"),
        /** The same of one sector. */
        SECTOR("A sector"),
        /** The same of one region. */
        REGION("A region"),
        /** One controller: where its modules are, and what is on record about it. */
        VENDOR("A vendor"),
        /** What looking through names adds. */
        OWNERSHIP("Ownership difference"),
        /** How it came to be as it is. */
        TREND("Trend"),
        /** What the way out costs. */
        REPLACEMENT("Replacement"),
        COUNTRIES("Countries of control"),
        SECTORS("All sectors"),
        REGIONS("All regions"),
        EQUIPMENT("Kinds of equipment"),
        /** How well it is known. */
        CONFIDENCE("How well it is known"),
        /** What a module is, with a picture. */
        EXPLAIN("What a module is"),
        /** Words of one's own. */
        TEXT("Text of one's own"),
        /** Registers, statements and arithmetic behind it. */
        METHOD("Method and sources");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Of a name however it is written: "national picture", "ownership-difference". */
        static Optional<Kind> of(String said) {
            String bare = said.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            return Arrays.stream(values())
                    .filter(kind -> bare.equals(kind.key())
                            || bare.equals(kind.label.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                            || (bare.startsWith(kind.key()) && bare.matches("(national|ownership|replacement).*")))
                    .findFirst();
        }
    }

    Commission with(Slice other, List<Section> others) {
        return new Commission(title, audience, other, weight, rule, others, marking, formats, cover, follows);
    }

    /** The same with its sections and whatever every briefing ends with. */
    Commission complete() {
        List<Section> all = new ArrayList<>(sections);
        if (all.stream().noneMatch(section -> section.kind() == Kind.METHOD)) {
            all.add(new Section(Kind.METHOD, null, null, null, false, false));
        }
        return with(slice, List.copyOf(all));
    }
}
