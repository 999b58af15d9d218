package org.linchpin.statement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.Viewer;
import org.linchpin.ownership.BodsFile;
import org.linchpin.ownership.BodsFile.Aside;
import org.linchpin.ownership.BodsFile.Said;
import org.linchpin.ownership.Tie;
import org.linchpin.ownership.Ties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Brings ownership in from files of the Beneficial Ownership Data Standard. Each tie becomes a statement of its own, or a
 * proposal. What stands already is not stated twice, and what somebody stated otherwise is left as it is; only what an
 * earlier file said of the same record is replaced.
 */
@Component
class Declarations {

    static final int MOST_CHARACTERS = 1_000_000;
    static final int MOST_TIES = 1_000;

    private final BodsFile files;
    private final Drafting drafting;
    private final Statements statements;
    private final Stating stating;
    private final Ties ties;

    Declarations(BodsFile files, Drafting drafting, Statements statements, Stating stating, Ties ties) {
        this.files = files;
        this.drafting = drafting;
        this.statements = statements;
        this.stating = stating;
        this.ties = ties;
    }

    /** A tie of the file, as people read it. */
    record Line(
            String record,
            String child,
            String childName,
            String parent,
            String parentName,
            String relation,
            @Nullable BigDecimal percent,
            @Nullable String from,
            @Nullable String to) {

        static Line of(Said said) {
            return new Line(
                    said.record(),
                    said.child().key(),
                    said.child().name(),
                    said.parent().key(),
                    said.parent().name(),
                    said.relation().label(),
                    said.percent(),
                    said.from(),
                    said.to());
        }
    }

    /**
     * What becomes of a file.
     *
     * @param stated ties that are stated, or would be
     * @param held ties that stand already or wait for a decision, word for word
     * @param aside relationships and interests that are not stated, and why
     * @param effect what would move; null once it is done
     * @param statements what was made, in the order of the lines; empty before
     */
    record Outcome(
            List<Line> stated,
            List<Line> held,
            List<Aside> aside,
            Effects.@Nullable Effect effect,
            List<Statement> statements) {}

    private record Plan(List<Said> fresh, List<Draft> drafts, List<Line> held, List<Aside> aside) {}

    /** What a file would do; nothing is kept. */
    Outcome look(Viewer viewer, String file, Map<String, String> evidence) {
        Plan plan = plan(file, evidence);
        return outcome(plan, stating.effect(viewer, plan.drafts()), List.of());
    }

    Outcome bring(Viewer viewer, String file, Map<String, String> evidence) {
        Plan plan = plan(file, evidence);
        return outcome(plan, null, stating.make(viewer, plan.drafts()));
    }

    private static Outcome outcome(Plan plan, Effects.@Nullable Effect effect, List<Statement> made) {
        return new Outcome(plan.fresh().stream().map(Line::of).toList(), plan.held(), plan.aside(), effect, made);
    }

    private Plan plan(String file, Map<String, String> evidence) {
        if (file.length() > MOST_CHARACTERS) {
            throw new BadInput(
                    HttpStatus.CONTENT_TOO_LARGE, "file-too-large", "A file may have at most a million characters");
        }
        BodsFile.Content content = files.read(file);
        if (content.ties().size() > MOST_TIES) {
            throw new BadInput(HttpStatus.CONTENT_TOO_LARGE, "file-too-large", "A file may state at most 1,000 ties");
        }
        List<Aside> aside = new ArrayList<>(content.aside());
        List<Line> held = new ArrayList<>();
        Map<Draft, Said> drafts = new LinkedHashMap<>();
        for (Said said : content.ties()) {
            Place place = place(said);
            if (place.refusal() != null) {
                aside.add(place.refusal());
            } else {
                Draft draft = drafting.draft(Kind.OWNERSHIP, null, fields(said, evidence), Map.of(), place.replaces());
                if (place.stands() || waits(draft)) {
                    held.add(Line.of(said));
                } else {
                    drafts.put(draft, said);
                }
            }
        }
        if (drafts.isEmpty() && held.isEmpty()) {
            throw new BadInput(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "nothing-stated",
                    "The file states no ownership or control that can be used",
                    reasons(aside));
        }
        List<Draft> order = new ArrayList<>(drafts.keySet());
        order.sort(Comparator.comparing(draft -> draft.replaces() == null));
        return new Plan(
                order.stream()
                        .map(draft -> Objects.requireNonNull(drafts.get(draft)))
                        .toList(),
                order,
                held,
                aside);
    }

