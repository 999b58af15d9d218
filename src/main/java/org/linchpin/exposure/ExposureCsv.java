package org.linchpin.exposure;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.linchpin.access.Csv;
import org.linchpin.exposure.Exposure.Picture;
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

    void write(Picture picture, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"exposure-by-%s-%s.csv\""
                        .formatted(picture.by().key(), picture.asAt()));
        try (CsvWriter csv = CsvWriter.builder().build(response.getWriter())) {
            csv.writeRecord(HEADER);
            for (Tally.Count count : picture.tally().counts()) {
                row(csv, picture, count.key(), count.name(), count.sure(), count.possible(), picture.share(count));
            }
            Tally tally = picture.tally();
            if (!tally.empty()) {
                double unknown = tally.unknown();
                row(
                        csv,
                        picture,
                        "",
                        "Not identified",
                        unknown,
                        unknown,
                        new Interval(unknown / tally.total(), unknown / tally.total()));
            }
        }
    }

    private static void row(
            CsvWriter csv, Picture picture, String key, String name, double sure, double possible, Interval share) {
        csv.writeRecord(
                Csv.safe(key),
                Csv.safe(name),
                plain(sure),
                plain(possible),
                "%.6f".formatted(share.low()),
                "%.6f".formatted(share.high()),
                picture.weight().key(),
                picture.by().key(),
                picture.rule().key(),
                picture.asAt().toString(),
                picture.knownAt().toString(),
                picture.slice().restricted() ? picture.slice().query() : "everything in scope",
                "%.6f".formatted(picture.tally().coverage()),
                confidence(picture),
                Exposure.METHOD,
                "operators' accepted registers; catalogue of modules and owners (see /catalogue/sources)");
    }

    /** How far the whole table can be relied on: a word for the part that is identified. */
    private static String confidence(Picture picture) {
        double coverage = picture.tally().coverage();
        return coverage >= 0.8 ? "high" : coverage >= 0.6 ? "medium" : "low";
    }

    private static String plain(double amount) {
        return amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
    }
}
