package org.linchpin.resilience;

import static org.linchpin.exposure.FigureFile.fraction;
import static org.linchpin.exposure.FigureFile.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What would be left without a supplier, as lines of one file: which table, what it is about, and its measure from low to high. */
final class ResilienceLines {

    private ResilienceLines() {}

    static List<List<String>> of(ResiliencePages.Answer answer) {
        List<List<String>> lines = new ArrayList<>();
        answer.curve()
                .forEach(one -> lines.add(line(
                        "left without so many suppliers",
                        String.valueOf(one.removed()),
                        one.last(),
                        "",
                        "share left",
                        one.leftLow(),
                        one.leftHigh(),
                        "")));
        parts(lines, "sector", answer.sectors());
        parts(lines, "region", answer.regions());
        answer.substitutes().kinds().forEach(one -> {
            String kind = one.radio() + ", " + one.form();
            String who = String.join("; ", one.names());
            lines.add(counted("substitutes", kind, one.units(), "other suppliers, at most", one.alternatives(), who));
            lines.add(counted("substitutes", kind, one.units(), "of another jurisdiction", one.elsewhere(), who));
        });
        answer.sunsets().forEach(one -> {
            String note = "closes by " + one.closesOn() + ", " + one.confidence() + " confidence: " + one.note() + " ("
                    + String.join("; ", one.sources()) + ")";
            lines.add(line(
                    "networks that close",
                    one.generation(),
                    one.generation(),
                    "",
                    "share of the supplier",
                    one.theirsLow(),
                    one.theirsHigh(),
                    note));
            lines.add(line(
                    "networks that close",
                    one.generation(),
                    one.generation(),
                    "",
                    "share of all",
                    one.allLow(),
                    one.allHigh(),
                    note));
        });
        return lines;
    }

    private static void parts(List<List<String>> lines, String table, List<ResiliencePages.Part> parts) {
        parts.forEach(one -> lines.add(line(
                table,
                one.key(),
                one.name(),
                plain(one.units()),
                "share lost with the largest",
                one.lossLow(),
                one.lossHigh(),
                (one.largest() == null ? "" : one.largest() + ": ")
                        + one.verdict().name().toLowerCase(Locale.ROOT))));
    }

    private static List<String> line(
            String table,
            String key,
            String name,
            String amount,
            String measure,
            double low,
            double high,
            String note) {
        return List.of(table, key, name, amount, measure, fraction(low), fraction(high), note);
    }

    private static List<String> counted(
            String table, String kind, double units, String measure, int number, String note) {
        return List.of(table, kind, kind, plain(units), measure, String.valueOf(number), String.valueOf(number), note);
    }
}