    private static List<Fault> reasons(List<Aside> aside) {
        return aside.isEmpty()
                ? List.of(Fault.field(
                        "file",
                        null,
                        "no-relationship",
                        "The file has no relationship between two parties",
                        "Send the relationship with both its parties"))
                : aside.stream()
                        .map(one -> Fault.field(
                                "file",
                                one.record(),
                                one.code(),
                                "Relationship " + one.record() + ": " + one.reason(),
                                "Send the relationship with both its parties and its interest"))
                        .toList();
    }

    /** How a tie of a file stands to what is held. */
    private record Place(
            boolean stands,
            @Nullable Long replaces,
            @Nullable Aside refusal) {}

    private Place place(Said said) {
        List<Ties.Standing> same = ties
                .between(said.child().key(), said.parent().key())
                .stream()
                .filter(one -> one.relation() == said.relation()
                        || one.relation().hasShare() && said.relation().hasShare())
                .toList();
        if (same.stream().anyMatch(one -> says(one, said))) {
            return new Place(true, null, null);
        }
        Optional<Ties.Standing> earlier = same.stream()
                .filter(one -> sameDay(one.from(), said.from()) && of(one, said.record()))
                .findFirst();
        if (earlier.isPresent()) {
            return new Place(false, earlier.get().id(), null);
        }
        Optional<Ties.Standing> other = same.stream()
                .filter(one -> one.statement() == null ? sameDay(one.from(), said.from()) : !of(one, said.record()))
                .findFirst();
        return other.map(one -> new Place(
                        false,
                        null,
                        new Aside(
                                said.record(),
                                one.statement() == null ? "held-otherwise" : "stated-otherwise",
                                one.statement() == null
                                        ? "The reference data says something else of the same day; correct that line"
                                                + " if it is wrong"
                                        : "Statement " + one.statement()
                                                + " says something else; it is left as it is")))
                .orElse(new Place(false, null, null));
    }

    /** Whether a tie was brought in by a file, as this record. */
    private boolean of(Ties.Standing one, String record) {
        return one.statement() != null
                && record.equals(statements.one(one.statement()).body().get("record"));
    }

    private static boolean says(Ties.Standing one, Said said) {
        BigDecimal percent = said.percent();
        BigDecimal held = one.percent();
        boolean share = percent == null ? held == null : held != null && held.compareTo(percent) == 0;
        return share && sameDay(one.from(), said.from()) && sameDay(one.to(), said.to());
    }

    private static boolean sameDay(@Nullable String one, @Nullable String other) {
        return Objects.equals(day(one), day(other));
    }

    private static @Nullable LocalDate day(@Nullable String said) {
        return said == null ? null : Tie.firstDay(said);
    }

    private boolean waits(Draft draft) {
        return statements.about(Kind.OWNERSHIP, draft.subject()).stream()
                .filter(Statement::proposed)
                .anyMatch(one -> Objects.equals(
                                one.body().get("record"), draft.body().get("record"))
                        && Objects.equals(one.validFrom(), draft.validFrom())
                        && Objects.equals(one.validTo(), draft.validTo())
                        && samePercent(one.body().get("percent"), draft.body().get("percent")));
    }

    private static boolean samePercent(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null
                ? one == other
                : new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }

    private static Map<String, Object> fields(Said said, Map<String, String> evidence) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("child", said.child().key());
        fields.put("childName", said.child().name());
        fields.put("childCountry", said.child().country());
        fields.put("parent", said.parent().key());
        fields.put("parentName", said.parent().name());
        fields.put("parentCountry", said.parent().country());
        fields.put("relation", said.relation().key());
        fields.put("percent", said.percent() == null ? null : said.percent().toPlainString());
        fields.put("percentBasis", said.basis());
        fields.put("note", said.note());
        fields.put("record", said.record());
        fields.put("validFrom", said.from());
        fields.put("validTo", said.to());
        fields.putAll(evidence);
        Map<String, Object> kept = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (value != null) {
                kept.put(field, value);
            }
        });
        return kept;
    }
}
