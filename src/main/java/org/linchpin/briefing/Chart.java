package org.linchpin.briefing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.linchpin.briefing.Document.Bar;
import org.linchpin.briefing.Document.Picture;

/**
 * How a picture is drawn: solid is sure, hatched is possible. One drawing for page, paper and document; all lengths in
 * CSS pixels.
 */
final class Chart {

    static final String FONTS = "'Source Sans 3', 'DejaVu Sans', 'Droid Sans Fallback', 'Noto Emoji', sans-serif";

    private static final String INK = "#14213d";
    private static final String MUTE = "#51606f";
    private static final String LINE = "#d5dbe1";
    private static final String WASH = "#f4f6f8";
    private static final String DATA = "#12436d";
    private static final String ACCENT = "#28a197";
    private static final String HATCH = "url(#hatch)";

    private static final int WIDTH = 650;
    private static final int LABELS = 206;
    private static final int VALUES = 112;
    private static final int ROW = 27;

    private final List<Shape> shapes = new ArrayList<>();

    private Chart() {}

    /**
     * A drawing.
     *
     * @param alternative what it shows, for who does not see it
     */
    record Drawing(int width, int height, String alternative, List<Shape> shapes) {

        /** Whether something in it is hatched. */
        public boolean hatched() {
            return shapes.stream().anyMatch(shape -> HATCH.equals(shape.fill()));
        }
    }

    /** A rect, path or text; what does not apply is null. */
    record Shape(
            String tag,
            double x,
            double y,
            double width,
            double height,
            @Nullable String fill,
            @Nullable String stroke,
            @Nullable String strokeWidth,
            @Nullable String dash,
            int size,
            @Nullable String weight,
            @Nullable String anchor,
            @Nullable String path,
            @Nullable String text) {}

    static Drawing of(Picture picture) {
        Chart chart = new Chart();
        return switch (picture.chart()) {
            case "years" -> chart.years(picture);
            case "explain" -> chart.explain(picture);
            default -> chart.bars(picture);
        };
    }

    private Drawing bars(Picture picture) {
        boolean money = picture.chart().equals("money");
        double room = WIDTH - LABELS - VALUES - 20;
        int top = money ? 4 : 20;
        int bottom = top + ROW * picture.bars().size();
        if (!money) {
            for (int percent = 0; percent <= 100; percent += 25) {
                double x = LABELS + 8 + room * percent / 100;
                path("M" + at(x) + " " + (top - 2) + "V" + bottom, LINE, "1", null, null);
                if (percent % 50 == 0) {
                    text(
                            x,
                            12,
                            percent + "%",
                            MUTE,
                            11,
                            null,
                            percent == 0 ? "start" : percent == 100 ? "end" : "middle");
                }
            }
        }
        double scale = picture.most() <= 0 ? 0 : room / picture.most();
        int y = top;
        for (Bar bar : picture.bars()) {
            double low = Math.max(0, bar.low() * scale);
            double high = Math.min(room, bar.high() * scale);
            rect(LABELS + 8, y + 5, room, ROW - 10, money ? WASH : null, null, null);
            if (high - low > 0.4) {
                rect(LABELS + 8 + low, y + 5, high - low, ROW - 10, HATCH, DATA, "3 2");
            }
            rect(LABELS + 8, y + 5, Math.max(low, bar.low() > 0 ? 1 : 0), ROW - 10, DATA, null, null);
            text(LABELS - 2, y + 18, fitted(bar.label(), LABELS - 6, 13), INK, 13, null, "end");
            text(WIDTH, y + 18, bar.text(), INK, 13, "bold", "end");
            y += ROW;
        }
        legend(
                bottom + 16,
                money ? "at least, in nine of ten draws" : "sure",
                money ? "at most, in nine of ten draws" : "possible, if the unknown were theirs");
        return new Drawing(WIDTH, bottom + 24, picture.alternative(), List.copyOf(shapes));
    }

