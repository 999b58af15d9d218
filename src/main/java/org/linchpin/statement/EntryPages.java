package org.linchpin.statement;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.catalogue.Entries;
import org.linchpin.catalogue.Entry;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which makers, modules, equipment and listings are stated anew or otherwise, and compared through time. */
@Controller
@RequestMapping("/catalogue")
class EntryPages {

    private static final Set<String> LONG =
            Set.of("controllerNote", "statusNote", "ownStatement", "effect", "note", "instrument", "typicalUse");

    private final Statements statements;
    private final Drafting drafting;
    private final Entries entries;
    private final Forms forms;

    EntryPages(Statements statements, Drafting drafting, Entries entries, Forms forms) {
        this.statements = statements;
        this.drafting = drafting;
        this.entries = entries;
        this.forms = forms;
    }

    /**
     * A field of the form.
     *
     * @param control text, long, maker or answer
     */
    record Asked(String name, String label, boolean required, String hint, String control, String value) {}

    @GetMapping("/new/{things:vendors|modules|equipment|designations}")
    @May(Action.PROPOSE)
    String fresh(@PathVariable String things, @RequestParam Map<String, String> said, Model model) {
        return form(Kind.named(things), null, said, model);
    }

    @PostMapping("/new/{things:vendors|modules|equipment|designations}")
    @May(Action.PROPOSE)
    String fresh(Viewer viewer, @PathVariable String things, @RequestParam Map<String, String> said, Model model) {
        Kind kind = Kind.named(things);
        return forms.made(viewer, fields(kind, Forms.filled(said)), model, fields -> drafting.fresh(kind, fields))
                .orElseGet(() -> form(kind, null, said, model));
    }

    @GetMapping("/{things:vendors|modules|equipment|designations}/{key}/state")
    @May(Action.PROPOSE)
    String otherwise(@PathVariable String things, @PathVariable String key, Model model) {
        Kind kind = Kind.named(things);
        return form(kind, key, present(kind, key), model);
    }

    @PostMapping("/{things:vendors|modules|equipment|designations}/{key}/state")
    @May(Action.PROPOSE)
    String otherwise(
            Viewer viewer,
            @PathVariable String things,
            @PathVariable String key,
            @RequestParam Map<String, String> said,
            Model model) {
        Kind kind = Kind.named(things);
        Map<String, Object> before = present(kind, key);
        return forms.made(
                        viewer,
                        fields(kind, new LinkedHashMap<>(said)),
                        model,
                        fields -> drafting.draft(kind, key, fields, before, null))
                .orElseGet(() -> form(kind, key, said, model));
    }

    private Map<String, Object> present(Kind kind, String key) {
        return entries.present(kind.entry().orElseThrow(), key).orElseThrow(() -> BadInput.notFound(kind.key()));
    }

    private static Map<String, Object> fields(Kind kind, Map<String, Object> said) {
        kind.entry().orElseThrow().fields().stream()
                .filter(field -> field.shape() == Entry.Shape.LIST && said.containsKey(field.name()))
                .forEach(field -> said.computeIfPresent(
                        field.name(),
                        (name, words) -> List.of(words.toString().split(";")).stream()
                                .map(String::strip)
                                .filter(word -> !word.isEmpty())
                                .toList()));
        return said;
    }

    private String form(Kind kind, @Nullable String key, Map<String, ?> said, Model model) {
        Entry entry = kind.entry().orElseThrow();
        model.addAttribute("kind", kind);
        model.addAttribute("key", key);
        model.addAttribute("said", said);
        model.addAttribute(
                "asked",
                entry.fields().stream().map(field -> asked(field, said)).toList());
        model.addAttribute("vendors", Forms.choices(entries.vendors()));
        return "statement/entry";
    }

    private static Asked asked(Entry.Field field, Map<String, ?> said) {
        String control = switch (field.shape()) {
            case VENDOR -> "maker";
            case ANSWER -> "answer";
            default -> LONG.contains(field.name()) ? "long" : "text";
        };
        String hint = switch (field.shape()) {
            case LIST -> "Several with a semicolon between";
            case COUNTRY -> "Two capital letters, such as DE";
            case DATE -> "As precise as the source: 2022, 2022-11 or 2022-11-30";
            case PATTERN -> "A regular expression from the beginning on, such as ^EC25";
            default -> "";
        };
        return new Asked(
                field.name(), field.label(), field.required(), hint, control, History.words(said.get(field.name())));
    }

    /** What the reference data and every statement say of a thing, side by side. */
    @GetMapping("/{things:vendors|modules|equipment|designations}/{key}/history")
    @May(Action.READ_CATALOGUE)
    String history(@PathVariable String things, @PathVariable String key, Model model) {
        Kind kind = Kind.named(things);
        Entry entry = kind.entry().orElseThrow();
        Map<String, Object> reference = entries.reference(entry, key).orElse(null);
        List<Statement> made = statements.about(kind, key).stream()
                .sorted(Comparator.comparing(Statement::id))
                .toList();
        Map<String, Object> present = entries.present(entry, key).orElse(Map.of());
        if (reference == null && made.isEmpty() && present.isEmpty()) {
            throw BadInput.notFound(kind.key());
        }
        model.addAttribute("kind", kind);
        model.addAttribute("key", key);
        model.addAttribute("name", name(kind, key, present, reference));
        model.addAttribute("gone", present.isEmpty());
        model.addAttribute("history", History.of(kind, reference, made));
        return "statement/history";
    }

    private static String name(
            Kind kind, String key, Map<String, Object> present, @Nullable Map<String, Object> reference) {
        Map<String, Object> body = present.isEmpty() && reference != null ? reference : present;
        List<String> words = switch (kind) {
            case EQUIPMENT -> List.of("maker", "model", "variant");
            case MODULE -> List.of("prefix");
            case DESIGNATION -> List.of("instrument", "targetName");
            default -> List.of("name");
        };
        String name = String.join(
                " ", words.stream().map(word -> History.words(body.get(word))).toList());
        return name.isBlank() ? key : name.strip();
    }
}
