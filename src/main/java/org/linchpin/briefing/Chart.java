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

    static final String INK = "#14213d";
    static final String MUTE = "#51606f";
    static final String LINE = "#d5dbe1";
    private static final String WASH = "#f4f6f8";
    private static final String DATA = "#12436d";
    static final String ACCENT = "#28a197";
    private static final String HATCH = "url(#hatch)";

    static final int WIDTH = 650;
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
            case "explain" -> chart.drawn(picture, Pictogram.chain(chart));
            case "ways" -> chart.drawn(picture, Pictogram.ways(chart));
            default -> chart.bars(picture);
        };
    }

    private Drawing drawn(Picture picture, int height) {
        return new Drawing(WIDTH, height, picture.alternative(), List.copyOf(shapes));
    }

    private Drawing bars(Picture picture) {
        boolean swings = picture.chart().equals("swings");
        boolean money = swings || picture.chart().equals("money");
        int labels = money ? LABELS + 44 : LABELS;
        double room = WIDTH - labels - VALUES - 20;
        int top = money ? 4 : 20;
        int bottom = top + ROW * picture.bars().size();
        if (!money) {
            for (int percent = 0; percent <= 100; percent += 25) {
                double x = labels + 8 + room * percent / 100;
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
            rect(labels + 8, y + 5, room, ROW - 10, money ? WASH : null, null, null);
            if (high - low > 0.4) {
                rect(labels + 8 + low, y + 5, high - low, ROW - 10, HATCH, DATA, "3 2");
            }
            rect(labels + 8, y + 5, Math.max(low, bar.low() > 0 ? 1 : 0), ROW - 10, DATA, null, null);
            label(bar.label(), labels, y);
            text(WIDTH, y + 18, bar.text(), INK, 13, "bold", "end");
            y += ROW;
        }
        if (picture.bars().stream().allMatch(bar -> bar.low() == bar.high())) {
            return drawn(picture, bottom + 6);
        }
        legend(
                labels + 8,
                bottom + 16,
                swings ? "with it at its low value" : money ? "at least, in nine of ten draws" : "sure",
                swings
                        ? "with it at its high value"
                        : money ? "at most, in nine of ten draws" : "possible, if the unknown were theirs");
        return drawn(picture, bottom + 24);
    }

    /** A name that is too long for one line has two. */
    private void label(String name, int room, int y) {
        String whole = fitted(name, room - 6, 13);
        int space = name.lastIndexOf(' ', (int) (name.length() * 0.62));
        if (whole.equals(name) || space < 0) {
            text(room - 2, y + 18, whole, INK, 13, null, "end");
        } else {
            text(room - 2, y + 12, fitted(name.substring(0, space), room - 6, 11), INK, 11, null, "end");
            text(room - 2, y + 24, fitted(name.substring(space + 1), room - 6, 11), INK, 11, null, "end");
        }
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
        legend(LABELS + 8, floor + 42, "sure", "possible, if the unknown were theirs");
        return new Drawing(WIDTH, floor + 50, picture.alternative(), List.copyOf(shapes));
    }

    private void legend(int x, int y, String solid, String hatched) {
        rect(x, y - 9, 20, 10, DATA, null, null);
        text(x + 25, y, solid, MUTE, 11, null, "start");
        double next = x + 25 + width(solid, 11) + 18;
        rect(next, y - 9, 20, 10, HATCH, DATA, "3 2");
        text(next + 25, y, hatched, MUTE, 11, null, "start");
    }

    void rect(
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

    void path(String path, String stroke, String strokeWidth, @Nullable String dash, @Nullable String fill) {
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

    void text(double x, double y, String text, String fill, int size, @Nullable String weight, String anchor) {
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
