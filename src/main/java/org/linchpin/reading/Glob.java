package org.linchpin.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * Words in which a star stands for anything, as in {@code TEST*}, and {@code \*} for a star. A star alone stands for whatever is not
 * empty: nothing is said by an empty cell.
 */
record Glob(List<String> parts) {

    static Glob of(String said) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            if (c == '\\' && i + 1 < said.length() && said.charAt(i + 1) == '*') {
                part.append('*');
                i++;
            } else if (c == '*') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return new Glob(List.copyOf(parts));
    }

    /** How a cell is written that is meant as it stands. */
    static String quoted(String cell) {
        return cell.replace("*", "\\*");
    }

    /** Whether it says no more than one word. */
    boolean plain() {
        return parts.size() == 1;
    }

    String word() {
        return parts.get(0);
    }

    boolean fits(String cell) {
        if (plain()) {
            return cell.equals(word());
        }
        String last = parts.get(parts.size() - 1);
        if (cell.isEmpty() || !cell.startsWith(word())) {
            return false;
        }
        int at = word().length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = cell.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return cell.length() - last.length() >= at && cell.endsWith(last);
    }
}
