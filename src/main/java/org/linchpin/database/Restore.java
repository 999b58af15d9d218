package org.linchpin.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * Puts a backup into an empty database and an empty data folder: the schema of its version, then every table as it was,
 * in one transaction. The next start brings the schema up to date.
 */
final class Restore {

    private static final Pattern PARTITION = Pattern.compile("(asset|problem)_([0-9]+)");

    private final Address address;
    private final Home home;

    Restore(Address address, Home home) {
        this.address = address;
        this.home = home;
    }

    /** Something is there already, or the file is no backup: said in words. */
    static final class Refused extends RuntimeException {

        Refused(String message) {
            super(message);
        }
    }

    /** How many tables came back. */
    int read(Path backup) throws IOException, SQLException {
        try (ZipFile zip = new ZipFile(backup.toFile());
                Connection connection = address.connect()) {
            refuseUnlessEmpty(connection);
            String version = text(zip, Backup.VERSION);
            Flyway.configure()
                    .dataSource(address.url(), address.username(), address.password())
                    // Views are those of this version, which the next start makes; those of the backup are gone.
                    .locations("classpath:db/migration")
                    .target(version)
                    .load()
                    .migrate();
            int tables = database(zip, connection);
            for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                file(zip, entry);
            }
            return tables;
        }
    }

    private void refuseUnlessEmpty(Connection connection) throws SQLException, IOException {
        try (Statement sql = connection.createStatement();
                ResultSet there = sql.executeQuery(
                        "select exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p'))")) {
            there.next();
            if (there.getBoolean(1)) {
                throw new Refused(
                        "The database holds tables already. Restore into an empty one: nothing is overwritten.");
            }
        }
        for (String folder : Backup.folders(home)) {
            if (Files.exists(home.folder(folder))) {
                throw new Refused("%s is there already. Restore into an empty data folder: nothing is overwritten."
                        .formatted(home.folder(folder)));
            }
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Refused(zip.getName() + " is no backup of Linchpin: it lacks " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int database(ZipFile zip, Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        List<? extends ZipEntry> tables = zip.stream()
                .filter(one -> one.getName().startsWith(Backup.TABLES))
                // Tables before partitions, so that a partition finds its submission.
                .sorted(Comparator.comparing(
                        one -> PARTITION.matcher(table(one)).matches()))
                .toList();
        try (Statement sql = connection.createStatement()) {
            sql.execute("select set_config('linchpin.scope', 'all', true), set_config('linchpin.trail', 'all', true)");
            // Keys refer in circles, and the trail must not take the restoring for a change: what was written is
            // written.
            sql.execute("set local session_replication_role = replica");
            List<String[]> all = Backup.tables(sql);
            for (String[] table : all) {
                sql.execute("alter table %s disable trigger user".formatted(Backup.quoted(table[0])));
            }
            for (String[] table : all) {
                sql.execute("truncate %s cascade".formatted(Backup.quoted(table[0])));
            }
            for (ZipEntry entry : tables) {
                copy(zip, entry, connection, sql);
            }
            attach(tables, sql);
            sequences(text(zip, Backup.SEQUENCES), sql);
            sql.execute("set local session_replication_role = origin");
            for (String[] table : all) {
                sql.execute("alter table %s enable trigger user".formatted(Backup.quoted(table[0])));
            }
            always(sql);
            connection.commit();
        } catch (SQLException | IOException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
        return tables.size();
    }

    private static String table(ZipEntry entry) {
        String[] parts = entry.getName().split("/", 3);
        return parts[1];
    }

    private static void copy(ZipFile zip, ZipEntry entry, Connection connection, Statement sql)
            throws SQLException, IOException {
        String table = table(entry);
        Matcher partition = PARTITION.matcher(table);
        if (partition.matches()) {
            sql.execute("create table if not exists %s (like %s including defaults including storage)"
                    .formatted(Backup.quoted(table), partition.group(1)));
            sql.execute("revoke all on %s from linchpin_app".formatted(Backup.quoted(table)));
            sql.execute("grant insert on %s to linchpin_app".formatted(Backup.quoted(table)));
        }
        String columns = entry.getName().split("/", 3)[2].replace("'", "\"");
        try (InputStream in = zip.getInputStream(entry)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s (%s) from stdin".formatted(Backup.quoted(table), columns), in);
        }
    }

    private static void attach(List<? extends ZipEntry> tables, Statement sql) throws SQLException {
        for (ZipEntry entry : tables) {
            Matcher partition = PARTITION.matcher(table(entry));
            if (partition.matches()) {
                sql.execute("alter table %s attach partition %s for values in (%s)"
                        .formatted(partition.group(1), Backup.quoted(table(entry)), partition.group(2)));
                sql.execute("analyze " + Backup.quoted(table(entry)));
            }
        }
    }

    private static void sequences(String lines, Statement sql) throws SQLException {
        for (String line : lines.lines().toList()) {
            String[] parts = line.split(" ");
            if (parts.length == 2 && !parts[1].equals("0")) {
                sql.execute("select setval('public.%s', %s)".formatted(parts[0].replace("'", ""), parts[1]));
            }
        }
    }

    /** The watch over changes fires also where replication is only pretended. */
    private static void always(Statement sql) throws SQLException {
        sql.execute("""
                do $$ declare t record; begin
                    for t in select tgrelid::regclass as name, tgname from pg_trigger where tgname in ('trail_change', 'trail_truncate') loop
                        execute format('alter table %s enable always trigger %I', t.name, t.tgname);
                    end loop;
                end $$""");
    }

    private void file(ZipFile zip, ZipEntry entry) throws IOException {
        String folder = entry.getName().split("/", 2)[0];
        if (!Backup.folders(home).contains(folder)) {
            return;
        }
        Path root = home.folder(folder);
        Path target = home.folder("").resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new Refused("The backup reaches outside its folder: " + entry.getName());
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target);
        }
        if (folder.equals("keys")
                && !entry.getName().endsWith(".pub")
                && Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
