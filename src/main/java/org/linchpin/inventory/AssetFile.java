package org.linchpin.inventory;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.linchpin.access.Csv;
import org.linchpin.access.Exports;
import org.linchpin.inventory.AssetFilter.Order;
import org.linchpin.inventory.InstalledBase.Seen;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLState;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rows as a CSV file. PostgreSQL writes the cells of the rows, by COPY; what their words mean is written once a wording
 * and set between them. Nothing is held but one row.
 */
@Component
class AssetFile {

    static final List<String> HEADER = List.of(
            "operator",
            "asset_ref",
            "row",
            "asset_class",
            "sector",
            "region",
            "units",
            "manufacturer",
            "model",
            "module_manufacturer",
            "module",
            "outcome",
            "candidates",
            "vendors",
            "controllers",
            "countries",
            "grade",
            "reason",
            "installed_on",
            "criticality",
            "site",
            "status",
            "postcode",
            "latitude",
            "longitude");

    /** How many cells stand before those of the wording: reference, row, class, sector, region, units. */
    private static final int BEFORE = 6;

    private static final int BUFFER = 1 << 16;

    private final Assets assets;
    private final DataSource database;

    AssetFile(Assets assets, DataSource database) {
        this.assets = assets;
        this.database = database;
    }

    /** Writes every row that is looked for, in an order that is always the same, and counts along. */
    @Transactional(readOnly = true)
    public void write(Search search, OutputStream to, AtomicLong rows) throws IOException {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            OutputStream out = new BufferedOutputStream(to, BUFFER);
            out.write(Exports.line(HEADER));
            // Beforehand: while rows are copied out, the connection answers nothing else.
            Map<Integer, byte[]> wordings = words(search);
            for (String query : queries(search)) {
                CopyOut copy = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (" + query + ") to stdout (format csv)");
                try {
                    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                        write(row, search, wordings, out);
                        rows.incrementAndGet();
                    }
                } finally {
                    stop(copy, connection);
                }
            }
            out.flush();
        } catch (SQLException e) {
            throw new IllegalStateException("The rows could not be read", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /** Whoever goes away in the middle: PostgreSQL is told to stop, so that the connection is free at once. */
    static void stop(CopyOut copy, Connection connection) throws SQLException {
        if (copy.isActive()) {
            connection.unwrap(PGConnection.class).cancelQuery();
            try {
                while (copy.isActive() && copy.readFromCopy() != null) {}
            } catch (SQLException canceled) {
                if (!PSQLState.QUERY_CANCELED.getState().equals(canceled.getSQLState())) {
                    throw canceled;
                }
            }
        }
    }

    /** One for each submission where they come as in the files; else one over all, which PostgreSQL sorts. */
    private static List<String> queries(Search search) {
        List<Seen> submissions = search.submissions();
        Order order = search.filter().sort();
        String columns = "select s.operator_id, s.wording_id, " + columns(search.sites()) + " from asset s where ";
        if (order == Order.FILE) {
            return submissions.stream()
                    .map(one -> columns + search.of(one) + " order by s.line")
                    .toList();
        }
        return submissions.isEmpty()
                ? List.of()
                : List.of(submissions.stream()
                        .map(one -> "(" + search.of(one) + ")")
                        .collect(Collectors.joining(
                                " or ",
                                columns + "(",
                                ") order by " + order.sql() + ", s.operator_id, s.submission_id, s.line")));
    }

    private static String columns(boolean exact) {
        String places = exact
                ? "%s, s.status, %s, s.latitude, s.longitude".formatted(safe("s.site"), safe("s.postcode"))
                : "null, s.status, null, null, null";
        return "%s, s.line, s.asset_class, s.sector, s.region, s.units, s.installed_on, s.criticality, %s"
                .formatted(safe("s.asset_ref"), places);
    }

    /** As {@link Csv#safe} has it. */
    private static String safe(String column) {
        return ("case when left(%1$s, 1) in ('=', '+', '-', '@', chr(9), chr(13), chr(10)) and %1$s !~ '^[-+]?[0-9]+([.,][0-9]+)?$'"
                        + " then '''' || %1$s else nullif(%1$s, '') end")
                .formatted(column);
    }

    /** Operator and wording, which come first as numbers, become words; the words of the wording go behind the units. */
    private void write(byte[] row, Search search, Map<Integer, byte[]> wordings, OutputStream out) throws IOException {
        int[] at = {0};
        int operator = number(row, at);
        int wording = number(row, at);
        int middle = at[0];
        boolean quoted = false;
        for (int commas = 0; commas < BEFORE; middle++) {
            quoted ^= row[middle] == '"';
            commas += row[middle] == ',' && !quoted ? 1 : 0;
        }
        out.write(Objects.requireNonNull(search.codes().get(operator)).getBytes(StandardCharsets.US_ASCII));
        out.write(',');
        out.write(row, at[0], middle - at[0]);
        out.write(Objects.requireNonNull(wordings.get(wording)));
        out.write(row, middle, row.length - 1 - middle);
        out.write('\r');
        out.write('\n');
    }

    private static int number(byte[] row, int[] at) {
        int number = 0;
        for (; row[at[0]] != ','; at[0]++) {
            number = 10 * number + row[at[0]] - '0';
        }
        at[0]++;
        return number;
    }

    /** What stands between the cells of a row, by the number of its wording. */
    private Map<Integer, byte[]> words(Search search) {
        Map<Integer, byte[]> wordings = new HashMap<>();
        for (Lexicon.Entry entry : search.lexicon().entries().values()) {
            if (search.among()[entry.wording()]) {
                wordings.put(entry.wording(), words(search, entry));
            }
        }
        return wordings;
    }

    private byte[] words(Search search, Lexicon.Entry entry) {
        Assets.Words words = assets.words(search, entry);
        byte[] line = Exports.line(List.of(
                entry.word("maker"),
                entry.word("model"),
                entry.word("module_maker"),
                entry.word("module"),
                entry.outcome(),
                String.join("; ", words.modules()),
                String.join("; ", words.vendors()),
                String.join("; ", words.controllers()),
                String.join("; ", words.countries()),
                Objects.requireNonNullElse(words.grade(), ""),
                entry.reason()));
        byte[] cells = Arrays.copyOf(line, line.length - 1);
        cells[cells.length - 1] = ',';
        return cells;
    }
}
