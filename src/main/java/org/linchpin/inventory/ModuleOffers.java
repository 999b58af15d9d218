package org.linchpin.inventory;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Language;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The modules that are on offer, as the catalogue knows them, with who controls their makers under a rule. */
@Component
public class ModuleOffers {

    private final JdbcClient jdbc;
    private final Language language;

    ModuleOffers(JdbcClient jdbc, Language language) {
        this.jdbc = jdbc;
        this.language = language;
    }

    /**
     * A family of modules.
     *
     * @param vendor the name on the module
     * @param holder who controls the maker under the rule
     * @param status of the maker: active, exited and the like; null where not known
     * @param listed whether an official list in force names the maker or its holder
     */
    public record Offer(
            String family,
            String name,
            String vendor,
            @Nullable String generation,
            @Nullable String radio,
            @Nullable String form,
            String confidence,
            String holder,
            String holderName,
            String country,
            @Nullable String status,
            boolean listed) {

        /** What kind of radio it is, so that one can stand in for another: its generation and category. */
        public String radioClass() {
            String known = generation == null ? "" : generation;
            String said = radio == null ? "" : radio.toUpperCase(Locale.ROOT);
            return switch (known) {
                case "4G" ->
                    said.matches(".*CAT 1( ?BIS)?\\b.*")
                            ? "LTE Cat 1"
                            : said.matches(".*CAT [34]\\b.*")
                                    ? "LTE Cat 4"
                                    : said.contains("LTE-A") || said.matches(".*CAT ([6-9]|1[0-9])\\b.*")
                                            ? "LTE-A"
                                            : UNKNOWN;
                case "5G" -> said.contains("REDCAP") ? "5G RedCap" : "5G";
                case "LPWA" ->
                    said.contains("M1") || said.contains("CAT M") || said.contains("LTE-M") ? "LTE-M" : UNKNOWN;
                case "" -> UNKNOWN;
                default -> known;
            };
        }

        /** The form: which socket it fits, or that it is soldered. */
        public String formClass() {
            return ModuleOffers.formClass(form == null ? "" : form);
        }

        /** Whether it can be bought with a clear name: a well-sourced family of an active maker that no list in force names. */
        public boolean qualified() {
            return !confidence.equals("low")
                    && !listed
                    && (status == null || status.isEmpty() || status.startsWith("active"));
        }
    }

    public static final String UNKNOWN = "";

    /** What the catalogue's words for a form say: a socket, or that it is soldered. */
    public static String formClass(String said) {
        return said.contains("M.2")
                ? "M.2"
                : said.contains("mPCIe")
                        ? "mPCIe"
                        : said.contains("snap-in") || said.contains("CF3")
                                ? "socket"
                                : said.contains("soldered") ? "soldered" : UNKNOWN;
    }

