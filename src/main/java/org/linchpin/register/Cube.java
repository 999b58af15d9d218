package org.linchpin.register;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Line;
import org.linchpin.reading.Vocabulary;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stock of one submission: its units counted by kind of thing while the rows stream past. */
final class Cube {

    private static final int AT_ONCE = 20_000;
    private static final int WRITTEN_BITS = 12;

    private final float[] read = new float[1 << WRITTEN_BITS];
    private final double[] written = new double[1 << WRITTEN_BITS];

    /** By the hash of their kind; places follow each other where a hash is taken. */
    private @Nullable Cell[] cells = new @Nullable Cell[1 << 10];

    private int size;

    private String lastSite = "";
    private @Nullable Boolean lastSensitive;

    /** Units of one kind of thing. */
    private static final class Cell {
        private final int hash;
        private final int wording;
        private final String assetClass;
        private final String sector;
        private final @Nullable String region;
        private final @Nullable Integer year;
        private final @Nullable Integer criticality;
        private final @Nullable Integer planned;
        private final @Nullable Boolean sensitive;
        private long assets;
        private long units;
        private double kilowatts;
        /** What the sum of kilowatts has lost to rounding (Neumaier 1974): a million times 7.4 is 7,400,000. */
        private double lost;

        private long people;

        private Cell(
                int hash,
                int wording,
                String assetClass,
                String sector,
                @Nullable String region,
                @Nullable Integer year,
                @Nullable Integer criticality,
                @Nullable Integer planned,
                @Nullable Boolean sensitive) {
            this.hash = hash;
            this.wording = wording;
            this.assetClass = assetClass;
            this.sector = sector;
            this.region = region;
            this.year = year;
            this.criticality = criticality;
            this.planned = planned;
            this.sensitive = sensitive;
        }

        private void addKilowatts(double more) {
            double sum = kilowatts + more;
            lost += Math.abs(kilowatts) >= Math.abs(more) ? kilowatts - sum + more : more - sum + kilowatts;
            kilowatts = sum;
        }

        private boolean is(
                int wording,
                String assetClass,
                String sector,
                @Nullable String region,
                @Nullable Integer year,
                @Nullable Integer criticality,
                @Nullable Integer planned,
                @Nullable Boolean sensitive) {
            return this.wording == wording
                    && this.assetClass.equals(assetClass)
                    && this.sector.equals(sector)
                    && Objects.equals(this.region, region)
                    && Objects.equals(this.year, year)
                    && Objects.equals(this.criticality, criticality)
                    && Objects.equals(this.planned, planned)
                    && Objects.equals(this.sensitive, sensitive);
        }
    }

    /** Counts a line that is in service; kilowatts and people are those of the whole line. */
    void add(Line line, int wording) {
        LocalDate installed = line.installedOn();
        LocalDate planned = line.plannedReplacementOn();
        Cell cell = cell(
                wording,
                line.assetClass(),
                line.sector(),
                line.region(),
                installed == null ? null : (Integer) installed.getYear(),
                line.criticality(),
                planned == null ? null : (Integer) planned.getYear(),
                sensitive(line.siteSensitivity()));
        cell.assets++;
        cell.units += line.units();
        // As precise as the line is stored, so that the stock is the sum of the stored lines.
        cell.addKilowatts(
                line.capacityKw() == null ? 0 : written(line.capacityKw().floatValue()));
        cell.people += line.peopleServed() == null ? 0 : line.peopleServed();
    }

    /**
     * The number that was written where it is stored with half the precision: 7.4, and not 7.400000095. It is kept, for
     * registers say the same of much equipment.
     */
    private double written(float stored) {
        if (stored == Math.rint(stored)) {
            return stored;
        }
        int place = (Float.floatToIntBits(stored) * 0x9E3779B1) >>> (Integer.SIZE - WRITTEN_BITS);
        if (read[place] != stored) {
            read[place] = stored;
            written[place] = Double.parseDouble(Float.toString(stored));
        }
        return written[place];
    }

    /** Registers say the same of many sites one after the other. */
    private @Nullable Boolean sensitive(String said) {
        if (!said.equals(lastSite)) {
            lastSite = said;
            lastSensitive = Vocabulary.sensitiveSite(said);
        }
        return lastSensitive;
    }

    private Cell cell(
            int wording,
            String assetClass,
            String sector,
            @Nullable String region,
            @Nullable Integer year,
            @Nullable Integer criticality,
            @Nullable Integer planned,
            @Nullable Boolean sensitive) {
        int hash = wording * 31 + assetClass.hashCode();
        hash = hash * 31 + sector.hashCode();
        hash = hash * 31 + (region == null ? 0 : region.hashCode());
        hash = hash * 31 + (year == null ? 0 : year);
        hash = hash * 31 + (criticality == null ? 0 : criticality);
        hash = hash * 31 + (planned == null ? 0 : planned);
        hash = hash * 31 + (sensitive == null ? 0 : sensitive ? 1 : 2);
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash ^= hash >>> 13;
        for (int place = hash & (cells.length - 1); ; place = (place + 1) & (cells.length - 1)) {
            Cell cell = cells[place];
            if (cell == null) {
                Cell fresh = new Cell(hash, wording, assetClass, sector, region, year, criticality, planned, sensitive);
                cells[place] = fresh;
                if (++size > cells.length / 2) {
                    grow();
                }
                return fresh;
            }
            if (cell.hash == hash
                    && cell.is(wording, assetClass, sector, region, year, criticality, planned, sensitive)) {
                return cell;
            }
        }
    }

