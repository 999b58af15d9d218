package org.linchpin.register;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Remedy;
import org.linchpin.register.Answers.CauseAnswer;
import org.linchpin.register.Answers.CausesAnswer;
import org.linchpin.register.Answers.ProblemsAnswer;
import org.linchpin.register.Answers.SubmissionAnswer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Submissions through the API: sent, followed, read, decided about. */
@RestController
@RequestMapping("/api/v1")
class SubmissionApi {

    private static final Set<String> TABLES = Set.of(
            FileForm.Kind.TEXT.mediaType(),
            FileForm.Kind.XLSX.mediaType(),
            FileForm.Kind.ODS.mediaType(),
            "application/csv",
            "text/plain",
            "text/tab-separated-values",
            "application/octet-stream");

    private final Desk desk;
    private final Receiving receiving;
    private final Deciding deciding;
    private final ProblemList problems;
    private final Mending mending;
    private final Mappings mappings;
    private final Seal seal;
    private final Exports exports;

    SubmissionApi(
            Desk desk,
            Receiving receiving,
            Deciding deciding,
            ProblemList problems,
            Mending mending,
            Mappings mappings,
            Seal seal,
            Exports exports) {
        this.desk = desk;
        this.receiving = receiving;
        this.deciding = deciding;
        this.problems = problems;
        this.mending = mending;
        this.mappings = mappings;
        this.seal = seal;
        this.exports = exports;
    }

    @GetMapping("/registers/{id}/submissions")
    @May(Action.READ_REGISTERS)
    Listing<SubmissionAnswer> of(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam @Nullable Integer size,
            @RequestParam @Nullable String after) {
        Desk.Owned owned = desk.register(id);
        List<SubmissionAnswer> all = desk.submissions(id).stream()
                .map(one -> answer(new Desk.Filed(one, owned.register(), owned.operator())))
                .toList();
        return Listing.page(all, Listing.size(size), after, SubmissionAnswer::id);
    }

    /** Takes the body as a file. A small one is checked before the answer, a large one in the background. */
    @PostMapping("/registers/{id}/submissions")
    @May(Action.UPLOAD)
    ResponseEntity<SubmissionAnswer> send(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate effective,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate periodFrom,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate periodTo,
            @RequestParam(defaultValue = "full") String kind,
            @RequestParam(defaultValue = "register.csv") String name,
            HttpServletRequest request)
            throws IOException {
        Submission.Terms terms = Receiving.terms(kind, effective, periodFrom, periodTo);
        if (terms.kind() == Kind.NIL) {
            desk.register(id);
            return taken(viewer, receiving.nothing(id, terms, viewer.username()), false);
        }
        refuseOtherTypes(request.getContentType());
        Receiving.Taken taken = receiving.take(
                id,
                terms,
                new Receiving.Sent(name, request.getContentLengthLong(), request.getInputStream(), viewer.username()),
                false);
        return taken(viewer, taken.submission(), taken.again());
    }

    private ResponseEntity<SubmissionAnswer> taken(Viewer viewer, Submission submission, boolean again) {
        SubmissionAnswer answer = one(viewer, submission.id());
        return ResponseEntity.status(again ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/submissions/" + answer.id()))
                .body(answer);
    }

    /** Checks it once more, against what counts by now, and read in another way where the caller says in which. */
    @PostMapping("/submissions/{id}/check")
    @May(Action.UPLOAD)
    SubmissionAnswer checkAgain(Viewer viewer, @PathVariable long id, FileForm.Correction correction) {
        receiving.again(id, correction);
        return one(viewer, id);
    }

    private static void refuseOtherTypes(@Nullable String contentType) {
        String type = contentType == null
                ? "none"
                : contentType.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!TABLES.contains(type)) {
            throw new BadInput(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "content-type",
                    "The body must be text/csv, an Excel workbook (.xlsx) or an OpenDocument spreadsheet (.ods), not "
                            + type);
        }
    }

    @GetMapping("/submissions/{id}")
    @May(Action.READ_REGISTERS)
    SubmissionAnswer one(Viewer viewer, @PathVariable long id) {
        return answer(desk.submission(id));
    }

    @GetMapping("/submissions/{id}/problems")
    @May(Action.READ_PLACES)
    Listing<ProblemList.Item> problems(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam @Nullable String code,
            @RequestParam @Nullable Integer size,
            @RequestParam(defaultValue = "0") long after) {
        Submission submission = desk.submission(id).submission();
        int fits = Listing.size(size);
        long total = mappings.counts(submission.problems()).entrySet().stream()
                .filter(entry -> code == null || entry.getKey().equals(code))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return Listing.of(
                problems.after(submission, after, fits + 1, code),
                fits,
                total,
                item -> String.valueOf(item.position()));
    }

