package org.linchpin.statement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.approval.FourEyes;
import org.linchpin.catalogue.Entries;
import org.linchpin.catalogue.Wordings;
import org.linchpin.ownership.Relation;
import org.linchpin.ownership.Ties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which people state, compare, decide and reverse; each shows what figures would move before they do. */
@Controller
@RequestMapping("/catalogue")
class StatementPages {

    private final Statements statements;
    private final Stating stating;
    private final Drafting drafting;
    private final Entries entries;
    private final Ties ties;
    private final Wordings wordings;
    private final Forms forms;
    private final JdbcClient jdbc;
    private final FourEyes fourEyes;

    StatementPages(
            Statements statements,
            Stating stating,
            Drafting drafting,
            Entries entries,
            Ties ties,
            Wordings wordings,
            Forms forms,
            JdbcClient jdbc,
            FourEyes fourEyes) {
        this.fourEyes = fourEyes;
        this.statements = statements;
        this.stating = stating;
        this.drafting = drafting;
        this.entries = entries;
        this.ties = ties;
        this.wordings = wordings;
        this.forms = forms;
        this.jdbc = jdbc;
    }

    /** A field as it was said before and as a statement says it. */
    record Compared(String field, String was, String says) {

        public boolean differs() {
            return !was.equals(says);
        }
    }

    @GetMapping("/statements")
    @May(Action.READ_CATALOGUE)
    String all(Viewer viewer, @RequestParam @Nullable String vendor, Model model) {
        String about = vendor == null || vendor.isBlank() ? null : vendor;
        model.addAttribute("vendor", about);
        model.addAttribute("statements", statements.latest(about, viewer.may(Action.PROPOSE)));
        return "statement/statements";
    }

    @GetMapping("/statements/{id}")
    @May(Action.READ_CATALOGUE)
    String one(Viewer viewer, @PathVariable long id, Model model) {
        Statement statement = statements.one(id);
        if (statement.about() == Kind.WORDING && !viewer.may(Action.PROPOSE)) {
            throw BadInput.notFound("statement");
        }
        model.addAttribute("statement", statement);
        fourEyes.waiting("/catalogue/statements/" + id).ifPresent(asked -> model.addAttribute("asked", asked));
        model.addAttribute("compared", compared(statement));
        model.addAttribute(
                "others",
                statements.about(statement.about(), statement.subject()).stream()
                        .filter(other -> other.id() != id)
                        .toList());
        if (viewer.may(Action.PROPOSE) && (statement.proposed() || statement.standing())) {
            try {
                model.addAttribute("effect", stating.effect(viewer, statement));
            } catch (BadInput impossible) {
                model.addAttribute("impossible", impossible.getMessage());
            }
        }
        return "statement/statement";
    }

    private List<Compared> compared(Statement statement) {
        Map<String, Object> before = new LinkedHashMap<>();
        if (statement.replaces() != null) {
            ties.saidOnce(statement.replaces()).ifPresent(before::putAll);
        } else {
            statements.about(statement.about(), statement.subject()).stream()
                    .filter(other -> other.id() < statement.id()
                            && !other.proposed()
                            && !other.state().equals("declined"))
                    .findFirst()
                    .map(Statement::body)
                    .or(() -> statement.about().entry().flatMap(entry -> entries.reference(entry, statement.subject())))
                    .ifPresent(before::putAll);
        }
        Set<String> fields = new LinkedHashSet<>(statement.about().fields());
        fields.removeIf(field -> !before.containsKey(field) && !statement.body().containsKey(field));
        return fields.stream()
                .map(field -> new Compared(
                        History.label(field),
                        History.words(before.get(field)),
                        History.words(statement.body().get(field))))
                .toList();
    }

    @PostMapping("/statements/{id}/{verb:accept|decline|reverse}")
    @May(Action.EDIT_CATALOGUE)
    String decide(
            Viewer viewer,
            @PathVariable long id,
            @PathVariable String verb,
            @RequestParam(defaultValue = "") String why,
            Model model) {
        try {
            switch (verb) {
                case "accept" -> stating.accept(viewer, id, why);
                case "decline" -> stating.decline(viewer, id, why);
                default -> stating.reverse(viewer, id, why);
            }
            return "redirect:/catalogue/statements/" + id;
        } catch (BadInput mistake) {
            if (mistake.status().value() == 404) {
                throw mistake;
            }
            model.addAttribute("faults", Forms.faults(mistake));
            return one(viewer, id, model);
        }
    }

