package org.linchpin.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.recognition.Candidate;
import org.linchpin.recognition.Knowledge;
import org.linchpin.recognition.Verdict;
import org.linchpin.recognition.Wording;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What analysts decided about words: which module or maker they mean, that there is none, or what they do not mean. */
@Component
public class Resolutions {

    /** What can be decided. */
    public enum Decision {
        /** The words mean this module. */
        MODULE,
        /** The words mean a module of this maker. */
        MAKER,
        /** There is no cellular module inside. */
        NONE,
        /** Whatever it is, it is not of this maker. */
        NOT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A decision.
     *
     * @param vendor the maker decided for, or against; null where there is no module
     * @param module the module's name; empty where only the maker is known
     */
    public record Resolution(
            Decision decision,
            @Nullable String vendor,
            String module,
            String grade,
            List<String> sources,
            String author,
            LocalDate on) {}

    /** The words that a decision is about, as SQL over a wording; the same as {@link #likeness}. */
    static final String LIKENESS =
            "lower(concat_ws(chr(31), maker, model, order_code, firmware, module_maker, module, fcc_id, tac, usb_id))";

    private record Kept(String likeness, Resolution resolution) {}

    private final JdbcClient jdbc;

    Resolutions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a decision about words, under the number of the statement it was made by. */
    @Transactional
    public void keep(String likeness, Resolution resolution, long statement) {
        jdbc.sql("""
                        insert into resolution (statement_id, likeness, decision, vendor_key, module, grade, sources, author, decided_on)
                        values (:statement, :likeness, :decision, :vendor, :module, :grade, :sources, :author, :on)
                        """)
                .param("statement", statement)
                .param("likeness", likeness)
                .param("decision", resolution.decision().key())
                .param("vendor", resolution.vendor())
                .param("module", resolution.module())
                .param("grade", resolution.grade())
                .param("sources", resolution.sources().toArray(String[]::new))
                .param("author", resolution.author())
                .param("on", resolution.on())
                .update();
    }

    /** Takes a decision back. */
    @Transactional
    public void drop(long statement) {
        jdbc.sql("delete from resolution where statement_id = ?")
                .param(statement)
                .update();
    }

    /** All decisions by the words they are about, the latest last. */
    Map<String, List<Resolution>> all() {
        Map<String, List<Resolution>> found = new HashMap<>();
        jdbc.sql("select * from resolution order by statement_id")
                .query((row, n) -> new Kept(
                        row.getString("likeness"),
                        new Resolution(
                                Decision.valueOf(row.getString("decision").toUpperCase(Locale.ROOT)),
                                row.getString("vendor_key"),
                                row.getString("module"),
                                row.getString("grade"),
                                CatalogueStore.list(row, "sources"),
                                row.getString("author"),
                                row.getObject("decided_on", LocalDate.class))))
                .list()
                .forEach(kept -> found.computeIfAbsent(kept.likeness(), key -> new ArrayList<>())
                        .add(kept.resolution()));
        return found;
    }

    /** The words that a decision is about: all that identify, whatever their case. How it connects does not matter. */
    static String likeness(Wording wording) {
        return String.join(
                        "\u001f",
                        wording.maker(),
                        wording.model(),
                        wording.orderCode(),
                        wording.firmware(),
                        wording.moduleMaker(),
                        wording.module(),
                        wording.fccId(),
                        wording.tac(),
                        wording.usbId())
                .toLowerCase(Locale.ROOT);
    }

    /** A verdict after what was decided about its words; a decision goes before what recognition makes of them. */
    static Verdict decided(Verdict verdict, List<Resolution> decisions, Knowledge knowledge) {
        Verdict result = verdict;
        for (Resolution decision : decisions) {
            result = switch (decision.decision()) {
                case NONE ->
                    new Verdict(
                            Verdict.Outcome.NONE,
                            words(decision, "there is no cellular module"),
                            List.of(),
                            verdict.equipmentMaker());
                case NOT -> without(result, decision);
                case MODULE, MAKER -> Verdict.of(List.of(candidate(decision, knowledge)), verdict.equipmentMaker());
            };
        }
        return result;
    }

    private static Verdict without(Verdict verdict, Resolution decision) {
        List<Candidate> left = verdict.candidates().stream()
                .filter(one ->
                        !one.vendor().equals(decision.vendor()) && !one.maker().equals(decision.vendor()))
                .toList();
        if (left.size() == verdict.candidates().size()) {
            return verdict;
        }
        return left.isEmpty() || verdict.outcome() == Verdict.Outcome.UNKNOWN
                ? Verdict.unknown(words(decision, "it is not of " + decision.vendor()), left, verdict.equipmentMaker())
                : Verdict.of(left, verdict.equipmentMaker());
    }

    private static Candidate candidate(Resolution decision, Knowledge knowledge) {
        String vendor = String.valueOf(decision.vendor());
        Optional<Knowledge.Family> family = knowledge.families().stream()
                .filter(one -> one.vendor().equals(vendor) || one.owner().equals(vendor))
                .filter(one -> !decision.module().isEmpty()
                        && decision.module()
                                .toUpperCase(Locale.ROOT)
                                .startsWith(one.prefix().toUpperCase(Locale.ROOT)))
                .max(Comparator.comparing(one -> one.prefix().length()));
        return new Candidate(
                decision.module(),
                vendor,
                family.map(Knowledge.Family::owner).orElse(vendor),
                family.map(Knowledge.Family::key).orElse(null),
                null,
                Candidate.Grade.valueOf(decision.grade()),
                "decision",
                words(
                        decision,
                        decision.module().isEmpty()
                                ? "the module is of " + vendor
                                : "the module is " + decision.module() + " of " + vendor),
                decision.sources());
    }

    private static String words(Resolution decision, String what) {
        return "%s decided on %s that %s.".formatted(decision.author(), decision.on(), what);
    }
}
