package org.linchpin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An invented register of any size as CSV, written while it is read, the same for the same seed. Spread as unevenly as a
 * real one: of some hundreds of models an operator has a hundred, bought in a few years each, in three regions. Here and there
 * a row is at fault.
 */
public final class NationalRegister extends InputStream {

    private static final String HEADER =
            "asset_ref,asset_class,units,manufacturer,model,firmware,module_manufacturer,module_model,region,"
                    + "installed_on,capacity_kw,criticality,site,notes\n";
    private static final String[] CLASSES = {
        "smart_meter", "ev_charger", "traffic_controller", "camera", "industrial_router", "street_light", "water_meter"
    };
    private static final String[] REGIONS = {
        "TLC", "TLD", "TLE", "TLF", "TLG", "TLH", "TLI", "TLJ", "TLK", "TLL", "TLM", "TLN"
    };
    private static final String[][] MODULES = {
        {"Quectel", "EC25-E"}, {"Quectel", "BG95-M3"}, {"SIMCom", "SIM7600E"}, {"Telit", "LE910C4-EU"},
        {"Sierra Wireless", "EM7455"}, {"u-blox", "SARA-R410M"}, {"Fibocom", "L610"}, {"Nordic", "nRF9160"},
        {"", ""}, {"", ""}, {"", ""},
    };
    private static final int MODELS = 600;
    private static final int OWN_MODELS = 100;
    private static final int YEARS = 4;
    /** In so many rows one has a region that nobody knows (a warning), and one has no units (it cannot be taken in). */
    private static final int BAD_REGION = 1_000;

    private static final int BAD_UNITS = 10_000;

    private final SplittableRandom random;
    private final List<String> words = new ArrayList<>();
    private final long rows;
    private final long seed;
    private final String prefix;
    private long row;
    private byte[] chunk = HEADER.getBytes(StandardCharsets.US_ASCII);
    private int at;

    private NationalRegister(String prefix, long rows, long seed) {
        this.prefix = prefix;
        this.rows = rows;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        SplittableRandom models = new SplittableRandom(4711);
        for (int i = 0; i < MODELS; i++) {
            String[] module = MODULES[models.nextInt(MODULES.length)];
            words.add("Maker %d,Model %d,%d.%d,%s,%s"
                    .formatted(i % 40, i, 1 + models.nextInt(4), models.nextInt(10), module[0], module[1]));
        }
    }

    /**
     * A register.
     *
     * @param prefix with which its references begin
     * @param rows how many lines it has behind its header
     */
    public static NationalRegister of(String prefix, long rows, long seed) {
        return new NationalRegister(prefix, rows, seed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at == chunk.length) {
            if (row == rows) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, count);
        at += count;
        return count;
    }

    private void fill() {
        StringBuilder csv = new StringBuilder(200_000);
        for (int i = 0; i < 1_500 && row < rows; i++, row++) {
            line(csv);
        }
        chunk = csv.toString().getBytes(StandardCharsets.US_ASCII);
        at = 0;
    }

    private void line(StringBuilder csv) {
        // The square of an even draw: a quarter of the models make up half of what is installed.
        double draw = random.nextDouble();
        int model = (int) Math.floorMod((long) (draw * draw * OWN_MODELS) + seed * 37, (long) MODELS);
        csv.append(prefix).append('-').append(row).append(',');
        csv.append(CLASSES[model % CLASSES.length]).append(row % BAD_UNITS == BAD_UNITS / 2 ? ",0," : ",1,");
        csv.append(words.get(model)).append(',');
        String region = REGIONS[Math.floorMod((int) seed + random.nextInt(3), REGIONS.length)];
        csv.append(row % BAD_REGION == BAD_REGION / 2 ? "Zone 9" : region).append(',');
        csv.append(2012 + model % 10 + random.nextInt(YEARS)).append('-').append(two(1 + random.nextInt(12))).append('-');
        csv.append(two(1 + random.nextInt(28))).append(',');
        csv.append(random.nextInt(50)).append(".5,").append(1 + model % 4 + random.nextInt(2));
        csv.append(",Site ").append(random.nextInt(10_000)).append(",\n");
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
