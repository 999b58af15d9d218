package org.linchpin.replacement;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.office.OpenSheets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Hands funding packs over: finished ones alone. */
@Component
class Packs {

    private final Asking asking;
    private final Estimator estimator;
    private final CostBook costs;
    private final Exports exports;
    private final Trail trail;

    Packs(Asking asking, Estimator estimator, CostBook costs, Exports exports, Trail trail) {
        this.asking = asking;
        this.estimator = estimator;
        this.costs = costs;
        this.exports = exports;
        this.trail = trail;
    }

    /** The pack, or 409 with everything that it still misses. */
    PackBook finished(Viewer viewer, Question question, FundingPack pack) {
        Clocks clocks = Clocks.of(question.slice());
        Question still = question.with(clocks);
        Estimate estimate = estimator.estimate(viewer.scope(), still);
        List<BadInput.Fault> missing = pack.missing(estimate, LocalDate.now(ZoneOffset.UTC));
        if (!missing.isEmpty()) {
            throw new BadInput(
                    HttpStatus.CONFLICT,
                    "pack-unfinished",
                    "The pack is not finished: "
                            + String.join(
                                    "; ",
                                    missing.stream()
                                            .map(BadInput.Fault::message)
                                            .toList()),
                    missing);
        }
        return new PackBook(
                estimate, pack, costs.outsideViews(), asking.nameOf(question.target()), clocks, viewer.username());
    }

    /** The answer to a request: the pack as a table of a cell a row. */
    void csv(Question question, PackBook book, HttpServletResponse response) throws IOException {
        exports.send(
                new Exports.File(PackBook.file(question) + ".csv", "replacement.pack", subject(question), null),
                PackBook.HEADER,
                response,
                book::rows);
    }

    /** The answer to a request: the pack as a spreadsheet. */
    void ods(Question question, PackBook book, HttpServletResponse response) throws IOException {
        trail.record(
                "replacement.pack", subject(question), null, question.target().key());
        response.setContentType(OpenSheets.TYPE);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + PackBook.file(question) + ".ods\"");
        response.getOutputStream().write(OpenSheets.of(book.book()));
    }

    private static String subject(Question question) {
        return question.slice().on("/replacement/pack");
    }
}
