package org.linchpin.briefing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Viewer;
import org.linchpin.briefing.Commission.Kind;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.SliceReader;
import org.linchpin.inventory.Weight;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a commission of what somebody sent, or says everything that is wrong with it. */
@Component
class Commissioning {

    /** The templates that come with the product, as data. */
    static final List<String> SHIPPED = List.of("plain-english", "sector");

    private static final int LONGEST_TITLE = 300;
    private static final List<String> SCOPE = List.of("sector", "region", "operator", "assetClass", "asAt", "knownAt");

    private final SliceReader slices;
    private final Names names;
    private final Markings markings;
    private final JsonMapper json;

    Commissioning(SliceReader slices, Names names, Markings markings, JsonMapper json) {
        this.slices = slices;
        this.names = names;
        this.markings = markings;
        this.json = json;
    }

    /**
     * A commission as it is sent.
     *
     * @param scope lists of keys, as in a query string; or nothing for everything
     * @param sections names of kinds, or objects with {@code kind, key, heading, text, brief, newPage}
     * @param template the key of a template that says whatever is not said here
     * @param follows the id of a briefing whose changes come first
     */
    record Sent(
            @Nullable String title,
            @Nullable String audience,
            @Nullable JsonNode scope,
            @Nullable List<JsonNode> sections,
            @Nullable String marking,
            @Nullable List<String> formats,
            @Nullable String weight,
            @Nullable String lookThrough,
            @Nullable Boolean cover,
            @Nullable String template,
            @Nullable String follows) {}

    /** A template that comes with the product: what it is for, and what it sends. */
    record Shipped(String key, String name, String about, Sent commission) {}

    List<Shipped> shipped() {
        return SHIPPED.stream().map(this::shipped).toList();
    }

