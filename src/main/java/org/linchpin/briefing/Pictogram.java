package org.linchpin.briefing;

import static org.linchpin.briefing.Chart.ACCENT;
import static org.linchpin.briefing.Chart.INK;
import static org.linchpin.briefing.Chart.LINE;
import static org.linchpin.briefing.Chart.MUTE;

import java.util.Locale;

/** Pictures for who has never heard of a cellular module. Each answers its height. */
final class Pictogram {

    private static final String PALE = "#b9c3cd";
    private static final String EDGE = "#17706a";
    private static final String WHITE = "#ffffff";

    private Pictogram() {}

    /** From equipment to who decides. On paper the module is as large as it really is: 23.6 by 19.9 mm, a common size. */
    static int chain(Chart chart) {
        chart.path("M122 62H200 M318 62H372 M482 62H540", PALE, "2", "5 4", null);
        chart.path("M204 62l-9 -5v10z M376 62l-9 -5v10z M544 62l-9 -5v10z", MUTE, "1", null, MUTE);
        // A meter, with the module where it sits inside, and the wall it hangs on.
        chart.rect(28, 8, 92, 108, WHITE, INK, null);
        chart.rect(44, 20, 60, 24, "#e9eef3", INK, null);
        chart.text(74, 38, "00417", INK, 15, null, "middle");
        chart.rect(58, 58, 32, 27, ACCENT, null, null);
        chart.path("M53 64h-5 M53 71h-5 M53 78h-5 M95 64h5 M95 71h5 M95 78h5", ACCENT, "3", null, null);
        chart.path("M44 102h60", LINE, "3", null, null);
        // The module: 89 by 75 px is 23.6 by 19.9 mm.
        chart.rect(214, 24, 89, 75, ACCENT, null, null);
        chart.path(
                "M208 34h6 M208 48h6 M208 62h6 M208 76h6 M208 90h6 M303 34h6 M303 48h6 M303 62h6 M303 76h6 M303 90h6",
                EDGE,
                "4",
                null,
                null);
        chart.rect(230, 37, 57, 49, WHITE, null, null);
        chart.path(arcs(258.5, 72), INK, "3", null, null);
        chart.path("M254.5 74h8v4h-8z", INK, "1", null, INK);
        // Its maker.
        chart.path("M392 100V58l24 15V58l24 15V46h24v54z", INK, "3", null, WHITE);
        chart.path("M404 87h9 M422 87h9 M440 87h9", INK, "4", null, null);
        // Who controls the maker.
        chart.path("M558 100h72 M564 92h60 M594 22l38 22h-76z", INK, "3", null, WHITE);
        chart.path("M570 48v40 M586 48v40 M602 48v40 M618 48v40", INK, "3", null, null);
        String[][] words = {
            {"Equipment", "what one buys"},
            {"Module", "a radio computer, this size"},
            {"Maker", "can update it from afar"},
            {"Controller", "who decides for the maker"}
        };
        int[] at = {74, 258, 428, 580};
        for (int i = 0; i < words.length; i++) {
            chart.text(at[i], 138, words[i][0], INK, 16, "bold", "middle");
            chart.text(at[i], 155, words[i][1], MUTE, 12, null, "middle");
        }
        return 162;
    }

    private static String arcs(double x, double y) {
        StringBuilder path = new StringBuilder();
        for (int radius : new int[] {13, 21, 29}) {
            double wide = radius * 0.72;
            path.append(String.format(
                    Locale.ROOT,
                    "M%.1f %.1fa%d %d 0 0 1 %.1f 0 ",
                    x - wide,
                    y - radius * 0.69 + 6,
                    radius,
                    radius,
                    2 * wide));
        }
        return path.toString().strip();
    }

    /** The three ways in which whoever controls a maker matters: what comes, what is changed, what is seen. */
    static int ways(Chart chart) {
        String[][] words = {
            {"Supply", "can stop"}, {"Updates", "reach every device at once"}, {"Data", "can be seen on the way"}
        };
        for (int i = 0; i < words.length; i++) {
            int x = 6 + 224 * i;
            factory(chart, x + 8, i == 2);
            for (int row = 0; row < 3; row++) {
                int y = 8 + 30 * row;
                device(chart, x + 152, y);
                line(chart, i, x + 64, x + 146, y + 12);
            }
            chart.text(x + 94, 118, words[i][0], INK, 16, "bold", "middle");
            chart.text(x + 94, 135, words[i][1], MUTE, 12, null, "middle");
        }
        return 142;
    }

    private static void factory(Chart chart, int x, boolean sees) {
        chart.path("M" + x + " 82V50l15 10V50l15 10V40h16v42z", INK, "3", null, WHITE);
        chart.path("M" + (x + 9) + " 72h6 M" + (x + 21) + " 72h6 M" + (x + 33) + " 72h6", INK, "4", null, null);
        if (sees) {
            chart.path("M" + (x + 2) + " 22q21 -22 42 0q-21 22 -42 0z", INK, "2.5", null, WHITE);
            chart.path("M" + (x + 18) + " 22a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", INK, "1", null, INK);
        }
    }

    private static void device(Chart chart, int x, int y) {
        chart.rect(x, y, 22, 24, WHITE, INK, null);
        chart.rect(x + 6, y + 8, 10, 9, ACCENT, null, null);
    }

    private static void line(Chart chart, int way, int from, int to, int y) {
        int middle = from + (to - from) / 2;
        if (way == 0) {
            chart.path("M" + from + " 61L" + to + " " + y, PALE, "2", "5 4", null);
            chart.path(
                    "M" + (middle - 5) + " " + ((61 + y) / 2 - 5) + "l10 10 M" + (middle - 5) + " " + ((61 + y) / 2 + 5)
                            + "l10 -10",
                    INK,
                    "2.5",
                    null,
                    null);
        } else {
            chart.path("M" + from + " 61L" + to + " " + y, PALE, "2", null, null);
            int x = way == 1 ? to : from;
            int tip = way == 1 ? y : 61;
            int back = way == 1 ? -9 : 9;
            double slope = (y - 61) / (double) (to - from) * back;
            chart.path(
                    String.format(Locale.ROOT, "M%d %dl%d %.1fv9z", x, tip, back, slope - 4.5), MUTE, "1", null, MUTE);
        }
    }
}
