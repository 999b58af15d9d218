package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Family;
import org.linchpin.recognition.Knowledge.Vendor;
import org.linchpin.recognition.Trie.Error;
import org.linchpin.recognition.VendorNames.Named;
import org.linchpin.recognition.Words.Bare;

/** The module's name and its maker's, as a register, a modem or a list reports them. */
final class NameEvidence implements Evidence {

    private static final Set<String> HEDGES = Set.of(
            "PROBABLY",
            "POSSIBLY",
            "MAYBE",
            "PERHAPS",
            "ASSUMED",
            "PRESUMABLY",
            "SUSPECTED",
            "LIKELY",
            "UNCONFIRMED",
            "TBC",
            "GUESS");

    /** Words that say that what follows is not the module itself. */
    private static final Set<String> DENIALS = Set.of(
            "NOT",
            "NON",
            "EXCEPT",
            "EXCLUDING",
            "WITHOUT",
            "REPLACES",
            "REPLACED",
            "FORMERLY",
            "INSTEAD",
            "COMPATIBLE",
            "SIMILAR",
            "EQUIVALENT",
            "LIKE");

    private static final int LONGEST_NAME = 6;
    private static final int SHORTEST_MENDED = 4;
    private static final int SHORTEST_BESIDE_A_STRANGER = 5;

    private final VendorNames vendors;
    private final ModuleNames modules;
    private final Findings findings;

    NameEvidence(VendorNames vendors, ModuleNames modules, Findings findings) {
        this.vendors = vendors;
        this.modules = modules;
        this.findings = findings;
    }

    @Override
    public List<Candidate> in(Wording said) {
        return said.moduleMaker().isEmpty() && said.module().isEmpty()
                ? List.of()
                : of(said.moduleMaker(), said.module());
    }

    /**
     * What follows from the words for a module and for its maker.
     *
     * @param maker empty where not said; may hold the module's name too
     * @param module empty where not said; may hold the maker's name too
     */
    List<Candidate> of(String maker, String module) {
        Named stated = vendors.named(maker);
        boolean inMaker = module.isEmpty() && stated.keys().isEmpty() && !stated.chips();
        Reading reading = read(inMaker ? maker : module, inMaker || maker.isEmpty(), stated);
        List<Candidate> found = reading.hits().isEmpty()
                ? ofMaker(reading.maker(), maker.isEmpty() ? module : maker, module)
                : ofHits(reading, maker, module);
        return doubtful(maker) || doubtful(module) ? doubted(found) : found;
    }

    /** The same for a part of a bill of materials, where most parts are something else: only names as they stand. */
    List<Candidate> part(String maker, String name) {
        Named stated = vendors.named(maker);
        Reading reading = read(name, maker.isEmpty(), stated);
        boolean plain = reading.hits().stream().allMatch(hit -> hit.error() == Error.NONE && !hit.denied());
        return reading.hits().isEmpty() || !plain
                ? List.of()
                : ofHits(reading, maker, name).stream()
                        .filter(one -> one.grade() != Grade.E && one.rule().equals("module"))
                        .toList();
    }

    private static boolean doubtful(String said) {
        return said.indexOf('?') >= 0 || Words.read(said).words().stream().anyMatch(HEDGES::contains);
    }

    private static List<Candidate> doubted(List<Candidate> found) {
        return found.stream()
                .map(one -> one.because(Grade.E, one.reason() + " The register itself is in doubt."))
                .toList();
    }

    /**
     * A name found in the words.
     *
     * @param name the word it was found in
     * @param denied whether the words say that it is something else
     */
    private record Hit(String name, List<Family> families, Error error, boolean denied) {}

    /**
     * What was read.
     *
     * @param maker whom the words name as the maker
     * @param plain whether nothing but the maker's name stands before the module's
     */
    private record Reading(List<Hit> hits, Named maker, boolean plain) {}

