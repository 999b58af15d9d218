package org.linchpin.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.InstalledBase.Seen;

/**
 * What is looked for in one slice, ready to be asked of one submission after the other: conditions of wordings are settled
 * beforehand, and which submissions need not be asked is known from the count.
 *
 * @param among by the number of the wording, whether it is looked for
 * @param said the wordings looked for where they are fewer than all; null where every wording will do
 * @param worded the wordings whose own words answer {@code q}
 * @param sought what is looked for in references and sites besides; null without {@code q}
 * @param rows how many rows in service the wordings alone take in of each submission in force: those of {@code q}, if any
 * @param reach how many rows in service there are to look for {@code q} in
 * @param codes whose each submission is
 * @param sites whether words may be looked for in sites
 */
record Search(
        Slice slice,
        AssetFilter filter,
        Lexicon lexicon,
        boolean[] among,
        Integer @Nullable [] said,
        Integer[] worded,
        @Nullable Sought sought,
        List<Seen> submissions,
        long[] rows,
        long reach,
        Map<Integer, String> codes,
        boolean sites) {

    static Search of(Counting counting, Slice slice, AssetFilter filter, Lexicon lexicon, boolean sites) {
        boolean[] among = new boolean[lexicon.last() + 1];
        boolean[] answering = new boolean[lexicon.last() + 1];
        List<Integer> said = new ArrayList<>();
        List<Integer> worded = new ArrayList<>();
        for (Lexicon.Entry entry : lexicon.entries().values()) {
            if (filter.takes(entry, lexicon)) {
                among[entry.wording()] = true;
                said.add(entry.wording());
                if (filter.inWords(entry)) {
                    answering[entry.wording()] = true;
                    worded.add(entry.wording());
                }
            }
        }
        Integer year = filter.year();
        String installed = year == null ? null : year == 0 ? "" : year.toString();
        boolean plain = filter.q().isEmpty();
        long[] rows = counting.rows(plain ? among : answering, installed);
        return new Search(
                slice,
                filter,
                lexicon,
                among,
                filter.narrowsWordings() ? said.toArray(Integer[]::new) : null,
                worded.toArray(Integer[]::new),
                plain ? null : new Sought(filter.q(), false),
                counting.submissions(),
                rows,
                Arrays.stream(plain ? rows : counting.rows(among, installed)).sum(),
                counting.codes(),
                sites);
    }

    /** The same, the words taken wherever they stand in a reference or site. */
    Search anywhere() {
        return new Search(
                slice,
                filter,
                lexicon,
                among,
                said,
                worded,
                new Sought(filter.q(), true),
                submissions,
                rows,
                reach,
                codes,
                sites);
    }

    /** The condition over {@code s} (asset) that takes in what is looked for of some submissions. */
    String of(List<Seen> some) {
        return sought == null
                ? filtered(some)
                : filtered(some) + " and (%s or %s)".formatted(ownWords(sought), byWording());
    }

    String of(Seen one) {
        return of(List.of(one));
    }

    /** The same for rows that their wording takes in. */
    String worded(Seen one) {
        String filtered = filtered(List.of(one));
        return sought == null ? filtered : filtered + " and " + byWording();
    }

    /** The same for rows that their own words alone take in. */
    String besides(Seen one, Sought own) {
        return filtered(List.of(one)) + " and (%s) and not %s".formatted(ownWords(own), byWording());
    }

    private String ownWords(Sought own) {
        return own.in("s.asset_ref") + (sites ? " or " + own.in("s.site") : "");
    }

    private String byWording() {
        return "s.wording_id = any (" + numbers(worded) + ")";
    }

    private String filtered(List<Seen> some) {
        StringBuilder sql = new StringBuilder("s.operator_id in (%s) and s.submission_id in (%s)"
                .formatted(
                        some.stream()
                                .map(Seen::operator)
                                .distinct()
                                .map(String::valueOf)
                                .collect(Collectors.joining(",")),
                        some.stream().map(Seen::submission).map(String::valueOf).collect(Collectors.joining(","))));
        among(sql, "s.sector", slice.sectors());
        among(sql, "s.region", slice.regions());
        among(sql, "s.asset_class", slice.assetClasses());
        if (said != null) {
            sql.append(" and s.wording_id = any (").append(numbers(said)).append(')');
        }
        Integer year = filter.year();
        if (year != null) {
            sql.append(
                    year == 0
                            ? " and s.installed_on is null"
                            : " and s.installed_on >= make_date(%1$d, 1, 1) and s.installed_on < make_date(%1$d + 1, 1, 1)"
                                    .formatted(year));
        }
        return sql.toString();
    }

    private static void among(StringBuilder sql, String column, Set<String> keys) {
        if (!keys.isEmpty()) {
            sql.append(" and ").append(column).append(" in (");
            sql.append(keys.stream().map(Sought::literal).collect(Collectors.joining(", ")))
                    .append(')');
        }
    }

    private static String numbers(Integer[] numbers) {
        return Arrays.stream(numbers)
                .map(number -> String.format(Locale.ROOT, "%d", number))
                .collect(Collectors.joining(",", "'{", "}'::int[]"));
    }
}
