package org.linchpin.replacement;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Marked;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Estimates of replacement through the API. Money in pence. */
@RestController
@RequestMapping("/api/v1/replacement/estimates")
class ReplacementApi {

    private final Asking asking;
    private final Estimates estimates;
    private final Packs packs;

    ReplacementApi(Asking asking, Estimates estimates, Packs packs) {
        this.asking = asking;
        this.estimates = estimates;
        this.packs = packs;
    }

    @PostMapping
    @May(value = Action.READ_FIGURES, heavy = true)
    ResponseEntity<EstimateAnswer> estimate(Viewer viewer, @RequestBody Asked body) {
        return Marked.of(estimates.of(viewer, asking.question(viewer, body)));
    }

    /** A question, and what a request for money needs besides its figures. */
    record PackAsked(
            @Nullable Asked question,
            @Nullable Map<String, String> pack,
            @Nullable String format) {}

    /** The finished pack as {@code ods} or {@code csv}; 409 with a problem at each field that is missing. */
    @PostMapping("/pack")
    @May(value = Action.EXPORT, heavy = true)
    void pack(Viewer viewer, @RequestBody PackAsked body, HttpServletResponse response) throws IOException {
        Asked asked = body.question();
        String format = Objects.requireNonNullElse(body.format(), "ods");
        if (asked == null || !List.of("ods", "csv").contains(format)) {
            throw BadInput.fields(List.of(
                    asked == null
                            ? Asking.fault("question", null, "question-missing", "Send the question of the estimate")
                            : Asking.fault("format", format, "format-unknown", "format must be ods or csv")));
        }
        Question question = asking.question(viewer, asked);
        PackBook book =
                packs.finished(viewer, question, FundingPack.of(Objects.requireNonNullElse(body.pack(), Map.of())));
        if (format.equals("ods")) {
            packs.ods(question, book, response);
        } else {
            packs.csv(question, book, response);
        }
    }
}
