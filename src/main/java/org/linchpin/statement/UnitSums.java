package org.linchpin.statement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Units added up as figures are: sure where all candidates lead to one holder, unknown where nothing is known. */
record UnitSums(long total, long unknown, Map<String, Long> sure, Map<String, Long> undecided) {

    /** Units of one wording, and who could have made what is inside. */
    record Line(int wording, String outcome, long units, Set<String> makers) {}

    /** @param led where each maker leads; one that is missing stands for itself */
    static UnitSums of(List<Line> lines, Map<String, String> led) {
        long total = 0;
        long unknown = 0;
        Map<String, Long> sure = new HashMap<>();
        Map<String, Long> undecided = new HashMap<>();
        for (Line line : lines) {
            if (line.outcome().equals("none")) {
                continue;
            }
            total += line.units();
            Set<String> holders = line.makers().stream()
                    .map(maker -> led.getOrDefault(maker, maker))
                    .collect(Collectors.toSet());
            if (line.outcome().equals("unknown") || holders.isEmpty()) {
                unknown += line.units();
            } else {
                Map<String, Long> where = holders.size() == 1 ? sure : undecided;
                holders.forEach(holder -> where.merge(holder, line.units(), Long::sum));
            }
        }
        return new UnitSums(total, unknown, sure, undecided);
    }

    Set<String> keys() {
        Set<String> keys = new HashSet<>(sure.keySet());
        keys.addAll(undecided.keySet());
        return keys;
    }

    long sure(String holder) {
        return sure.getOrDefault(holder, 0L);
    }

    long possible(String holder) {
        return sure(holder) + undecided.getOrDefault(holder, 0L) + unknown;
    }
}
