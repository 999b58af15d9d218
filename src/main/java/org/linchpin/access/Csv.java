package org.linchpin.access;

import org.jspecify.annotations.Nullable;

/** Cells on their way out: a spreadsheet must not take words that a register said for a formula. */
public final class Csv {

    private Csv() {}

    /** The cell, with an apostrophe before it where a spreadsheet would calculate; a plain number stays as it is. */
    public static String safe(@Nullable String cell) {
        if (cell == null || cell.isEmpty()) {
            return "";
        }
        boolean formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(cell.charAt(0)) >= 0
                && !cell.matches("[-+]?[0-9]+([.,][0-9]+)?");
        return formula ? "'" + cell : cell;
    }
}