    /** A module's name may have its maker's before it or behind, a revision behind, or stand in a sentence. */
    private Reading read(String said, boolean withMaker, Named stated) {
        Bare text = unglued(Words.read(said));
        List<String> words = text.words();
        Place place = withMaker ? maker(words) : new Place(stated, 0, 0);
        List<Hit> hits = new ArrayList<>(1);
        boolean plain = true;
        boolean denied = false;
        int at = 0;
        for (int word = 0; word < words.size(); word++) {
            int end = at + words.get(word).length();
            ModuleNames.Found found = modules.at(text, at);
            if (!found.families().isEmpty()
                    && (found.end() <= end || plain && hits.isEmpty() || writtenApart(found.families()))) {
                while (end < found.end()) {
                    word++;
                    end += words.get(word).length();
                }
                hits.add(new Hit(text.text().substring(at, end), found.families(), Error.NONE, denied));
            } else {
                denied |= DENIALS.contains(words.get(word));
                boolean part = word >= place.from() && word < place.to() || VendorNames.generic(words.get(word));
                plain &= part || !hits.isEmpty();
            }
            at = end;
        }
        if (hits.isEmpty()) {
            Optional<Hit> meant = mended(text, words, place.maker(), denied);
            meant.ifPresent(hits::add);
            plain |= meant.isPresent() && text.text().startsWith(meant.get().name());
        }
        return new Reading(hits, place.maker(), plain);
    }

    /** Where the words name a maker. */
    private record Place(Named maker, int from, int to) {}

    private Place maker(List<String> words) {
        for (int from = 0; from < words.size(); from++) {
            for (int to = Math.min(words.size(), from + LONGEST_NAME); to > from; to--) {
                Named one = vendors.exact(words.subList(from, to));
                if (!one.keys().isEmpty() || one.chips()) {
                    return new Place(one, from, to);
                }
            }
        }
        for (int from = 0; from < words.size(); from++) {
            Named one = vendors.mended(words.get(from));
            if (!one.keys().isEmpty()) {
                return new Place(one, from, from + 1);
            }
        }
        return new Place(Named.NOBODY, 0, 0);
    }

    /** A maker's name that runs into the module's: {@code QuectelEC25}. */
    private Bare unglued(Bare text) {
        for (int at = 0; at < text.text().length(); at = text.endOfWord(at)) {
            int end = vendors.endOfLeadingName(text.text(), at);
            if (end > at
                    && end < text.endOfWord(at)
                    && !modules.at(text, end).families().isEmpty()) {
                return text.broken(end);
            }
        }
        return text;
    }

    private static boolean writtenApart(List<Family> families) {
        return families.stream()
                .allMatch(family ->
                        family.prefix().indexOf('-') > 0 || family.prefix().indexOf(' ') > 0);
    }

    private Optional<Hit> mended(Bare text, List<String> words, Named maker, boolean denied) {
        int at = 0;
        for (int word = 0; word < words.size(); word++) {
            int end = at + words.get(word).length();
            if ((at == 0 || end - at >= SHORTEST_MENDED) && hasLetter(words.get(word))) {
                ModuleNames.Found near = modules.near(text, at, maker.keys(), vendors);
                if (!near.families().isEmpty()) {
                    String name = text.text().substring(at, Math.max(end, near.end()));
                    return Optional.of(new Hit(name, near.families(), near.error(), denied));
                }
            }
            at = end;
        }
        return Optional.empty();
    }

    /** A bare number is no name that somebody mistyped. */
    private static boolean hasLetter(String word) {
        return word.chars().anyMatch(letter -> letter > '9');
    }

    private List<Candidate> ofHits(Reading reading, String maker, String module) {
        Set<Candidate> found = new LinkedHashSet<>();
        Named stated = reading.maker();
        boolean stranger = stated.keys().isEmpty() && !stated.chips() && !maker.isEmpty() && !module.isEmpty();
        boolean disagreement = false;
        for (Hit hit : reading.hits()) {
            List<Family> agreeing = hit.families().stream()
                    .filter(family -> vendors.among(stated.keys(), family))
                    .toList();
            if (hit.denied()) {
                hit.families()
                        .forEach(family -> found.add(findings.of(
                                family,
                                hit.name(),
                                Grade.E,
                                "module",
                                said(hit, family) + ", but is named as something else.")));
            } else if (!agreeing.isEmpty()) {
                Grade grade = hit.error() == Error.NONE && !stated.mended() ? Grade.A : Grade.B;
                agreeing.forEach(family -> found.add(findings.of(
                        family, hit.name(), grade, "module", said(hit, family) + "; the maker stated agrees.")));
            } else {
                disagreement |= !stated.keys().isEmpty();
                for (Family family : hit.families()) {
                    Grade grade = alone(family, hit, stranger, reading.plain());
                    // A short name proves nothing against the maker that stands beside it.
                    if (stated.keys().isEmpty() || grade != Grade.E) {
                        found.add(findings.of(family, hit.name(), grade, "module", said(hit, family) + "."));
                    }
                }
            }
        }
        if (disagreement) {
            found.addAll(ofMaker(stated, maker.isEmpty() ? module : maker, module));
        }
        return List.copyOf(found);
    }

