package org.linchpin.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Scope;
import org.linchpin.briefing.Commission.Kind;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Document.Basis;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Document.Column;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Row;
import org.linchpin.briefing.Material.Sources;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Findings;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.replacement.Estimate;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes a document of a commission: the same commission with the same clocks gives the same document. */
@Component
class Composer {

    private final Sources sources;
    private final MessageSource messages;
    private final Markings markings;

    Composer(
            Exposure exposure,
            Findings findings,
            Names names,
            Records records,
            Replacing replacing,
            MessageSource messages,
            Markings markings) {
        this.sources = new Sources(exposure, findings, names, records, replacing);
        this.messages = messages;
        this.markings = markings;
    }

    /** What a briefing is called and by whom it is; nothing of it is counted. */
    record Identity(String number, String address, String author, LocalDate issued) {

        static final Identity NONE = new Identity("Preview", "", "", LocalDate.EPOCH);
    }

    /** Is told how far the work is. */
    @FunctionalInterface
    interface Progress {
        void at(String step, int done, int of);
    }

    /** A figure that is not what it was. */
    record Difference(String key, String label, String then, String now) {}

    /**
     * Composes.
     *
     * @param commission with both clocks set
     * @param before the briefing whose changes come first; null for none
     */
    @Transactional(readOnly = true)
    public Document compose(
            Scope scope, Commission commission, Identity identity, @Nullable Document before, Progress progress) {
        Commission whole = commission.complete();
        Slice slice = whole.slice();
        List<Basis> basis = basis(scope, whole);
        Material material = new Material(sources, messages, scope, whole);
        Draft draft = new Draft(
                basis.stream()
                        .map(Basis::effective)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                material.unit());
        Sections sections = new Sections(material, draft);
        String where = material.where(slice);
        draft.figure(new Figure("scope", "What is counted", where, null, null, "", "as said", null, null));
        draft.figure(new Figure("place", "Where", material.place(slice), null, null, "", "as said", null, null));
        draft.figures("", material.picture(slice), null);
        int done = 0;
        for (Section section : whole.sections()) {
            progress.at(
                    section.kind().label(),
                    done++,
                    whole.sections().size() + whole.formats().size());
            sections.write(section);
        }
        List<BadInput.Fault> faults = lint(whole, draft.figures());
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        List<Document.Block> blocks = new ArrayList<>();
        if (before != null) {
            blocks.addAll(changes(before, draft.figures(), material));
        }
        blocks.addAll(draft.blocks());
        List<String> methods = new ArrayList<>(List.of(Exposure.METHOD));
        if (whole.sections().stream().anyMatch(section -> section.kind() == Kind.REPLACEMENT)) {
            methods.add(Estimate.METHOD);
        }
        return new Document(
                identity.number(),
                identity.address(),
                bound(whole.title(), draft.figures()),
                whole.audience(),
                markings.label(whole.marking()),
                identity.author(),
                identity.issued(),
                Objects.requireNonNull(slice.asAt()),
                Objects.requireNonNull(slice.knownAt()),
                where,
                material.finding(slice).headline(),
                sources.findings().rule(whole.rule()),
                whole.weight().key(),
                methods,
                whole.cover(),
                sources.records().invented(basis.stream().map(Basis::operator).toList()),
                blocks,
                List.copyOf(draft.figures().values()),
                basis,
                draft.statements());
    }

    /** A slice with both clocks set: those it has, else today and now. */
    static Slice pinned(Slice slice) {
        InstalledBase.Clocks clocks = InstalledBase.Clocks.of(slice);
        Instant known = clocks.knownAt().truncatedTo(ChronoUnit.MICROS);
        return new Slice(
                slice.sectors(), slice.regions(), slice.operators(), slice.assetClasses(), clocks.asAt(), known);
    }

