package org.linchpin.database;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * Everything that must not be lost in one file: every table as {@code COPY} gives it, seen at one moment, with the files,
 * keys and checkpoints beside the database. Needs no program of PostgreSQL's, which the embedded one does not bring.
 */
final class Backup {

    static final String VERSION = "version";
    static final String SEQUENCES = "sequences";
    static final String TABLES = "tables/";

    /** Tables with the columns that are kept; what is computed comes back by itself. */
    static final String COLUMNS = """
            select c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
              and c.relname <> 'flyway_schema_history'
              and (c.relispartition or not c.relname ~ '^(asset|problem)_[0-9]+$')
            group by c.relname, c.relispartition order by c.relispartition, c.relname
            """;

    private final Connection connection;
    private final Home home;

    Backup(Connection connection, Home home) {
        this.connection = connection;
        this.home = home;
    }

    /** What is kept beside the database: keys only where nobody else keeps them. */
    static List<String> folders(Home home) {
        return home.keysKeptElsewhere() ? List.of("files", "witness") : List.of("files", "keys", "witness");
    }

    /** Writes it, whole or not at all; how many tables there are in it. */
    int write(Path target) throws IOException, SQLException {
        Path unfinished = Files.createTempFile(target.toAbsolutePath().getParent(), "backup", ".unfinished");
        try {
            int tables;
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unfinished))) {
                tables = database(zip);
                for (String folder : folders(home)) {
                    files(zip, folder);
                }
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            return tables;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private int database(ZipOutputStream zip) throws IOException, SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement sql = connection.createStatement()) {
            sql.execute("select set_config('linchpin.scope', 'all', true), set_config('linchpin.trail', 'all', true)");
            text(zip, VERSION, lines(sql, """
                    select version from flyway_schema_history where version is not null and success
                    order by installed_rank desc limit 1"""));
            text(zip, SEQUENCES, lines(sql, """
                    select quote_ident(sequencename) || ' ' || coalesce(last_value, 0) from pg_sequences
                    where schemaname = 'public' order by 1"""));
            List<String[]> tables = tables(sql);
            for (String[] table : tables) {
                zip.putNextEntry(new ZipEntry(TABLES + table[0] + "/" + table[1].replace("\"", "'")));
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (select %s from %s) to stdout".formatted(table[1], quoted(table[0])), open(zip));
                zip.closeEntry();
            }
            return tables.size();
        } finally {
            connection.rollback();
        }
    }

    static List<String[]> tables(Statement sql) throws SQLException {
        List<String[]> tables = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(COLUMNS)) {
            while (rows.next()) {
                tables.add(new String[] {rows.getString(1), rows.getString(2)});
            }
        }
        return tables;
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static List<String> lines(Statement sql, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private static void text(ZipOutputStream zip, String name, List<String> lines) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void files(ZipOutputStream zip, String folder) throws IOException {
        Path root = home.folder(folder);
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(
                        folder + "/" + root.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** COPY must not close the archive. */
    private static OutputStream open(ZipOutputStream zip) {
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                zip.write(bytes, from, length);
            }

            @Override
            public void close() {}
        };
    }
}
