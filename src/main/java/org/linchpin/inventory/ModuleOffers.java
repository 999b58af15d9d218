package org.linchpin.inventory;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The modules that are on offer, as the catalogue knows them, with who controls their makers under a rule. */
@Component
public class ModuleOffers {

    private final JdbcClient jdbc;

    ModuleOffers(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
