package org.linchpin.resilience;

import static org.linchpin.exposure.FigureFile.fraction;
import static org.linchpin.exposure.FigureFile.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Findings;
import org.linchpin.inventory.ModuleOffers;

/** What would be left without a supplier, as lines of one file: which table, what it is about, and its measure from low to high. */
final class ResilienceLines {

    private final Findings findings;
    private final ModuleOffers offers;
    private final List<List<String>> lines = new ArrayList<>();

    private ResilienceLines(Findings findings, ModuleOffers offers) {
        this.findings = findings;
        this.offers = offers;
    }

    static List<List<String>> of(ResiliencePages.Answer answer, Findings findings, ModuleOffers offers) {
        ResilienceLines file = new ResilienceLines(findings, offers);
        file.add(answer);
        return file.lines;
    }

    private void add(ResiliencePages.Answer answer) {
        answer.curve()
                .forEach(one -> lines.add(line(
                        say("left"),
                        String.valueOf(one.removed()),
                        one.last(),
                        "",
                        say("left.measure"),
                        one.leftLow(),
                        one.leftHigh(),
                        "")));
        parts(say("sectors"), answer.sectors());
        parts(say("regions"), answer.regions());
        answer.substitutes().kinds().forEach(one -> {
            String kind = one.radio() + ", " + findings.say("form." + one.form());
            List<String> said = new ArrayList<>(one.names());
            said.addAll(offers.said(answer.cautions().stream()
                    .filter(caution -> one.makers().containsKey(caution.holder()))
                    .toList()));
            String who = String.join("; ", said);
            lines.add(counted(say("substitutes"), kind, one.units(), say("others"), one.alternatives(), who));
            lines.add(counted(say("substitutes"), kind, one.units(), say("elsewhere"), one.elsewhere(), who));
        });
        answer.sunsets().forEach(one -> {
            String note = findings.say(
                    "file.without.closes",
                    one.closesOn().toString(),
                    findings.say("confidence." + one.confidence()),
                    one.note(),
                    String.join("; ", one.sources()));
            lines.add(line(
                    say("sunset"),
                    one.generation(),
                    one.generation(),
                    "",
                    say("sunset.theirs"),
                    one.theirsLow(),
                    one.theirsHigh(),
                    note));
            lines.add(line(
                    say("sunset"),
                    one.generation(),
                    one.generation(),
                    "",
                    say("sunset.all"),
                    one.allLow(),
                    one.allHigh(),
                    note));
        });
    }

    private String say(String key) {
        return findings.say("file.without." + key);
    }

    private void parts(String table, List<ResiliencePages.Part> parts) {
        parts.forEach(one -> lines.add(line(
                table,
                one.key(),
                one.name(),
                plain(one.units()),
                say("lost"),
                one.lossLow(),
                one.lossHigh(),
                verdict(one.largest(), one.verdict()))));
    }

    private String verdict(@Nullable String largest, Loss.Verdict verdict) {
        String said = findings.say("resilience.verdict." + verdict.name().toLowerCase(Locale.ROOT));
        return largest == null ? said : findings.say("file.without.largest", largest, said);
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