    private Drawing years(Picture picture) {
        int top = 22;
        int floor = 190;
        double tall = floor - top;
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = floor - tall * percent / 100;
            path("M40 " + at(y) + "H" + WIDTH, LINE, "1", null, null);
            if (percent % 50 == 0) {
                text(34, y + 4, percent + "%", MUTE, 11, null, "end");
            }
        }
        int count = Math.max(1, picture.bars().size());
        double step = (WIDTH - 50.0) / count;
        double wide = Math.min(62, step * 0.6);
        for (int i = 0; i < picture.bars().size(); i++) {
            Bar bar = picture.bars().get(i);
            double x = 46 + step * i + (step - wide) / 2;
            double low = floor - tall * bar.low();
            double high = floor - tall * bar.high();
            if (low - high > 0.4) {
                rect(x, high, wide, low - high, HATCH, DATA, "3 2");
            }
            rect(x, low, wide, floor - low, DATA, null, null);
            text(x + wide / 2, high - 6, bar.text(), INK, 13, "bold", "middle");
            text(x + wide / 2, floor + 18, fitted(bar.label(), step - 4, 13), INK, 13, null, "middle");
        }
        legend(floor + 42, "sure", "possible, if the unknown were theirs");
        return new Drawing(WIDTH, floor + 50, picture.alternative(), List.copyOf(shapes));
    }

    private void legend(int y, String solid, String hatched) {
        rect(LABELS + 8, y - 9, 20, 10, DATA, null, null);
        text(LABELS + 33, y, solid, MUTE, 11, null, "start");
        double next = LABELS + 33 + width(solid, 11) + 18;
        rect(next, y - 9, 20, 10, HATCH, DATA, "3 2");
        text(next + 25, y, hatched, MUTE, 11, null, "start");
    }

    private Drawing explain(Picture picture) {
        path("M132 72H196 M300 72H364 M472 72H536", "#b9c3cd", "2", "5 4", null);
        path("M200 72l-9 -5v10z M368 72l-9 -5v10z M540 72l-9 -5v10z", MUTE, "1", null, MUTE);
        // Equipment, with the module where it sits inside.
        rect(34, 16, 92, 112, "#ffffff", INK, null);
        rect(50, 30, 60, 24, "#e9eef3", INK, null);
        text(80, 48, "00417", INK, 15, null, "middle");
        rect(64, 68, 32, 32, ACCENT, null, null);
        path("M59 76h-5 M59 84h-5 M59 92h-5 M101 76h5 M101 84h5 M101 92h5", ACCENT, "3", null, null);
        path("M50 116h60", LINE, "3", null, null);
        // The module, enlarged.
        rect(212, 34, 76, 76, ACCENT, null, null);
        path(
                "M206 48h6 M206 64h6 M206 80h6 M206 96h6 M288 48h6 M288 64h6 M288 80h6 M288 96h6",
                "#17706a",
                "4",
                null,
                null);
        rect(225, 47, 50, 50, "#ffffff", null, null);
        path("M239 83a15 15 0 0 1 22 0 M233 74a24 24 0 0 1 34 0 M228 65a32 32 0 0 1 44 0", INK, "3", null, null);
        path("M246 88h8v4h-8z", INK, "1", null, INK);
        // Its maker.
        path("M380 110V68l24 15V68l24 15V56h24v54z", INK, "3", null, "#ffffff");
        path("M392 97h9 M410 97h9 M428 97h9", INK, "4", null, null);
        // Who controls the maker.
        path("M552 110h72 M558 102h60 M588 32l38 22h-76z", INK, "3", null, "#ffffff");
        path("M564 58v40 M580 58v40 M596 58v40 M612 58v40", INK, "3", null, null);
        String[][] words = {
            {"Equipment", "what one buys"},
            {"Module", "a radio computer inside"},
            {"Maker", "can update it from afar"},
            {"Controller", "who decides for the maker"}
        };
        int[] at = {80, 250, 416, 574};
        for (int i = 0; i < words.length; i++) {
            text(at[i], 154, words[i][0], INK, 16, "bold", "middle");
            text(at[i], 172, words[i][1], MUTE, 12, null, "middle");
        }
        return new Drawing(WIDTH, 180, picture.alternative(), List.copyOf(shapes));
    }

    private void rect(
            double x,
            double y,
            double width,
            double height,
            @Nullable String fill,
            @Nullable String stroke,
            @Nullable String dash) {
        if (fill != null) {
            shapes.add(new Shape(
                    "rect",
                    round(x),
                    round(y),
                    round(width),
                    round(height),
                    fill,
                    stroke,
                    stroke == null ? null : dash == null ? "2" : "1",
                    dash,
                    0,
                    null,
                    null,
                    null,
                    null));
        }
    }

    private void path(String path, String stroke, String strokeWidth, @Nullable String dash, @Nullable String fill) {
        shapes.add(new Shape(
                "path",
                0,
                0,
                0,
                0,
                fill == null ? "none" : fill,
                stroke,
                strokeWidth,
                dash,
                0,
                null,
                null,
                path,
                null));
    }

    private void text(double x, double y, String text, String fill, int size, @Nullable String weight, String anchor) {
        shapes.add(
                new Shape("text", round(x), round(y), 0, 0, fill, null, null, null, size, weight, anchor, null, text));
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** As much of a name as fits; what is cut off stands in the table. */
    static String fitted(String name, double room, int size) {
        // Drawings know no characters beyond the first plane; they stand in the table.
        String text = name.codePoints()
                .filter(c -> c <= 0xFFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (width(text, size) <= room) {
            return text;
        }
        StringBuilder some = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            if (width(some.toString() + Character.toString(c), size) > room - size * 0.8) {
                break;
            }
            some.appendCodePoint(c);
        }
        return some.toString().strip() + "…";
    }

    /** An estimate, on the safe side: what is drawn must not run over. */
    private static double width(String text, int size) {
        return text.codePoints()
                        .mapToDouble(c ->
                                Character.isIdeographic(c) || c > 0xFFFF ? 1.02 : Character.isUpperCase(c) ? 0.62 : 0.5)
                        .sum()
                * size;
    }
}