    /** Which generations can stand in for a generation. */
    @Transactional(readOnly = true)
    public Map<String, Set<String>> successors(Clocks clocks) {
        Map<String, Set<String>> successors = new TreeMap<>();
        jdbc.sql("select generation, successor from radio_successor_at(:knownAt)")
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    successors
                            .computeIfAbsent(row.getString("generation"), generation -> new TreeSet<>())
                            .add(row.getString("successor"));
                });
        return successors;
    }

    /**
     * Where modules can be used.
     *
     * @param known the families whose bands are known to serve in the country; of all others it is not known
     * @param hints what is said of others that proves nothing, by family: a name that sounds as if, another country
     */
    public record Serving(Set<String> known, Map<String, String> hints) {}

    /** What is known of who can be used in a country. A line of low confidence is a hint: what is not known is not allowed. */
    @Transactional(readOnly = true)
    public Serving servingIn(String country, Clocks clocks) {
        Set<String> known = new TreeSet<>();
        Map<String, String> hints = new TreeMap<>();
        jdbc.sql("""
                        select family, country in (:country, 'world') and confidence <> 'low' as serves, note
                        from module_market_at(:knownAt) order by 1, 3
                        """)
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("country", country)
                .query(row -> {
                    if (row.getBoolean("serves")) {
                        known.add(row.getString("family"));
                    } else if (row.getString("note") != null) {
                        hints.put(row.getString("family"), row.getString("note"));
                    }
                });
        return new Serving(known, hints);
    }

    /** As known at a moment, with who controls their makers on a day. */
    @Transactional(readOnly = true)
    public List<Offer> all(LookThroughRule rule, Clocks clocks) {
        return jdbc.sql("""
                        select f.key as family, f.prefix as name, f.vendor_key as vendor, f.generation, f.radio, f.form_factor as form, f.confidence,
                               l.holder_key as holder, l.holder_name, l.country, o.status,
                               exists (select 1 from listed_at(:knownAt) d where d.vendor_key in (f.vendor_key, f.owner_key, l.holder_key)) as listed
                        from module_family_at(:knownAt) f
                        join look_through_at(:asAt, :knownAt) l on l.rule = :rule
                            and l.vendor_key = case l.rule when 'named' then f.vendor_key else f.owner_key end
                        join organisation_at(:knownAt) o on o.key = f.owner_key
                        order by f.key
                        """)
                .param("rule", rule.key())
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .query(Offer.class)
                .list();
    }

    /**
     * What is recorded of a maker on offer that whoever turns to it should read first. Facts with their sources and no judgement.
     *
     * @param holder who controls the maker under the rule
     * @param name the firm of which it is recorded
     * @param kind how it is tied to another; or one of the constants for who controls it
     * @param other to whom it is tied; null where it is about control
     * @param otherHolder who controls that one
     * @param otherCountry from where that one is controlled
     * @param note what the record says
     */
    public record Caution(
            String holder,
            String name,
            String kind,
            @Nullable String other,
            @Nullable String otherName,
            @Nullable String otherHolder,
            @Nullable String otherCountry,
            String confidence,
            List<String> sources,
            String note) {

        /** Part of what is noted of who controls the maker is not verified. */
        public static final String PARTLY_VERIFIED = "control_partly_verified";

        /** Who controls the maker is noted as not verified. */
        public static final String UNVERIFIED = "control_unverified";

        /** Nobody is recorded as controlling the maker. */
        public static final String NOT_RECORDED = "control_not_recorded";

        /** Whether it is about who controls the maker, whoever is to be replaced. */
        public boolean control() {
            return kind.equals(UNVERIFIED) || kind.equals(PARTLY_VERIFIED) || kind.equals(NOT_RECORDED);
        }

        /** Whether it is about a tie to a firm that one of these keys names, as itself, by its holder or by its country. */
        public boolean tiesTo(Set<String> keys) {
            return Stream.of(other, otherHolder, otherCountry)
                    .filter(Objects::nonNull)
                    .anyMatch(keys::contains);
        }
    }

    /** What is recorded of makers: that they depend on another's technology, or that it is not known who controls them. */
    @Transactional(readOnly = true)
    public List<Caution> cautions(LookThroughRule rule, Clocks clocks) {
        return jdbc.sql("""
                        select c.holder_key as holder, t.child_name as name, t.relation as kind, t.parent_key as other,
                               t.parent_name as other_name, p.holder_key as other_holder, p.country as other_country,
                               t.confidence, t.sources, coalesce(t.note, '') as note
                        from ownership t
                        join look_through_at(:asAt, :knownAt) c on c.rule = :rule and c.vendor_key = t.child_key
                        left join look_through_at(:asAt, :knownAt) p on p.rule = :rule and p.vendor_key = t.parent_key
                        where t.relation in ('technology_licence', 'technical_equivalence', 'factory_for')
                            and (t.statement_id is null or t.recorded_at <= :knownAt)
                            and (t.retracted_at is null or t.retracted_at > :knownAt)
                            and (t.valid_from is null or t.valid_from <= :asAt::date::text)
                            and (t.valid_to is null or t.valid_to >= left(:asAt::date::text, length(t.valid_to)))
                        union all
                        select o.key, o.name, case when o.controller_note is null then :notRecorded
                                   when lower(o.controller_note) like 'unverified%' or lower(o.controller_note) like 'not established%'
                                   then :unverified else :partly end,
                               null, null, null, null, o.confidence, o.sources, coalesce(o.controller_note, '')
                        from organisation_at(:knownAt) o
                        where o.kind = 'vendor' and (o.controller_note is null or lower(o.controller_note) like '%unverified%'
                            or lower(o.controller_note) like 'not established%')
                        order by 2, 3
                        """)
                .param("rule", rule.key())
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("notRecorded", Caution.NOT_RECORDED)
                .param("unverified", Caution.UNVERIFIED)
                .param("partly", Caution.PARTLY_VERIFIED)
                .query((row, n) -> new Caution(
                        row.getString("holder"),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getString("other"),
                        row.getString("other_name"),
                        row.getString("other_holder"),
                        row.getString("other_country"),
                        row.getString("confidence"),
                        List.of((String[]) row.getArray("sources").getArray()),
                        row.getString("note")))
                .list();
    }

    /** Cautions as sentences, those about ties first; whoever is merely not recorded shares one. */
    public List<String> said(Collection<Caution> cautions) {
        List<String> said = new ArrayList<>();
        cautions.stream().filter(one -> !one.control()).forEach(one -> said.add(say(one)));
        for (String kind : List.of(Caution.UNVERIFIED, Caution.PARTLY_VERIFIED)) {
            cautions.stream().filter(one -> one.kind().equals(kind)).forEach(one -> said.add(say(one)));
        }
        List<String> nobody = cautions.stream()
                .filter(one -> one.kind().equals(Caution.NOT_RECORDED))
                .map(Caution::name)
                .distinct()
                .sorted()
                .toList();
        if (!nobody.isEmpty()) {
            said.add(language.say("caution." + Caution.NOT_RECORDED, String.join(", ", nobody)));
        }
        return said;
    }

    private String say(Caution one) {
        return language.say(
                "caution." + one.kind(),
                one.name(),
                one.note(),
                language.say("confidence." + one.confidence()),
                String.join(", ", one.sources()),
                one.otherName());
    }

    /** The year by whose end the networks of a generation close. */
    public record Closure(String generation, int lastYear, String confidence, List<String> sources, String note) {

        public LocalDate closesOn() {
            return LocalDate.of(lastYear, 12, 31);
        }
    }

    @Transactional(readOnly = true)
    public List<Closure> closures(Clocks clocks) {
        return jdbc.sql("""
                        select generation, last_year, confidence, sources, coalesce(note, '') as note
                        from network_sunset_at(:knownAt) order by generation
                        """)
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Closure(
                        row.getString("generation"),
                        row.getInt("last_year"),
                        row.getString("confidence"),
                        List.of((String[]) row.getArray("sources").getArray()),
                        row.getString("note")))
                .list();
    }
}
