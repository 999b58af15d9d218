package org.linchpin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

@LinchpinTest
class BackupDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Environment environment;

    @Autowired
    Home home;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    @Test
    void whatIsBackedUpComesBackRowByRowWithItsFilesKeysPoliciesAndWatch() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Backed Up");
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"Kept, \\\"quoted\\\"\", \"assetClass\": \"traffic_controller\"}");
        byte[] file = "asset_ref,module_manufacturer,notes\n1,Quectel,\"two\nlines\"\n2,,\n3,Telit,\\N\n"
                .getBytes(StandardCharsets.UTF_8);
        api.accept(api.submit(register, file, "").read("$.id"), "{}").is(200);

        Path backup = folder.resolve("backup.zip");
        Address there = address(environment.getProperty("spring.datasource.url"));
        Map<String, String> before;
        try (Connection connection = there.connect()) {
            assertThat(new Backup(connection, home).write(backup)).isGreaterThan(20);
        }
        try (Connection connection = there.connect()) {
            before = contents(connection);
        }

        Address empty = address(newDatabase());
        Home elsewhere = new Home(folder.resolve("home"), false, false, null);
        new Restore(empty, elsewhere).read(backup);
        try (Connection connection = empty.connect()) {
            Map<String, String> after = contents(connection);
            // The sealer of the running application goes on: its tables may be some lines ahead.
            before.keySet()
                    .removeIf(table -> table.startsWith("trail")
                            || table.equals("scheduled_tasks")
                            || table.equals("access_token"));
            assertThat(after).containsAllEntriesOf(before);
            assertThat(one(connection, "select count(*) from asset where notes = '\\N'"))
                    .isNotEqualTo("0");
            assertThat(one(connection, "select count(*) from trail_strays()")).isEqualTo("0");
            assertThat(one(connection, "select count(*) from trail_unwatched()"))
                    .isEqualTo("0");
            assertThat(
                            one(
                                    connection,
                                    "select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('asset', 'stock', 'register', 'submission', 'problem', 'trail')"))
                    .isEqualTo("t");
            assertThat(one(connection, "select count(*) from pg_constraint where not convalidated"))
                    .isEqualTo("0");
        }
        try (var files = Files.walk(home.folder("files"))) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                assertThat(elsewhere
                                .folder("files")
                                .resolve(home.folder("files").relativize(one)))
                        .hasSameBinaryContentAs(one);
            }
        }
        assertThat(elsewhere.folder("keys").resolve("audit.key"))
                .hasSameBinaryContentAs(home.folder("keys").resolve("audit.key"));
        assertThatThrownBy(() -> new Restore(empty, elsewhere).read(backup))
                .hasMessageContaining("nothing is overwritten");
    }

    private Address address(String url) {
        return new Address(
                url,
                environment.getProperty("spring.datasource.username"),
                environment.getProperty("spring.datasource.password"),
                null);
    }

    private String newDatabase() throws Exception {
        String url = environment.getProperty("spring.datasource.url");
        String name = "restored_" + System.nanoTime();
        try (Connection connection = address(url).connect();
                Statement sql = connection.createStatement()) {
            sql.execute("create database " + name);
        }
        return url.replaceAll("/[^/]*$", "/" + name);
    }

    /** Every table with the number of its rows and a digest over all of them. */
    private static Map<String, String> contents(Connection connection) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (Statement sql = connection.createStatement()) {
            sql.execute(
                    "select set_config('linchpin.scope', 'all', false), set_config('linchpin.trail', 'all', false)");
            for (String[] table : Backup.tables(sql)) {
                contents.put(
                        table[0],
                        one(
                                connection,
                                "select count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' order by r::text)), '') from "
                                        + Backup.quoted(table[0]) + " r"));
            }
        }
        return contents;
    }

    private static String one(Connection connection, String query) throws Exception {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
