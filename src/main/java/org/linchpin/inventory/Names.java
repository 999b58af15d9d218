package org.linchpin.inventory;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What keys are called. Names change seldom, so they are kept for some seconds. */
@Component
public class Names {

    /** A key and what it is called; for lists to choose from. */
    public record Named(String key, String name) {}

    private final LoadingCache<String, Map<String, String>> kept;

    Names(JdbcClient jdbc) {
        kept = Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(5)).build(sql -> read(jdbc, sql));
    }

    private static Map<String, String> read(JdbcClient jdbc, String sql) {
        Map<String, String> names = new LinkedHashMap<>();
        jdbc.sql(sql).query(row -> {
            names.put(row.getString(1), row.getString(2));
        });
        return names;
    }

    private static String table(Dimension dimension) {
        return switch (dimension) {
            case SECTOR -> "select key, name from sector order by name";
            case REGION -> "select code, name from region order by name";
            case OPERATOR -> "select code, name from operator order by name";
            case ASSET_CLASS -> "select key, plural from asset_class order by plural";
            case VENDOR, CONTROLLER ->
                "select key, name from organisation union all select distinct holder_key, holder_name from look_through where rule = 'jurisdiction'";
            case MODULE -> "select key, prefix from module_family";
            case MAKER, COUNTRY, GRADE, YEAR, GENERATION -> "select '', '' where false";
        };
    }

    /** What a key is called. */
    public String of(Dimension dimension, String key) {
        if (key.isEmpty()) {
            return "Not stated";
        }
        return switch (dimension) {
            case COUNTRY -> country(key);
            case CONTROLLER ->
                key.startsWith("country:")
                        ? "Jurisdiction of " + country(key.substring(8))
                        : names(dimension).getOrDefault(key, key);
            case MODULE ->
                key.startsWith("~")
                        ? names(Dimension.VENDOR).getOrDefault(key.substring(1), key.substring(1))
                                + ", module not known"
                        : names(dimension).getOrDefault(key, key);
            case GRADE -> key.equals("?") ? "Not identified" : "Grade " + key;
            case MAKER, YEAR, GENERATION -> key;
            default -> known(dimension, key);
        };
    }

    /** Something new is asked about before its kind was read again: then it is read at once. */
    private String known(Dimension dimension, String key) {
        if (!names(dimension).containsKey(key)) {
            kept.invalidate(table(dimension));
        }
        return names(dimension).getOrDefault(key, key);
    }

    /** All keys of a dimension with their names. */
    public List<Named> all(Dimension dimension) {
        return names(dimension).entrySet().stream()
                .map(entry -> new Named(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The key that somebody means by a key or a name, however written. */
    public Optional<String> keyOf(Dimension dimension, String said) {
        String bare = bare(said);
        return names(dimension).entrySet().stream()
                .filter(entry -> bare(entry.getKey()).equals(bare)
                        || bare(entry.getValue()).equals(bare))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Map<String, String> names(Dimension dimension) {
        return kept.get(table(dimension));
    }

    static String country(String code) {
        String name = new Locale.Builder()
                .setRegion(code.matches("[A-Z]{2}") ? code : "")
                .build()
                .getDisplayCountry(Locale.UK);
        return name.isEmpty() ? "Not established" : name;
    }

    private static String bare(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
