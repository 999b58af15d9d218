package org.linchpin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first record of a file. A name that comes twice is told apart by its number, so that no column is lost to a map.
 *
 * @param labels one a column, each once
 * @param repeated the names that come more than once
 * @param named the cells as they stand there
 * @param row the number of the row in which it stands, from 1
 */
public record Header(List<String> labels, List<String> repeated, List<String> named, int row) {

    public static Header of(List<String> cells, int row) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> labels = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell =
                    cells.get(i).replaceAll("[\\p{Cntrl}\uFEFF\u00A0]", " ").strip();
            String name = cell.isEmpty() ? "column " + letter(i) : cell;
            int times = seen.merge(name, 1, Integer::sum);
            if (times == 2) {
                repeated.add(name);
            }
            labels.add(times == 1 ? name : name + " (" + times + ")");
        }
        return new Header(List.copyOf(labels), List.copyOf(repeated), List.copyOf(cells), row);
    }

    public int size() {
        return labels.size();
    }

    /** A column's letter as spreadsheets write it: A, B, …, Z, AA. */
    public static String letter(int index) {
        StringBuilder letters = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }
}
