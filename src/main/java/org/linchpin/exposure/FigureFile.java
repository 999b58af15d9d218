package org.linchpin.exposure;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.linchpin.access.Exports;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Slice;
import org.springframework.stereotype.Component;

/** The table behind a figure as CSV: its own columns, and behind them on each line how it was counted, when, and how well it is known. */
@Component
public class FigureFile {

    private static final List<String> BEHIND = List.of(
            "unit",
            "counted_by",
            "look_through",
            "as_at",
            "known_at",
            "slice",
            "coverage",
            "confidence",
            "method",
            "source");

    private final Exports exports;
    private final Findings findings;

    FigureFile(Exports exports, Findings findings) {
        this.findings = findings;
        this.exports = exports;
    }

    /** The lines, each with the picture that it rests on. */
    @FunctionalInterface
    public interface Lines {
        void each(BiConsumer<Picture, List<String>> line);
    }

    /** Answers with a file; its name gets its day. */
    public void send(
            String name, String subject, Picture whole, List<String> own, HttpServletResponse response, Lines lines)
            throws IOException {
        exports.send(
                new Exports.File(
                        name + "-" + whole.asAt() + ".csv",
                        "exposure.export",
                        whole.slice().on(subject),
                        null),
                Stream.concat(own.stream(), BEHIND.stream()).toList(),
                response,
                rows -> lines.each((picture, cells) -> rows.accept(
                        Stream.concat(cells.stream(), behind(picture).stream()).toList())));
    }

    private List<String> behind(Picture picture) {
        Slice slice = picture.slice();
        return List.of(
                picture.weight().key(),
                picture.by().key(),
                picture.rule().key(),
                picture.asAt().toString(),
                picture.knownAt().toString(),
                slice.restricted() ? slice.query() : findings.say("file.everything"),
                fraction(picture.tally().coverage()),
                confidence(picture),
                Exposure.METHOD,
                findings.say("file.source"));
    }

    /** How far a line can be relied on: a word for the part that is identified. */
    private static String confidence(Picture picture) {
        double coverage = picture.tally().coverage();
        return coverage >= 0.8 ? "high" : coverage >= 0.6 ? "medium" : "low";
    }

    /** A share as files have it. */
    public static String fraction(double share) {
        return String.format(Locale.ROOT, "%.6f", share);
    }

    /** An amount as files have it. */
    public static String plain(double amount) {
        return amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
    }
}