    private List<Basis> basis(Scope scope, Commission commission) {
        Slice slice = commission.slice();
        Map<String, Basis> all = new LinkedHashMap<>();
        add(all, scope, slice);
        for (Section section : commission.sections()) {
            if (section.kind() == Kind.SECTOR && section.key() != null) {
                add(all, scope, slice.inSector(section.key()));
            } else if (section.kind() == Kind.REGION && section.key() != null) {
                add(all, scope, slice.inRegion(section.key()));
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparing(Basis::operator)
                        .thenComparing(Basis::register)
                        .thenComparing(Basis::sha256))
                .toList();
    }

    private void add(Map<String, Basis> all, Scope scope, Slice slice) {
        for (InstalledBase.Basis one : sources.exposure().basis(scope, slice)) {
            all.put(
                    one.operator() + "|" + one.register(),
                    new Basis(
                            one.operator(),
                            one.register(),
                            one.effective(),
                            one.acceptedAt(),
                            one.sha256(),
                            one.rows()));
        }
    }

    private static List<BadInput.Fault> lint(Commission commission, Map<String, Figure> figures) {
        List<BadInput.Fault> faults = new ArrayList<>();
        LocalDate asAt = Objects.requireNonNull(commission.slice().asAt());
        for (int i = 0; i < commission.sections().size(); i++) {
            Section section = commission.sections().get(i);
            if (section.text() != null) {
                faults.addAll(Lint.of("sections[" + i + "].text", section.text(), figures, asAt));
            }
            if (section.heading() != null) {
                faults.addAll(Lint.of("sections[" + i + "].heading", section.heading(), figures, asAt));
            }
        }
        faults.addAll(Lint.of("title", commission.title(), figures, asAt));
        return faults;
    }

    private static String bound(String words, Map<String, Figure> figures) {
        return Markdown.BOUND
                .matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Objects.requireNonNull(figures.get(found.group(1))).text()));
    }

    /** What is not as another document says, in the order of that one's figures. */
    static List<Difference> differences(List<Figure> then, List<Figure> now) {
        Map<String, Figure> today = new LinkedHashMap<>();
        now.forEach(figure -> today.put(figure.key(), figure));
        List<Difference> differences = new ArrayList<>();
        for (Figure was : then) {
            Figure is = today.remove(was.key());
            if (is == null) {
                differences.add(new Difference(was.key(), was.label(), was.text(), "not there"));
            } else if (!is.text().equals(was.text())) {
                differences.add(new Difference(was.key(), is.label(), was.text(), is.text()));
            }
        }
        today.values().forEach(is -> differences.add(new Difference(is.key(), is.label(), "not there", is.text())));
        return differences;
    }

    private static List<Document.Block> changes(Document before, Map<String, Figure> figures, Material material) {
        Draft draft = new Draft(null, material.unit());
        List<Difference> differences = differences(before.figures(), List.copyOf(figures.values()));
        String day = before.asAt().format(Material.DAY);
        draft.add(new Document.Heading(
                2,
                "changes",
                differences.isEmpty()
                        ? material.say("changes.none", before.number(), day)
                        : material.say("changes", String.valueOf(differences.size()), before.number(), day),
                false));
        draft.text("body", material.say("changes.about", before.number()));
        draft.table(
                "changes",
                material.say("table.changes", before.number()),
                material.say("changes.note"),
                "units",
                true,
                List.of(Column.words("Figure"), Column.words(day + ", " + before.number()), Column.words("Now")),
                differences.stream()
                        .map(one -> new Row(
                                List.of(Cell.of(label(one)), Cell.of(one.then()), Cell.of(one.now())), "as each says"))
                        .toList());
        return draft.blocks();
    }

    /** Figures of parts are named by their part too. */
    private static String label(Difference one) {
        int dot = one.key().lastIndexOf('.');
        int colon = one.key().indexOf(':');
        return colon < 0 || dot < colon
                ? one.label()
                : one.label() + " (" + one.key().substring(colon + 1, one.key().indexOf('.', colon)) + ")";
    }
}