    private void grow() {
        @Nullable Cell[] old = cells;
        cells = new @Nullable Cell[old.length * 2];
        for (Cell cell : old) {
            if (cell != null) {
                int place = cell.hash & (cells.length - 1);
                while (cells[place] != null) {
                    place = (place + 1) & (cells.length - 1);
                }
                cells[place] = cell;
            }
        }
    }

    /** A stored line that was counted and counts no longer. */
    record Gone(
            int wordingId,
            String assetClass,
            String sector,
            @Nullable String region,
            @Nullable Integer installedYear,
            @Nullable Integer criticality,
            @Nullable Integer plannedYear,
            @Nullable Boolean sensitiveSite,
            int units,
            @Nullable Float capacityKw,
            @Nullable Integer peopleServed,
            boolean counts) {}

    void remove(Gone gone) {
        if (!gone.counts()) {
            return;
        }
        Cell cell = cell(
                gone.wordingId(),
                gone.assetClass(),
                gone.sector(),
                gone.region(),
                gone.installedYear(),
                gone.criticality(),
                gone.plannedYear(),
                gone.sensitiveSite());
        cell.assets--;
        cell.units -= gone.units();
        cell.addKilowatts(gone.capacityKw() == null ? 0 : -written(gone.capacityKw()));
        cell.people -= gone.peopleServed() == null ? 0 : gone.peopleServed();
    }

    /** Adds what another submission's stock holds. */
    void addStock(JdbcTemplate jdbc, int operator, long submission) {
        jdbc.query(
                "select * from stock where operator_id = ? and submission_id = ?",
                row -> {
                    Cell cell = cell(
                            row.getInt("wording_id"),
                            row.getString("asset_class"),
                            row.getString("sector"),
                            row.getString("region"),
                            row.getObject("installed_year", Integer.class),
                            row.getObject("criticality", Integer.class),
                            row.getObject("planned_year", Integer.class),
                            row.getObject("sensitive_site", Boolean.class));
                    cell.assets += row.getLong("assets");
                    cell.units += row.getLong("units");
                    cell.addKilowatts(row.getDouble("kilowatts"));
                    cell.people += row.getLong("people");
                },
                operator,
                submission);
    }

    /** How many lines count. */
    long assets() {
        return Stream.of(cells)
                .filter(Objects::nonNull)
                .mapToLong(cell -> cell.assets)
                .sum();
    }

    /** Writes the cells; row-level security forbids COPY here. */
    void write(JdbcTemplate jdbc, int operator, long submission) {
        List<Cell> all = Stream.of(cells)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(cell -> cell.assets != 0)
                .toList();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            int first = from;
            List<Cell> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            jdbc.update("""
                    insert into stock (operator_id, submission_id, cell, wording_id, asset_class, sector, region, installed_year,
                                       criticality, planned_year, sensitive_site, assets, units, kilowatts, people)
                    select ?, ?, ? + n, wording, class, sector, region, year, criticality, planned, sensitive, assets, units, kilowatts,
                           people
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                         as cell(wording, class, sector, region, year, criticality, planned, sensitive, assets, units, kilowatts, people, n)
                    """, statement -> {
                statement.setInt(1, operator);
                statement.setLong(2, submission);
                statement.setInt(3, first - 1);
                array(statement, 4, "int4", some, cell -> cell.wording);
                array(statement, 5, "text", some, cell -> cell.assetClass);
                array(statement, 6, "text", some, cell -> cell.sector);
                array(statement, 7, "text", some, cell -> cell.region);
                array(statement, 8, "int2", some, cell -> cell.year);
                array(statement, 9, "int2", some, cell -> cell.criticality);
                array(statement, 10, "int2", some, cell -> cell.planned);
                array(statement, 11, "bool", some, cell -> cell.sensitive);
                array(statement, 12, "int8", some, cell -> cell.assets);
                array(statement, 13, "int8", some, cell -> cell.units);
                array(statement, 14, "float8", some, cell -> Math.max(0, cell.kilowatts + cell.lost));
                array(statement, 15, "int8", some, cell -> cell.people);
            });
        }
    }

    private static void array(
            PreparedStatement statement,
            int parameter,
            String type,
            List<Cell> cells,
            Function<Cell, @Nullable Object> value)
            throws SQLException {
        statement.setArray(
                parameter,
                statement
                        .getConnection()
                        .createArrayOf(type, cells.stream().map(value).toArray()));
    }
}
