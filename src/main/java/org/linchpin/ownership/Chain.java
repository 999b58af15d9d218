package org.linchpin.ownership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A vendor and its ties as a drawing: who holds it above, what it holds below, a line for each tie. Thick where declared
 * control follows it, thin where it is a holding or unconfirmed, dotted where it is a dependency and no ownership.
 */
record Chain(int width, int height, List<Box> boxes, List<Line> lines) {

    private static final int WIDE = 168;
    private static final int HIGH = 50;
    private static final int GAP = 22;
    private static final int STEP = 116;
    private static final int EDGE = 8;
    private static final int UP = 5;
    private static final int LONGEST = 42;
    private static final int LINE = 22;

    /** An organisation; its name on one line or two. */
    record Box(int x, int y, String key, String first, String second, boolean self, boolean page) {

        public int middle() {
            return x + WIDE / 2;
        }

        public int textY() {
            return second.isEmpty() ? y + 31 : y + 22;
        }
    }

    /**
     * A tie, from the child's box up to the parent's.
     *
     * @param spreadsDown whether such lines are apart at the child's end rather than at the parent's
     */
    record Line(int x1, int y1, int x2, int y2, String kind, String label, boolean spreadsDown) {

        private static final double FROM_OUTER_END = 0.2;

        /** Labels stand near the end where lines are apart, so that none covers its neighbour. */
        public int labelX() {
            return outerHalf(x1, x2);
        }

        public int labelY() {
            return outerHalf(y1, y2) + 5;
        }

        private int outerHalf(int child, int parent) {
            return (int) Math.round(
                    spreadsDown
                            ? child + (parent - child) * FROM_OUTER_END
                            : parent + (child - parent) * FROM_OUTER_END);
        }

        public int labelWidth() {
            return label.length() * 7 + 12;
        }
    }

    /**
     * @param ties those in force and those of low confidence
     * @param followed numbers of the ties that declared control follows
     * @param names what organisations are called
     * @param vendors keys that have a page
     */
    static Chain of(String vendor, List<Tie> ties, Set<Long> followed, Map<String, String> names, Set<String> vendors) {
        Map<String, Integer> levels = new LinkedHashMap<>(Map.of(vendor, 0));
        Set<String> here = Set.of(vendor);
        for (int level = 1; level <= UP && !here.isEmpty(); level++) {
            Set<String> next = new LinkedHashSet<>();
            for (Tie tie : sorted(ties)) {
                if (here.contains(tie.child()) && levels.putIfAbsent(tie.parent(), level) == null) {
                    next.add(tie.parent());
                }
            }
            here = next;
        }
        sorted(ties).stream()
                .filter(tie -> tie.parent().equals(vendor))
                .forEach(tie -> levels.putIfAbsent(tie.child(), -1));
        return drawn(vendor, ties, followed, names, vendors, levels);
    }

    private static List<Tie> sorted(List<Tie> ties) {
        return ties.stream()
                .sorted(Comparator.comparing((Tie tie) -> tie.relation().dependency())
                        .thenComparing(tie -> -tie.share())
                        .thenComparing(Tie::id))
                .toList();
    }

    private static Chain drawn(
            String vendor,
            List<Tie> ties,
            Set<Long> followed,
            Map<String, String> names,
            Set<String> vendors,
            Map<String, Integer> levels) {
        Map<Integer, List<String>> rows = new HashMap<>();
        levels.forEach((key, level) ->
                rows.computeIfAbsent(level, any -> new ArrayList<>()).add(key));
        int top = levels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int widest = rows.values().stream().mapToInt(List::size).max().orElse(1);
        int width = Math.max(widest * (WIDE + GAP) - GAP + 2 * EDGE, WIDE + 2 * EDGE);
        Map<String, Box> boxes = new LinkedHashMap<>();
        rows.forEach((level, keys) -> {
            int start = (width - keys.size() * (WIDE + GAP) + GAP) / 2;
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                List<String> words = twoLines(names.getOrDefault(key, key));
                boxes.put(
                        key,
                        new Box(
                                start + i * (WIDE + GAP),
                                EDGE + (top - level) * STEP,
                                key,
                                words.get(0),
                                words.get(1),
                                key.equals(vendor),
                                vendors.contains(key) && !key.equals(vendor)));
            }
        });
        int rowCount = top + (rows.containsKey(-1) ? 2 : 1);
        List<Line> lines = ties.stream()
                .filter(tie -> boxes.containsKey(tie.child()) && boxes.containsKey(tie.parent()))
                .filter(tie -> !tie.child().equals(tie.parent()))
                .filter(tie -> levels.getOrDefault(tie.parent(), 0) > levels.getOrDefault(tie.child(), 0))
                .map(tie -> line(tie, boxes, followed, width))
                .toList();
        return new Chain(width, (rowCount - 1) * STEP + HIGH + 2 * EDGE, List.copyOf(boxes.values()), lines);
    }

    private static Line line(Tie tie, Map<String, Box> boxes, Set<Long> followed, int width) {
        Box child = Objects.requireNonNull(boxes.get(tie.child()));
        Box parent = Objects.requireNonNull(boxes.get(tie.parent()));
        String kind = followed.contains(tie.id()) ? "follows" : tie.relation().dependency() ? "depends" : "holds";
        String label = tie.owns() ? tie.percentWords() : tie.relation().label();
        return new Line(
                child.middle(),
                child.y(),
                parent.middle(),
                parent.y() + HIGH,
                kind,
                tie.counts() ? label : label + "?",
                Math.abs(2 * child.middle() - width) >= Math.abs(2 * parent.middle() - width));
    }

    private static List<String> twoLines(String name) {
        String said = name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name;
        if (said.length() <= LINE) {
            return List.of(said, "");
        }
        int space = said.lastIndexOf(' ', LINE);
        int cut = space < 1 ? LINE : space;
        String rest = said.substring(cut).trim();
        return List.of(said.substring(0, cut), rest.length() > LINE ? rest.substring(0, LINE - 1) + "…" : rest);
    }
}