    @GetMapping("/unrecognised/{id}")
    @May(Action.PROPOSE)
    String words(Viewer viewer, @PathVariable int id, Model model) {
        return words(same(id), id, Map.of(), model);
    }

    private Wordings.Same same(int id) {
        return wordings.same(id).orElseThrow(() -> BadInput.notFound("wording"));
    }

    private String words(Wordings.Same same, int id, Map<String, String> said, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("words", Statement.words(same.likeness()));
        model.addAttribute("said", said);
        model.addAttribute("vendors", Forms.choices(entries.vendors()));
        model.addAttribute("others", statements.about(Kind.WORDING, same.likeness()));
        return "statement/resolve";
    }

    @PostMapping("/unrecognised/{id}")
    @May(Action.PROPOSE)
    String resolve(Viewer viewer, @PathVariable int id, @RequestParam Map<String, String> said, Model model) {
        Wordings.Same same = same(id);
        return forms.made(
                        viewer,
                        Forms.filled(said),
                        model,
                        fields -> drafting.draft(Kind.WORDING, same.likeness(), fields, Map.of(), null))
                .orElseGet(() -> words(same, id, said, model));
    }

    @GetMapping("/ownership/new")
    @May(Action.PROPOSE)
    String tie(@RequestParam Map<String, String> said, Model model) {
        return tie("/catalogue/ownership/new", said, model);
    }

    private String tie(String address, Map<String, ?> said, Model model) {
        model.addAttribute("address", address);
        model.addAttribute("said", said);
        model.addAttribute("firms", Forms.choices(ties.firms()));
        model.addAttribute(
                "relations",
                Arrays.stream(Relation.values())
                        .map(one -> new Forms.Choice(one.key(), one.label()))
                        .toList());
        return "statement/tie";
    }

    @PostMapping("/ownership/new")
    @May(Action.PROPOSE)
    String tie(Viewer viewer, @RequestParam Map<String, String> said, Model model) {
        return forms.made(
                        viewer,
                        Forms.filled(said),
                        model,
                        fields -> drafting.draft(Kind.OWNERSHIP, null, fields, Map.of(), null))
                .orElseGet(() -> tie(said, model));
    }

    /** A line of ownership that stands, to be corrected: the new statement takes its place. */
    @GetMapping("/ownership/{id}/state")
    @May(Action.PROPOSE)
    String correct(@PathVariable long id, Model model) {
        return tie(correcting(id), standing(id), model);
    }

    private static String correcting(long id) {
        return "/catalogue/ownership/" + id + "/state";
    }

    private Map<String, Object> standing(long id) {
        return ties.said(id).orElseThrow(() -> BadInput.notFound("statement of ownership"));
    }

    @PostMapping("/ownership/{id}/state")
    @May(Action.PROPOSE)
    String correct(Viewer viewer, @PathVariable long id, @RequestParam Map<String, String> said, Model model) {
        Map<String, Object> before = standing(id);
        return forms.made(
                        viewer,
                        new LinkedHashMap<>(said),
                        model,
                        fields -> drafting.draft(Kind.OWNERSHIP, null, fields, before, id))
                .orElseGet(() -> tie(correcting(id), said, model));
    }

    /** One side of a contradiction. */
    record Side(
            String says,
            String confidence,
            List<String> sources,
            @Nullable Long statement) {}

    @GetMapping("/contradictions")
    @May(Action.READ_CATALOGUE)
    String contradictions(Model model) {
        Map<String, List<Side>> board = new LinkedHashMap<>();
        jdbc.sql("select * from contradiction order by kind, subject, says").query(row -> {
            board.computeIfAbsent(row.getString("subject"), fresh -> new ArrayList<>())
                    .add(side(row));
        });
        model.addAttribute("board", board);
        return "statement/contradictions";
    }

    private static Side side(ResultSet row) throws SQLException {
        long statement = row.getLong("stated_by");
        return new Side(
                row.getString("says"),
                row.getString("confidence"),
                List.of((String[]) row.getArray("sources").getArray()),
                statement == 0 ? null : Long.valueOf(statement));
    }
}