    private Shipped shipped(String key) {
        try (var in = new ClassPathResource("briefing/" + key + ".json").getInputStream()) {
            return json.readValue(in, Shipped.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Commission read(@Nullable Viewer viewer, Sent sent) {
        String template = said(sent.template());
        if (!template.isBlank()) {
            return read(viewer, filled(sent, template(template).commission()));
        }
        List<BadInput.Fault> faults = new ArrayList<>();
        String title = title(sent.title(), faults);
        String audience = audience(sent.audience(), faults);
        Slice slice = slice(viewer, sent.scope(), faults);
        List<Section> sections = sections(sent.sections(), slice, faults);
        String marking = marking(said(sent.marking()), faults);
        Weight weight = weight(said(sent.weight()), faults);
        LookThroughRule rule = rule(said(sent.lookThrough()), faults);
        List<String> formats = formats(sent.formats(), faults);
        Long follows = follows(sent.follows(), faults);
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return new Commission(
                title,
                audience,
                slice,
                weight,
                rule,
                sections,
                marking,
                formats,
                Boolean.TRUE.equals(sent.cover()),
                follows);
    }

    /** Only what is shipped is looked for: what somebody sends is no part of a path. */
    Shipped template(String key) {
        if (!SHIPPED.contains(key)) {
            throw BadInput.fields(List.of(fault(
                    "template",
                    key,
                    "template-unknown",
                    "There is no template called " + key,
                    "One of: " + String.join(", ", SHIPPED))));
        }
        return shipped(key);
    }

    private static String title(@Nullable String said, List<BadInput.Fault> faults) {
        String title = said == null ? "" : said.strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            faults.add(fault(
                    "title",
                    said,
                    title.isEmpty() ? "title-missing" : "title-long",
                    title.isEmpty() ? "Enter a title" : "The title may have at most " + LONGEST_TITLE + " characters",
                    "Say in a few words what the briefing is about"));
        }
        characters("title", title, faults);
        return title;
    }

    private static String audience(@Nullable String said, List<BadInput.Fault> faults) {
        String audience = said == null ? "" : said.strip();
        if (audience.length() > LONGEST_TITLE) {
            faults.add(fault(
                    "audience",
                    audience,
                    "audience-long",
                    "The audience may have at most " + LONGEST_TITLE + " characters",
                    "Say it shorter"));
        }
        characters("audience", audience, faults);
        return audience;
    }

    private String marking(String said, List<BadInput.Fault> faults) {
        return markings.of(said.isBlank() ? "none" : said)
                .map(Markings.Marking::key)
                .orElseGet(() -> {
                    faults.add(unknown(
                            "marking", "marking", said, markings.all().stream().map(Markings.Marking::name)));
                    return "";
                });
    }

    private static Weight weight(String said, List<BadInput.Fault> faults) {
        return said.isBlank()
                ? Weight.UNITS
                : Weight.of(said).orElseGet(() -> {
                    faults.add(unknown(
                            "weight",
                            "weight",
                            said,
                            Arrays.stream(Weight.values()).map(Weight::key)));
                    return Weight.UNITS;
                });
    }

    private static LookThroughRule rule(String said, List<BadInput.Fault> faults) {
        return said.isBlank()
                ? LookThroughRule.DECLARED
                : LookThroughRule.of(said).orElseGet(() -> {
                    faults.add(unknown(
                            "lookThrough",
                            "rule",
                            said,
                            Arrays.stream(LookThroughRule.values()).map(LookThroughRule::key)));
                    return LookThroughRule.DECLARED;
                });
    }

    private static BadInput.Fault unknown(String field, String what, String said, Stream<String> known) {
        return fault(
                field,
                said,
                what + "-unknown",
                "There is no %s called %s".formatted(what, said),
                "One of: " + known.collect(Collectors.joining(", ")));
    }

    private static String said(@Nullable String word) {
        return word == null ? "" : word;
    }

    /** What was sent, and for the rest what a template says. */
    private static Sent filled(Sent sent, Sent template) {
        return new Sent(
                sent.title() == null || sent.title().isBlank() ? template.title() : sent.title(),
                sent.audience() == null ? template.audience() : sent.audience(),
                sent.scope() == null ? template.scope() : sent.scope(),
                sent.sections() == null || sent.sections().isEmpty() ? template.sections() : sent.sections(),
                sent.marking() == null ? template.marking() : sent.marking(),
                sent.formats() == null ? template.formats() : sent.formats(),
                sent.weight() == null ? template.weight() : sent.weight(),
                sent.lookThrough() == null ? template.lookThrough() : sent.lookThrough(),
                sent.cover() == null ? template.cover() : sent.cover(),
                null,
                sent.follows());
    }

    private Slice slice(@Nullable Viewer viewer, @Nullable JsonNode scope, List<BadInput.Fault> faults) {
        Map<String, Collection<String>> said = new LinkedHashMap<>();
        if (scope != null && scope.isObject()) {
            for (Map.Entry<String, JsonNode> field : scope.properties()) {
                String name = field.getKey().replaceFirst("s$|es$", "");
                name = name.equals("assetClas") ? "assetClass" : name;
                if (!SCOPE.contains(name)) {
                    faults.add(fault(
                            "scope." + field.getKey(),
                            null,
                            "scope-unknown",
                            "A scope has no field " + field.getKey(),
                            "Its fields: " + String.join(", ", SCOPE)));
                } else {
                    said.put(name, strings(field.getValue()));
                }
            }
        } else if (scope != null
                && scope.isString()
                && !List.of("", "all", "national", "everything")
                        .contains(scope.asString().strip().toLowerCase(Locale.ROOT))) {
            faults.add(fault(
                    "scope",
                    scope.asString(),
                    "scope-form",
                    "scope must be an object such as {\"sector\": [\"energy\"]}",
                    "Leave it out for everything"));
        } else if (scope != null && !scope.isObject() && !scope.isString() && !scope.isNull()) {
            faults.add(fault(
                    "scope",
                    scope.toString(),
                    "scope-form",
                    "scope must be an object such as {\"sector\": [\"energy\"]}",
                    "Leave it out for everything"));
        }
        try {
            return slices.read(viewer, name -> said.getOrDefault(name, List.of()));
        } catch (BadInput mistake) {
            faults.addAll(mistake.faults());
            return Slice.all();
        }
    }

    private static List<String> strings(JsonNode node) {
        if (node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            return List.of(node.asString(""));
        }
        List<String> all = new ArrayList<>();
        node.forEach(one -> all.add(one.asString("")));
        return all;
    }

    private List<Section> sections(@Nullable List<JsonNode> sent, Slice slice, List<BadInput.Fault> faults) {
        List<Section> sections = new ArrayList<>();
        if (sent == null || sent.isEmpty()) {
            faults.add(fault("sections", null, "sections-missing", "Choose at least one section", kinds()));
            return sections;
        }
        if (sent.size() > Commission.MOST_SECTIONS) {
            faults.add(fault(
                    "sections",
                    null,
                    "sections-many",
                    "A briefing may have at most " + Commission.MOST_SECTIONS + " sections",
                    "Make two of it"));
            return sections;
        }
        for (int i = 0; i < sent.size(); i++) {
            section("sections[" + i + "]", sent.get(i), slice, faults, sections);
        }
        return sections;
    }

    private void section(
            String field, JsonNode node, Slice slice, List<BadInput.Fault> faults, List<Section> sections) {
        String said = node.isString() ? node.asString() : text(node, "kind");
        if (said == null && node.isObject()) {
            said = text(node, "type");
        }
        Kind kind = said == null ? null : Kind.of(said).orElse(null);
        if (kind == null) {
            faults.add(fault(field, said, "section-unknown", "There is no section called " + said, kinds()));
            return;
        }
        for (String name : node.propertyNames()) {
            if (!List.of("kind", "type", "key", "heading", "title", "text", "brief", "newPage")
                    .contains(name)) {
                faults.add(fault(
                        field,
                        name,
                        "section-field",
                        "A section has no field " + name,
                        "Its fields: kind, key, heading, text, brief, newPage"));
            }
        }
        String text = text(node, "text");
        String heading = text(node, "heading") == null ? text(node, "title") : text(node, "heading");
        if (kind == Kind.TEXT && (text == null || text.isBlank())) {
            faults.add(fault(
                    field + ".text",
                    null,
                    "text-missing",
                    "A section of your own needs a text",
                    "Write it in Markdown"));
        }
        if (text != null && text.length() > Commission.LONGEST_TEXT) {
            faults.add(fault(
                    field + ".text",
                    null,
                    "text-long",
                    "A text may have at most 20,000 characters",
                    "Make two sections of it"));
        }
        if (heading != null && heading.length() > LONGEST_TITLE) {
            faults.add(fault(
                    field + ".heading",
                    null,
                    "heading-long",
                    "A heading may have at most " + LONGEST_TITLE + " characters",
                    "Say it shorter"));
        }
        characters(field + ".text", text == null ? "" : text, faults);
        characters(field + ".heading", heading == null ? "" : heading, faults);
        String key = key(field, kind, text(node, "key"), slice, faults);
        sections.add(new Section(
                kind,
                key,
                heading == null || heading.isBlank() ? null : heading.strip(),
                text,
                node.path("brief").asBoolean(false),
                node.path("newPage").asBoolean(false)));
    }

    private @Nullable String key(
            String field, Kind kind, @Nullable String said, Slice slice, List<BadInput.Fault> faults) {
        boolean named = said != null && !said.isBlank();
        Dimension dimension = switch (kind) {
            case SECTOR -> Dimension.SECTOR;
            case REGION -> Dimension.REGION;
            case VENDOR, OWNERSHIP, TREND, REPLACEMENT -> Dimension.CONTROLLER;
            default -> null;
        };
        if (dimension == null) {
            return null;
        }
        if (!named) {
            boolean needed = (kind == Kind.SECTOR && slice.sectors().size() != 1)
                    || (kind == Kind.REGION && slice.regions().size() != 1);
            if (needed) {
                faults.add(fault(
                        field + ".key",
                        null,
                        "key-missing",
                        "Say which " + kind.key() + " the section is about",
                        "Give its key, such as energy or TLI"));
            }
            return null;
        }
        return names.keyOf(dimension, String.valueOf(said)).orElseGet(() -> {
            faults.add(fault(
                    field + ".key",
                    said,
                    "key-unknown",
                    "There is no " + kind.key() + " called " + said,
                    "GET /api/v1/catalogue/vendors, or the keys of sectors and regions"));
            return null;
        });
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asString("");
    }

    private static List<String> formats(@Nullable List<String> said, List<BadInput.Fault> faults) {
        if (said == null || said.isEmpty()) {
            return Arrays.stream(Format.values()).map(Format::key).toList();
        }
        List<String> keys = new ArrayList<>();
        for (String one : said) {
            Format.of(one)
                    .ifPresentOrElse(
                            format -> keys.add(format.key()),
                            () -> faults.add(unknown(
                                    "formats",
                                    "format",
                                    one,
                                    Arrays.stream(Format.values()).map(Format::key))));
        }
        return Arrays.stream(Format.values())
                .map(Format::key)
                .filter(keys::contains)
                .toList();
    }

    private static @Nullable Long follows(@Nullable String said, List<BadInput.Fault> faults) {
        if (said == null || said.isBlank()) {
            return null;
        }
        if (!said.strip().matches("[0-9]{1,18}")) {
            faults.add(fault(
                    "follows",
                    said,
                    "follows-form",
                    "follows must be the id of a briefing",
                    "GET /api/v1/briefings lists them"));
            return null;
        }
        return Long.valueOf(said.strip());
    }

    /** XML, and so every document, knows no control characters. */
    private static void characters(String field, String text, List<BadInput.Fault> faults) {
        boolean bad = text.codePoints()
                .anyMatch(c -> (c < 0x20 && c != '\n' && c != '\r' && c != '\t')
                        || (c >= 0xD800 && c <= 0xDFFF)
                        || c == 0xFFFE
                        || c == 0xFFFF);
        if (bad) {
            faults.add(fault(
                    field,
                    null,
                    "control-character",
                    "The text holds a character that no document can show",
                    "Remove control characters"));
        }
    }

    private static String kinds() {
        return "One of: " + Arrays.stream(Kind.values()).map(Kind::key).collect(Collectors.joining(", "));
    }

    private static BadInput.Fault fault(String field, @Nullable String value, String code, String message, String fix) {
        return BadInput.Fault.field(field, value, code, message, fix);
    }
}
