package org.linchpin.inventory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What every wording leads to under one rule and by one dimension: few distinct readings for many wordings. */
final class Readings {

    /**
     * What wordings can lead to.
     *
     * @param outcome what recognition made of them
     * @param keys where their candidates lead; empty where they have none, or where the dimension is not a recognised one
     */
    record Reading(String outcome, Set<String> keys) {}

    private final Map<Reading, Integer> numbers = new HashMap<>();
    private final List<Reading> distinct = new ArrayList<>();
    private int[] ofWording = new int[1_024];
    private int last;

    void add(ResultSet row) throws SQLException {
        Array array = row.getArray("keys");
        Set<String> keys = array == null ? Set.of() : Set.of((String[]) array.getArray());
        int number = numbers.computeIfAbsent(new Reading(row.getString("outcome"), keys), fresh -> {
            distinct.add(fresh);
            return distinct.size() - 1;
        });
        last = Math.max(last, row.getInt("id"));
        if (last >= ofWording.length) {
            ofWording = Arrays.copyOf(ofWording, Math.max(last + 1, 2 * ofWording.length));
        }
        ofWording[row.getInt("id")] = number;
    }

    /** The number of the reading of each wording, by the wording's number. */
    int[] ofWording() {
        return ofWording;
    }

    /** Whether a wording with this number was there when the readings were made. */
    boolean holds(int wording) {
        return wording <= last;
    }

    Reading get(int number) {
        return distinct.get(number);
    }

    int size() {
        return distinct.size();
    }
}
