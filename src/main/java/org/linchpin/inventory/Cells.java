package org.linchpin.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * One submission's stock as columns, a cell at each place. What is counted of a submission never changes, so its columns
 * can be kept as long as there is room.
 */
final class Cells {

    /** Of five; whoever calls equipment so critical need not call its site sensitive as well. */
    private static final int CRITICAL = 4;

    private final Codes codes;
    private int size;
    private int lastWording;
    private int[] wordings = new int[64];
    private int[] sectors = new int[64];
    private int[] regions = new int[64];
    private int[] assetClasses = new int[64];
    private int[] years = new int[64];
    private int[] planned = new int[64];
    private byte[] criticality = new byte[64];
    private boolean[] sensitive = new boolean[64];
    private long[] assets = new long[64];
    private long[] units = new long[64];
    private double[] kilowatts = new double[64];
    private long[] people = new long[64];

    Cells(Codes codes) {
        this.codes = codes;
    }

    void add(ResultSet row) throws SQLException {
        if (size == wordings.length) {
            room(size * 2);
        }
        wordings[size] = row.getInt("wording_id");
        lastWording = Math.max(lastWording, wordings[size]);
        sectors[size] = codes.of(row.getString("sector"));
        regions[size] = codes.of(row.getString("region"));
        assetClasses[size] = codes.of(row.getString("asset_class"));
        years[size] = codes.of(row.getString("installed_year"));
        planned[size] = codes.of(row.getString("planned_year"));
        criticality[size] = (byte) Math.max(1, row.getInt("criticality"));
        sensitive[size] = criticality[size] >= CRITICAL || row.getBoolean("sensitive_site");
        assets[size] = row.getLong("assets");
        units[size] = row.getLong("units");
        kilowatts[size] = row.getDouble("kilowatts");
        people[size] = row.getLong("people");
        size++;
    }

    /** No more cells will come. */
    Cells whole() {
        room(size);
        return this;
    }

    private void room(int length) {
        wordings = Arrays.copyOf(wordings, length);
        sectors = Arrays.copyOf(sectors, length);
        regions = Arrays.copyOf(regions, length);
        assetClasses = Arrays.copyOf(assetClasses, length);
        years = Arrays.copyOf(years, length);
        planned = Arrays.copyOf(planned, length);
        criticality = Arrays.copyOf(criticality, length);
        sensitive = Arrays.copyOf(sensitive, length);
        assets = Arrays.copyOf(assets, length);
        units = Arrays.copyOf(units, length);
        kilowatts = Arrays.copyOf(kilowatts, length);
        people = Arrays.copyOf(people, length);
    }

    int size() {
        return size;
    }

    /** The highest number of a wording among the cells; 0 without cells. */
    int lastWording() {
        return lastWording;
    }

    int[] wordings() {
        return wordings;
    }

    /** The codes of a dimension that a cell has of itself; null for the operator, which is the same for all of them. */
    int[] plain(Dimension dimension) {
        return switch (dimension) {
            case SECTOR -> sectors;
            case REGION -> regions;
            case ASSET_CLASS -> assetClasses;
            case YEAR -> years;
            default -> throw new IllegalArgumentException(dimension + " is not in the cells");
        };
    }

    /** The codes of the years in which owners plan to replace. */
    int[] planned() {
        return planned;
    }

    /** Whether the owner calls the site sensitive, or the equipment critical. */
    boolean sensitive(int cell) {
        return sensitive[cell];
    }

    long assets() {
        return Arrays.stream(assets).sum();
    }

    double amount(Weight weight, int cell) {
        return switch (weight) {
            case UNITS -> units[cell];
            case ASSETS -> assets[cell];
            case KILOWATTS -> kilowatts[cell];
            case PEOPLE -> people[cell];
            case CRITICALITY -> (double) units[cell] * criticality[cell];
        };
    }
}