    /**
     * A short name that several things bear proves nothing without its maker beside it; nor does one that had to be mended, or
     * has few letters, beside the name of a firm that is not known to make modules.
     */
    private static Grade alone(Family family, Hit hit, boolean stranger, boolean plain) {
        boolean unmistakable = "low".equals(family.ambiguity());
        boolean mended = hit.error() != Error.NONE;
        if (mended && (stranger || !plain)
                || stranger && Words.bare(family.prefix()).length() < SHORTEST_BESIDE_A_STRANGER) {
            return Grade.E;
        }
        if ("high".equals(family.ambiguity()) && hit.families().size() == 1 || !unmistakable && (stranger || !plain)) {
            return Grade.E;
        }
        return unmistakable && hit.families().size() == 1 && hit.error() == Error.NONE && !stranger && plain
                ? Grade.B
                : Grade.C;
    }

    private String said(Hit hit, Family family) {
        String maker = vendors.display(family.vendor());
        String mended = switch (hit.error()) {
            case NONE -> hit.name() + " starts with the " + maker + " family " + family.prefix();
            case LOOK_ALIKE ->
                hit.name() + " looks like the " + maker + " family " + family.prefix()
                        + ", one letter taken for its like";
            case SWAPPED ->
                hit.name() + " is the " + maker + " family " + family.prefix() + " with two letters changed about";
            case OTHER, DIGIT ->
                hit.name() + " is one letter away from the " + maker + " family " + family.prefix()
                        + " and from no other maker's";
        };
        return hit.families().size() > 1 && hit.error() == Error.NONE
                ? mended + ", a name that " + hit.families().size() + " makers have used"
                : hit.error() == Error.NONE ? mended + "; longest prefix wins" : mended;
    }

    private List<Candidate> ofMaker(Named stated, String maker, String module) {
        List<Candidate> found = new ArrayList<>();
        for (String key : stated.keys()) {
            boolean brand = vendors.vendor(key).map(Vendor::brandsOnly).orElse(false);
            Grade grade = brand ? Grade.E : stated.mended() || !module.isEmpty() ? Grade.C : Grade.B;
            found.add(findings.of(
                    module.equals(maker) ? "" : module,
                    key,
                    grade,
                    "stated-maker",
                    "The register states " + maker + " as the module's maker"
                            + (brand
                                    ? ", a name that stands on others' modules."
                                    : (stated.mended() ? ", read as " : ", which is ") + vendors.display(key) + "."),
                    List.of("register")));
        }
        return found;
    }

    /** Some registers write the module where the equipment's model belongs. */
    List<Candidate> inPlaceOfModel(Wording said) {
        if (said.model().isEmpty() || said.maker().isEmpty()) {
            return List.of();
        }
        Named maker = vendors.named(said.maker());
        if (maker.keys().isEmpty()) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        Bare text = Words.read(said.model());
        for (int at = 0; at < text.text().length() && found.isEmpty(); at = text.endOfWord(at)) {
            for (Family family : modules.at(text, at).families()) {
                if (vendors.among(maker.keys(), family)) {
                    Hit hit = new Hit(said.model().toUpperCase(Locale.ROOT), List.of(family), Error.NONE, false);
                    found.add(findings.of(family, hit.name(), Grade.B, "module-as-model", said(hit, family) + "."));
                }
            }
        }
        return found;
    }

    /** The name on the box is the weakest evidence of all. */
    List<Candidate> brand(Wording said) {
        if (said.maker().isEmpty()) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (String key : vendors.named(said.maker()).keys()) {
            found.add(findings.of(
                    "",
                    key,
                    Grade.E,
                    "brand",
                    vendors.display(key) + " makes modules too, but the name on a box does not tell what is inside.",
                    List.of("register")));
        }
        return found;
    }
}
