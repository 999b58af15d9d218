package org.linchpin.register;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.approval.FourEyes;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.KeptForm;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Remedy;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Pages of a submission: what its columns mean, how far its check is, what was found, what is decided. */
@Controller
class SubmissionPages {

    private static final int SHOWN = 50;

    private final Desk desk;
    private final Receiving receiving;
    private final Deciding deciding;
    private final ProblemList problems;
    private final Mending mending;
    private final Mappings mappings;
    private final Seal seal;
    private final Export export;
    private final FourEyes fourEyes;

    SubmissionPages(
            Desk desk,
            Receiving receiving,
            Deciding deciding,
            ProblemList problems,
            Mending mending,
            Mappings mappings,
            Seal seal,
            Export export,
            FourEyes fourEyes) {
        this.fourEyes = fourEyes;
        this.desk = desk;
        this.receiving = receiving;
        this.deciding = deciding;
        this.problems = problems;
        this.mending = mending;
        this.mappings = mappings;
        this.seal = seal;
        this.export = export;
    }

    @GetMapping("/submissions/{id}")
    @May(Action.READ_REGISTERS)
    String one(Viewer viewer, @PathVariable long id, Model model) {
        Desk.Filed filed = desk.submission(id);
        Submission submission = filed.submission();
        model.addAttribute("submission", submission);
        model.addAttribute("register", filed.register());
        model.addAttribute("operator", filed.operator());
        fourEyes.waiting("/submissions/" + id).ifPresent(asked -> model.addAttribute("asked", asked));
        model.addAttribute("progress", Answers.ProgressAnswer.of(submission));
        model.addAttribute("receipt", submission.receipt());
        model.addAttribute("current", Long.valueOf(id).equals(filed.register().currentSubmission()));
        boolean undecided = Mapping.open(mappings.counts(submission.problems()).keySet());
        model.addAttribute("undecided", undecided);
        KeptForm kept = mappings.read(filed.register().mapping()).form();
        model.addAttribute("otherwise", kept.changes(submission.form()));
        model.addAttribute("asBefore", kept.asBefore(submission.form()));
        boolean held = submission.held() != null;
        boolean waiting = !held && submission.state() == State.RECEIVED && waitsForColumns(filed);
        model.addAttribute("waiting", waiting);
        model.addAttribute("busy", submission.state().busy() && !waiting && !held);
        model.addAttribute("causes", mending.causes(filed));
        // Cells may say where a thing stands.
        boolean places = viewer.may(Action.READ_PLACES);
        model.addAttribute("places", places);
        model.addAttribute("problems", waiting || !places ? List.of() : problems.after(submission, 0, SHOWN, null));
        model.addAttribute(
                "total",
                mappings.counts(submission.problems()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        model.addAttribute("guard", deciding.removedWithoutReason());
        Long current = filed.register().currentSubmission();
        model.addAttribute(
                "changes",
                places && submission.state() == State.CHECKED ? export.changes(submission, SHOWN) : List.of());
        model.addAttribute(
                "outdated",
                submission.state() == State.CHECKED
                        && submission.kind() != Kind.NIL
                        && !Objects.equals(current, submission.comparedWith()));
        model.addAttribute("resting", submission.state() == State.ACCEPTED ? deciding.restingOn(id) : 0);
        model.addAttribute("effect", effect(submission));
        if (submission.state().busy() && !waiting) {
            model.addAttribute("refresh", held ? 10 : 3);
        }
        return "register/submission";
    }

    private boolean waitsForColumns(Desk.Filed filed) {
        return receiving.undecided(
                filed.submission(), mappings.read(filed.register().mapping()));
    }

    private static BadInput.Fault asFault(BadInput mistake) {
        return BadInput.Fault.field("decide", null, mistake.code(), mistake.getMessage(), "");
    }

    /** Where the effect on the figures is shown; a file for a day to come is looked at on that day. */
    private static String effect(Submission submission) {
        boolean later = submission.effective().isAfter(LocalDate.now(ZoneOffset.UTC));
        return "/effect?pending=" + submission.id() + (later ? "&asAt=" + submission.effective() : "");
    }

    @PostMapping("/submissions/{id}/check")
    @May(Action.UPLOAD)
    String checkAgain(Viewer viewer, @PathVariable long id, Model model) {
        return decided(viewer, id, model, () -> receiving.again(id, FileForm.Correction.NONE));
    }

    /** Changes what the columns mean as a remedy says, and checks the file again. */
    @PostMapping("/submissions/{id}/remedies")
    @May(Action.UPLOAD)
    String mend(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String remedy,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "") String words,
            @RequestParam Map<String, String> fields,
            Model model) {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (int i = 0; fields.containsKey("said-" + i); i++) {
            meanings.put(fields.get("said-" + i), fields.getOrDefault("meaning-" + i, ""));
        }
        return decided(viewer, id, model, () -> mending.mend(id, remedy, new Remedy.Answer(why, words, meanings)));
    }

    @PostMapping("/submissions/{id}/accept")
    @May(Action.UPLOAD)
    String accept(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam @Nullable String removals,
            Model model) {
        return decided(viewer, id, model, () -> deciding.accept(id, partial, removals, viewer));
    }

    @PostMapping("/submissions/{id}/reject")
    @May(Action.UPLOAD)
    String reject(Viewer viewer, @PathVariable long id, @RequestParam @Nullable String why, Model model) {
        return decided(viewer, id, model, () -> deciding.reject(id, why, viewer.username()));
    }

    @PostMapping("/submissions/{id}/withdraw")
    @May(Action.UPLOAD)
    String withdraw(Viewer viewer, @PathVariable long id, @RequestParam @Nullable String why, Model model) {
        return decided(viewer, id, model, () -> deciding.withdraw(id, why, viewer.username()));
    }

    private String decided(Viewer viewer, long id, Model model, Runnable decision) {
        try {
            decision.run();
            return "redirect:/submissions/" + id;
        } catch (BadInput mistake) {
            if (mistake.status().value() == 404) {
                throw mistake;
            }
            boolean here = mistake.faults().isEmpty() || mistake.code().equals(FourEyes.NEEDED);
            model.addAttribute("faults", here ? List.of(asFault(mistake)) : mistake.faults());
            return one(viewer, id, model);
        }
    }

    /** The public half of the key that seals receipts: whoever holds a receipt needs it, so it is open to everybody. */
    @GetMapping(value = "/receipt-key.pem", produces = "application/x-pem-file")
    @ResponseBody
    @May(Action.OPEN)
    String receiptKey() {
        return seal.pem();
    }
}
