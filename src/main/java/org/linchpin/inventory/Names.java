package org.linchpin.inventory;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What keys are called, now and as known at earlier moments. Names change seldom, so they are kept for some seconds. */
@Component
public class Names {

    /** A key and what it is called; for lists to choose from. */
    public record Named(String key, String name) {}

    private static final int MOST_KEPT = 60;

    private final LoadingCache<Which, Map<String, String>> kept;
    private final Language language;

    Names(JdbcClient jdbc, Language language) {
        this.language = language;
        kept = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofSeconds(5))
                .maximumSize(MOST_KEPT)
                .build(which -> read(jdbc, which));
    }

    /** All names of a dimension, as known at a moment; null for now. */
    private record Which(Dimension dimension, @Nullable Instant knownAt) {

        String sql() {
            return switch (dimension) {
                case SECTOR -> "select key, name from %s order by name".formatted(table("sector"));
                case REGION -> "select code, name from %s order by name".formatted(table("region"));
                case OPERATOR -> "select code, name from operator order by name";
                case ASSET_CLASS -> "select key, plural from %s order by plural".formatted(table("asset_class"));
                case VENDOR, CONTROLLER ->
                    "select key, name from %s union all select distinct holder_key, holder_name from look_through where rule = 'jurisdiction'"
                            .formatted(table("organisation"));
                case MODULE -> "select key, prefix from %s".formatted(table("module_family"));
                case MAKER, COUNTRY, GRADE, YEAR, GENERATION -> "select '', '' where false";
            };
        }

        private String table(String name) {
            return knownAt == null ? name : name + "_at(:knownAt)";
        }
    }

    private static Map<String, String> read(JdbcClient jdbc, Which which) {
        Instant knownAt = which.knownAt();
        Map<String, String> names = new LinkedHashMap<>();
        jdbc.sql(which.sql())
                .param("knownAt", knownAt == null ? null : knownAt.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    names.put(row.getString(1), row.getString(2));
                });
        return names;
    }

    /** What a key is called. */
    public String of(Dimension dimension, String key) {
        return of(dimension, key, (Instant) null);
    }

    /** What a key was called, as known at the moment of a slice. */
    public String of(Dimension dimension, String key, Slice slice) {
        return of(dimension, key, slice.knownAt());
    }

    private String of(Dimension dimension, String key, @Nullable Instant knownAt) {
        if (key.isEmpty()) {
            return language.say("key.unsaid");
        }
        return switch (dimension) {
            case COUNTRY -> country(key);
            case CONTROLLER ->
                key.startsWith("country:")
                        ? language.say("key.jurisdiction", country(key.substring(8)))
                        : names(dimension, knownAt).getOrDefault(key, key);
            case MODULE ->
                key.startsWith("~")
                        ? language.say(
                                "key.module",
                                names(Dimension.VENDOR, knownAt).getOrDefault(key.substring(1), key.substring(1)))
                        : names(dimension, knownAt).getOrDefault(key, key);
            case GRADE -> key.equals("?") ? language.say("key.unidentified") : language.say("key.grade", key);
            case MAKER, YEAR, GENERATION -> key;
            default -> known(dimension, key, knownAt);
        };
    }

    /** Something new is asked about before its kind was read again: then it is read at once. */
    private String known(Dimension dimension, String key, @Nullable Instant knownAt) {
        if (!names(dimension, knownAt).containsKey(key)) {
            kept.invalidate(new Which(dimension, knownAt));
        }
        return names(dimension, knownAt).getOrDefault(key, key);
    }

    /** What a part is called: the names of everything that it is narrowed to, or that it is everything. */
    public String of(Slice slice) {
        List<String> words = new ArrayList<>();
        slice.sectors().forEach(key -> words.add(of(Dimension.SECTOR, key, slice)));
        slice.regions().forEach(key -> words.add(of(Dimension.REGION, key, slice)));
        slice.operators().forEach(key -> words.add(of(Dimension.OPERATOR, key, slice)));
        slice.assetClasses().forEach(key -> words.add(of(Dimension.ASSET_CLASS, key, slice)));
        return words.isEmpty() ? language.say("slice.everything") : String.join(", ", words);
    }

    /** What a dimension itself is called, in the middle of a sentence. */
    public String of(Dimension dimension) {
        return language.say("dimension." + dimension.key());
    }

    /** What some keys of a dimension are called, by their keys. */
    public Map<String, String> of(Dimension dimension, Stream<String> keys) {
        return keys.distinct().collect(Collectors.toMap(key -> key, key -> of(dimension, key)));
    }

    /** All keys of a dimension with their names. */
    public List<Named> all(Dimension dimension) {
        return names(dimension, null).entrySet().stream()
                .map(entry -> new Named(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The key that somebody means by a key or a name, however written. */
    public Optional<String> keyOf(Dimension dimension, String said) {
        String bare = bare(said);
        return names(dimension, null).entrySet().stream()
                .filter(entry -> bare(entry.getKey()).equals(bare)
                        || bare(entry.getValue()).equals(bare))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Map<String, String> names(Dimension dimension, @Nullable Instant knownAt) {
        return kept.get(new Which(dimension, knownAt));
    }

    private String country(String code) {
        String name = new Locale.Builder()
                .setRegion(code.matches("[A-Z]{2}") ? code : "")
                .build()
                .getDisplayCountry(language.locale());
        return name.isEmpty() ? language.say("key.nowhere") : name;
    }

    private static String bare(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