    /** Problems by their cause, with what may mend each. */
    @GetMapping("/submissions/{id}/causes")
    @May(Action.READ_ASSETS)
    CausesAnswer causes(Viewer viewer, @PathVariable long id) {
        Mending.Causes causes = mending.causes(desk.submission(id));
        return new CausesAnswer(answers(causes.setup()), answers(causes.hard()), answers(causes.warnings()));
    }

    private static List<CauseAnswer> answers(List<Mending.Mendable> causes) {
        return causes.stream()
                .map(one -> CauseAnswer.of(one.cause(), one.remedies()))
                .toList();
    }

    /**
     * A remedy that somebody has chosen.
     *
     * @param remedy its key
     * @param words of rows to leave out, with semicolons between, where it asks
     * @param meanings what words stand for, where it asks
     */
    record Chosen(
            @Nullable String remedy,
            @Nullable String why,
            @Nullable String words,
            @Nullable Map<String, String> meanings) {}

    /** Changes what the columns mean as the remedy says, and checks the file again. */
    @PostMapping("/submissions/{id}/remedies")
    @May(Action.UPLOAD)
    SubmissionAnswer mend(Viewer viewer, @PathVariable long id, @RequestBody Chosen chosen) {
        mending.mend(
                id,
                Objects.requireNonNullElse(chosen.remedy(), ""),
                new Remedy.Answer(
                        Objects.requireNonNullElse(chosen.why(), ""),
                        Objects.requireNonNullElse(chosen.words(), ""),
                        Objects.requireNonNullElse(chosen.meanings(), Map.of())));
        return one(viewer, id);
    }

    /** Every problem, streamed. */
    @GetMapping("/submissions/{id}/problems.csv")
    @May(value = Action.READ_PLACES, heavy = true)
    void problemsAsCsv(Viewer viewer, @PathVariable long id, HttpServletResponse response) throws IOException {
        Desk.Filed filed = desk.submission(id);
        exports.send(
                new Exports.File(
                        "problems-" + id + ".csv",
                        "problems.export",
                        "/submissions/" + id,
                        filed.operator().id()),
                List.of("row", "column", "header", "value", "severity", "code", "message", "fix"),
                response,
                rows -> problems.each(
                        filed.submission(),
                        item -> rows.accept(Arrays.asList(
                                String.valueOf(item.row()),
                                item.column(),
                                item.header(),
                                item.value(),
                                item.severity(),
                                item.code(),
                                item.message(),
                                item.fix()))));
    }

    /** The receipt, sealed: whoever holds it can prove what was received, and what became of it. */
    @GetMapping("/submissions/{id}/receipt")
    @May(Action.READ_REGISTERS)
    Seal.Sealed receipt(Viewer viewer, @PathVariable long id) {
        SubmissionAnswer answer = one(viewer, id);
        Receipt receipt = answer.receipt();
        if (receipt == null) {
            throw BadInput.conflict("no-receipt", "The submission is " + answer.state() + " and has no receipt yet");
        }
        return seal.on(receipt, answer);
    }

    /** How a submission is accepted. */
    record Acceptance(@Nullable Boolean partial, @Nullable String removals) {}

    /** Why a submission is turned away. */
    record Reason(@Nullable String why) {}

    @PostMapping("/submissions/{id}/accept")
    @May(Action.UPLOAD)
    SubmissionAnswer accept(
            Viewer viewer, @PathVariable long id, @RequestBody(required = false) @Nullable Acceptance how) {
        boolean partial = how != null && Objects.requireNonNullElse(how.partial(), false);
        deciding.accept(id, partial, how == null ? null : how.removals(), viewer);
        return one(viewer, id);
    }

    @PostMapping("/submissions/{id}/reject")
    @May(Action.UPLOAD)
    SubmissionAnswer reject(
            Viewer viewer, @PathVariable long id, @RequestBody(required = false) @Nullable Reason reason) {
        deciding.reject(id, reason == null ? null : reason.why(), viewer.username());
        return one(viewer, id);
    }

    @PostMapping("/submissions/{id}/withdraw")
    @May(Action.UPLOAD)
    SubmissionAnswer withdraw(
            Viewer viewer, @PathVariable long id, @RequestBody(required = false) @Nullable Reason reason) {
        deciding.withdraw(id, reason == null ? null : reason.why(), viewer.username());
        return one(viewer, id);
    }

    private SubmissionAnswer answer(Desk.Filed filed) {
        return SubmissionAnswer.of(
                filed.submission(),
                filed.operator(),
                mappings.read(filed.register().mapping()).form(),
                ProblemsAnswer.of(
                        mappings.counts(filed.submission().problems()),
                        mappings.causes(filed.submission().causes())));
    }
}
