package org.linchpin.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * @param rows how many rows in service each submission in force has that slice and wordings take in
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
        List<Seen> submissions,
        long[] rows,
        Map<Integer, String> codes,
        boolean sites) {

    static Search of(Counting counting, Slice slice, AssetFilter filter, Lexicon lexicon, boolean sites) {
        boolean[] among = new boolean[lexicon.last() + 1];
        List<Integer> said = new ArrayList<>();
        List<Integer> worded = new ArrayList<>();
        for (Lexicon.Entry entry : lexicon.entries().values()) {
            if (filter.takes(entry, lexicon)) {
                among[entry.wording()] = true;
                said.add(entry.wording());
                if (filter.inWords(entry)) {
                    worded.add(entry.wording());
                }
            }
        }
        Integer year = filter.year();
        return new Search(
                slice,
                filter,
                lexicon,
                among,
                filter.narrowsWordings() ? said.toArray(Integer[]::new) : null,
                worded.toArray(Integer[]::new),
                counting.submissions(),
                counting.rows(among, year == null ? null : year == 0 ? "" : year.toString()),
                counting.codes(),
                sites);
    }

    /** Whether the count alone says how many rows there are in service. */
    boolean counted() {
        return filter.q().isEmpty();
    }

    /** The condition over {@code s} (asset) that takes in what is looked for of a submission. */
    String of(Seen one) {
        StringBuilder sql = new StringBuilder(
                "s.operator_id = %d and s.submission_id = %d".formatted(one.operator(), one.submission()));
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
        if (!filter.q().isEmpty()) {
            String like = literal(filter.like());
            sql.append(" and (s.asset_ref ilike ").append(like);
            sql.append(sites ? " or s.site ilike " + like : "");
            sql.append(" or s.wording_id = any (").append(numbers(worded)).append("))");
        }
        return sql.toString();
    }

    private static void among(StringBuilder sql, String column, java.util.Set<String> keys) {
        if (!keys.isEmpty()) {
            sql.append(" and ").append(column).append(" in (");
            sql.append(keys.stream().map(Search::literal).collect(Collectors.joining(", ")))
                    .append(')');
        }
    }

    private static String numbers(Integer[] numbers) {
        return java.util.Arrays.stream(numbers)
                .map(number -> String.format(Locale.ROOT, "%d", number))
                .collect(Collectors.joining(",", "'{", "}'::int[]"));
    }

    /** A string as SQL writes it: PostgreSQL takes every sign as it is, but the quote. */
    private static String literal(String value) {
        return "'" + value.replace("'", "''").replace("\u0000", "") + "'";
    }
}
