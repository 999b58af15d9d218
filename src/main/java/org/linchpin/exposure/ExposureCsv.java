package org.linchpin.exposure;

import static org.linchpin.exposure.FigureFile.fraction;
import static org.linchpin.exposure.FigureFile.plain;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Tally;
import org.springframework.stereotype.Component;

/** A picture as CSV: a row a key, and what is unknown as a row of its own. */
@Component
class ExposureCsv {

    private static final List<String> COLUMNS = List.of("key", "name", "sure", "possible", "share_low", "share_high");

    private final FigureFile file;
    private final Findings findings;

    ExposureCsv(FigureFile file, Findings findings) {
        this.findings = findings;
        this.file = file;
    }

    void write(Picture picture, HttpServletResponse response) throws IOException {
        file.send("exposure-by-" + picture.by().key(), "/exposure", picture, COLUMNS, response, lines -> {
            Tally tally = picture.tally();
            for (Tally.Count count : tally.counts()) {
                lines.accept(
                        picture,
                        cells(count.key(), count.name(), count.sure(), count.possible(), picture.share(count)));
            }
            if (!tally.empty()) {
                double unknown = tally.unknown();
                Interval share = new Interval(unknown / tally.total(), unknown / tally.total());
                lines.accept(picture, cells("", findings.say("key.unidentified"), unknown, unknown, share));
            }
        });
    }

    private static List<String> cells(String key, String name, double sure, double possible, Interval share) {
        return List.of(key, name, plain(sure), plain(possible), fraction(share.low()), fraction(share.high()));
    }
}
