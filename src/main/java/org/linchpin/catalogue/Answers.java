package org.linchpin.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.recognition.Candidate;
import org.linchpin.recognition.Verdict;
import org.linchpin.recognition.Wording;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Verdicts with controller and country beside each candidate, as pages and the API show them. */
@Component
class Answers {

    private static final String NOT_ESTABLISHED = "??";

    private final Wordings wordings;
    private final JdbcClient jdbc;

    Answers(Wordings wordings, JdbcClient jdbc) {
        this.wordings = wordings;
        this.jdbc = jdbc;
    }

    /** A candidate; {@code controller} and {@code country} are those of declared control. */
    record Shown(
            String module,
            String vendor,
            String vendorName,
            String controller,
            String controllerName,
            String country,
            @Nullable Double weight,
            String grade,
            String rule,
            String reason,
            String source) {}

    /** A verdict; vendor, country and module stand at the top only where all candidates share them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String outcome,
            String reason,
            @Nullable String vendor,
            @Nullable String country,
            @Nullable String module,
            List<Shown> candidates) {}

    private record Held(String vendor, String name, String holder, String holderName, String country) {}

    Result of(Wording wording) {
        Verdict verdict = wordings.recognise(wording);
        Map<String, Held> held = held(verdict);
        List<Shown> shown = verdict.candidates().stream()
                .map(candidate -> shown(candidate, held))
                .toList();
        List<String> countries = shown.stream().map(Shown::country).distinct().toList();
        boolean open = verdict.outcome() == Verdict.Outcome.UNKNOWN
                || countries.size() != 1
                || countries.contains(NOT_ESTABLISHED);
        return new Result(
                verdict.outcome().key(),
                verdict.reason(),
                verdict.vendor().orElse(null),
                open ? null : countries.get(0),
                verdict.module().orElse(null),
                shown);
    }

    private Map<String, Held> held(Verdict verdict) {
        String[] keys = verdict.candidates().stream()
                .flatMap(candidate -> List.of(candidate.vendor(), candidate.maker()).stream())
                .distinct()
                .toArray(String[]::new);
        return keys.length == 0
                ? Map.of()
                : jdbc.sql("""
                                select l.vendor_key as vendor, o.name, l.holder_key as holder, l.holder_name, l.country
                                from look_through_now l join organisation o on o.key = l.vendor_key
                                where l.rule = 'declared' and l.vendor_key = any (:keys)
                                """).param("keys", keys).query(Held.class).list().stream()
                        .collect(Collectors.toMap(Held::vendor, one -> one));
    }

    private static Shown shown(Candidate candidate, Map<String, Held> held) {
        Held unknown =
                new Held(candidate.maker(), candidate.vendor(), candidate.maker(), candidate.maker(), NOT_ESTABLISHED);
        Held vendor = held.getOrDefault(candidate.vendor(), unknown);
        Held maker = held.getOrDefault(candidate.maker(), unknown);
        return new Shown(
                candidate.module(),
                candidate.vendor(),
                vendor.name(),
                maker.holder(),
                maker.holderName(),
                maker.country(),
                candidate.weight(),
                candidate.grade().name(),
                candidate.rule(),
                candidate.reason(),
                String.join("; ", candidate.sources()));
    }
}
