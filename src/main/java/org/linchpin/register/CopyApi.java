package org.linchpin.register;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files on their way back: as they came, with what was found beside the rows, and a register in the template. */
@RestController
@RequestMapping("/api/v1")
class CopyApi {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Desk desk;
    private final Copies copies;
    private final Export export;
    private final Exports exports;
    private final Trail trail;

    CopyApi(Desk desk, Copies copies, Export export, Exports exports, Trail trail) {
        this.desk = desk;
        this.copies = copies;
        this.export = export;
        this.exports = exports;
        this.trail = trail;
    }

    @GetMapping("/submissions/{id}/file")
    @May(Action.READ_PLACES)
    void original(Viewer viewer, @PathVariable long id, HttpServletResponse response) throws IOException {
        Submission submission = told(id, "submission.download");
        Path file = copies.original(submission);
        named(response, "application/octet-stream", Copies.name(submission, null));
        response.setContentLengthLong(submission.file().bytes());
        Files.copy(file, response.getOutputStream());
    }

    @GetMapping("/submissions/{id}/annotated.csv")
    @May(value = Action.READ_PLACES, heavy = true)
    void annotatedCsv(Viewer viewer, @PathVariable long id, HttpServletResponse response) throws IOException {
        Desk.Filed filed = desk.submission(id);
        Submission submission = checked(filed.submission());
        exports.send(
                new Exports.File(
                        Copies.name(submission, "-annotated.csv"),
                        "submission.annotate",
                        "/submissions/" + id,
                        filed.operator().id()),
                copies.header(submission),
                response,
                row -> copies.rows(submission, row));
    }

    @GetMapping("/submissions/{id}/annotated.xlsx")
    @May(value = Action.READ_PLACES, heavy = true)
    void annotatedWorkbook(Viewer viewer, @PathVariable long id, HttpServletResponse response) throws IOException {
        Submission submission = checked(told(id, "submission.annotate"));
        copies.original(submission);
        named(response, XLSX, Copies.name(submission, "-annotated.xlsx"));
        copies.workbook(submission, response.getOutputStream());
    }

    /** The register as it counts today, in the template: edited and sent back, it moves the edited cells alone. */
    @GetMapping("/registers/{id}/export.csv")
    @May(value = Action.READ_PLACES, heavy = true)
    void register(Viewer viewer, @PathVariable long id, HttpServletResponse response) throws IOException {
        Register register = desk.register(id).register();
        if (register.currentSubmission() == null) {
            throw BadInput.conflict("nothing-counts", "No file of this register counts, so there is nothing to export");
        }
        exports.send(
                new Exports.File(
                        "register-" + id + ".csv", "register.export", "/registers/" + id, register.operatorId()),
                Export.HEADER,
                response,
                row -> export.rows(register, row));
    }

    /** Some of the lines that differ from what counts, cell by cell; the receipt says how many there are. */
    @GetMapping("/submissions/{id}/differences")
    @May(value = Action.READ_PLACES, heavy = true)
    List<Export.Change> differences(
            Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "100") int size) {
        return export.changes(desk.submission(id).submission(), Math.max(1, Math.min(size, 3 * Differences.EXAMPLES)));
    }

    private Submission told(long id, String action) {
        Desk.Filed filed = desk.submission(id);
        trail.record(action, "/submissions/" + id, filed.operator().id(), null);
        return filed.submission();
    }

    private static Submission checked(Submission submission) {
        if (submission.receipt() == null || submission.kind() == Kind.NIL) {
            throw BadInput.conflict(
                    "not-checked",
                    "The submission is " + submission.state().key() + ", so nothing was found in its rows yet");
        }
        return submission;
    }

    private static void named(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }
}
