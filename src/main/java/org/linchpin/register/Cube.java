package org.linchpin.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Line;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stock of one submission: its units counted by kind of thing while the rows stream past. */
final class Cube {

    private final Map<Key, Counts> cells = new HashMap<>();

    private record Key(
            int wording,
            String assetClass,
            String sector,
            @Nullable String region,
            @Nullable Integer year,
            @Nullable Integer criticality) {}

    private static final class Counts {
        private long assets;
        private long units;
        private double kilowatts;
        private long people;
    }

    /** Counts a line that is in service; kilowatts and people are those of the whole line. */
    void add(Line line, int wording) {
        Integer year = line.installedOn() == null ? null : line.installedOn().getYear();
        Counts counts = cells.computeIfAbsent(
                new Key(wording, line.assetClass(), line.sector(), line.region(), year, line.criticality()),
                key -> new Counts());
        counts.assets++;
        counts.units += line.units();
        // As precise as the line is stored, so that the stock is the sum of the stored lines to the last bit that
        // counts.
        counts.kilowatts += line.capacityKw() == null ? 0 : line.capacityKw().floatValue();
        counts.people += line.peopleServed() == null ? 0 : line.peopleServed();
    }

    /** A stored line that was counted and counts no longer. */
    record Gone(
            int wordingId,
            String assetClass,
            String sector,
            @Nullable String region,
            @Nullable Integer installedYear,
            @Nullable Integer criticality,
            int units,
            @Nullable Float capacityKw,
            @Nullable Integer peopleServed,
            boolean counts) {}

    void remove(Gone gone) {
        if (!gone.counts()) {
            return;
        }
        Key key = new Key(
                gone.wordingId(),
                gone.assetClass(),
                gone.sector(),
                gone.region(),
                gone.installedYear(),
                gone.criticality());
        Counts counts = Objects.requireNonNull(cells.get(key));
        counts.assets--;
        counts.units -= gone.units();
        counts.kilowatts -= gone.capacityKw() == null ? 0 : gone.capacityKw();
        counts.people -= gone.peopleServed() == null ? 0 : gone.peopleServed();
        if (counts.assets == 0) {
            cells.remove(key);
        }
    }

    /** Adds what another submission's stock holds. */
    void addStock(JdbcTemplate jdbc, int operator, long submission) {
        jdbc.query(
                "select * from stock where operator_id = ? and submission_id = ?",
                row -> {
                    Counts counts = cells.computeIfAbsent(
                            new Key(
                                    row.getInt("wording_id"),
                                    row.getString("asset_class"),
                                    row.getString("sector"),
                                    row.getString("region"),
                                    row.getObject("installed_year", Integer.class),
                                    row.getObject("criticality", Integer.class)),
                            key -> new Counts());
                    counts.assets += row.getLong("assets");
                    counts.units += row.getLong("units");
                    counts.kilowatts += row.getDouble("kilowatts");
                    counts.people += row.getLong("people");
                },
                operator,
                submission);
    }

    /** Writes the cells; row-level security forbids COPY here, and there are few. */
    void write(JdbcTemplate jdbc, int operator, long submission) {
        List<Map.Entry<Key, Counts>> all = new ArrayList<>(cells.entrySet());
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            numbers.add(i);
        }
        jdbc.batchUpdate("""
                insert into stock (operator_id, submission_id, cell, wording_id, asset_class, sector, region, installed_year,
                                   criticality, assets, units, kilowatts, people)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, numbers, 1_000, (statement, i) -> {
            Key key = all.get(i).getKey();
            Counts counts = all.get(i).getValue();
            statement.setInt(1, operator);
            statement.setLong(2, submission);
            statement.setInt(3, i);
            statement.setInt(4, key.wording());
            statement.setString(5, key.assetClass());
            statement.setString(6, key.sector());
            statement.setString(7, key.region());
            statement.setObject(8, key.year(), java.sql.Types.SMALLINT);
            statement.setObject(9, key.criticality(), java.sql.Types.SMALLINT);
            statement.setLong(10, counts.assets);
            statement.setLong(11, counts.units);
            statement.setDouble(12, Math.max(0, counts.kilowatts));
            statement.setLong(13, counts.people);
        });
    }
}
