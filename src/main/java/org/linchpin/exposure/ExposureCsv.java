package org.linchpin.exposure;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.linchpin.access.Exports;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.springframework.stereotype.Component;

/** A picture as CSV: a row a key, and what is unknown as a row of its own; each with its source, date and confidence. */
@Component
class ExposureCsv {

    private static final List<String> HEADER = List.of(
            "key",
            "name",
            "sure",
            "possible",
            "share_low",
            "share_high",
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

    ExposureCsv(Exports exports) {
        this.exports = exports;
    }

    void write(Picture picture, HttpServletResponse response) throws IOException {
        Slice slice = picture.slice();
        exports.send(
                new Exports.File(
                        "exposure-by-%s-%s.csv".formatted(picture.by().key(), picture.asAt()),
                        "exposure.export",
                        slice.on("/exposure"),
                        null),
                HEADER,
                response,
                rows -> {
                    Tally tally = picture.tally();
                    for (Tally.Count count : tally.counts()) {
                        rows.accept(row(
                                picture,
                                count.key(),
                                count.name(),
                                count.sure(),
                                count.possible(),
                                picture.share(count)));
                    }
                    if (!tally.empty()) {
                        double unknown = tally.unknown();
                        Interval share = new Interval(unknown / tally.total(), unknown / tally.total());
                        rows.accept(row(picture, "", "Not identified", unknown, unknown, share));
                    }
                });
    }

    private static List<String> row(
            Picture picture, String key, String name, double sure, double possible, Interval share) {
        return List.of(
                key,
                name,
                plain(sure),
                plain(possible),
                fraction(share.low()),
                fraction(share.high()),
                picture.weight().key(),
                picture.by().key(),
                picture.rule().key(),
                picture.asAt().toString(),
                picture.knownAt().toString(),
                picture.slice().restricted() ? picture.slice().query() : "everything in scope",
                fraction(picture.tally().coverage()),
                confidence(picture),
                Exposure.METHOD,
                "operators' accepted registers; catalogue of modules and owners (see /catalogue/sources)");
    }

    /** How far the whole table can be relied on: a word for the part that is identified. */
    private static String confidence(Picture picture) {
        double coverage = picture.tally().coverage();
        return coverage >= 0.8 ? "high" : coverage >= 0.6 ? "medium" : "low";
    }

    private static String fraction(double share) {
        return String.format(Locale.ROOT, "%.6f", share);
    }

    private static String plain(double amount) {
        return amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
    }
}
