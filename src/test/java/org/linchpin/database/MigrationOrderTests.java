package org.linchpin.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Migrations get their numbers in ranges, so what lands late may have a lower number than what is installed somewhere
 * already. It is applied there all the same, and the schema is the one that a new installation has.
 */
class MigrationOrderTests {

    private static final Path MIGRATIONS = Path.of("db", "migration");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");

    /** Ranges were given out from here on; what is older was installed in its order everywhere. */
    private static final int FIRST = 96;

    /** All that makes a schema what it is, but for the order of columns. */
    private static final String SCHEMA = """
            select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
                || ' ' || coalesce(generation_expression, '')
            from information_schema.columns where table_schema = 'public' and table_name <> 'flyway_schema_history'
            union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                where connamespace = 'public'::regnamespace and conrelid <> 0 and conrelid <> 'flyway_schema_history'::regclass
            union all select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'flyway_schema_history'
            union all select 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '')
                from pg_policies
            union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'
            union all select 'trigger ' || tgrelid::regclass || ' ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text from pg_trigger where not tgisinternal
            union all select 'grant ' || table_name || ' ' || privilege_type from information_schema.role_table_grants where grantee = 'linchpin_app'
            union all select 'comment ' || c.oid::regclass || ' ' || obj_description(c.oid, 'pg_class') from pg_class c
                where relnamespace = 'public'::regnamespace and obj_description(c.oid, 'pg_class') is not null
            order by 1
            """;

    @TempDir
    Path folder;

    private static boolean outOfOrder() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yml"));
        return Boolean.TRUE.equals(Objects.requireNonNull(yaml.getObject()).get("spring.flyway.out-of-order"));
    }

    /** Numbers without a gap between them belong to one range, and may build on each other. */
    private static List<List<Integer>> ranges() throws IOException {
        List<List<Integer>> ranges = new ArrayList<>();
        int last = 0;
        for (int version : versions()) {
            if (version >= FIRST) {
                if (version != last + 1) {
                    ranges.add(new ArrayList<>());
                }
                ranges.get(ranges.size() - 1).add(version);
                last = version;
            }
        }
        return ranges;
    }

    private static List<Integer> versions() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.map(MigrationOrderTests::version)
                    .filter(version -> version > 0)
                    .sorted()
                    .toList();
        }
    }

    private static int version(Path file) {
        Matcher name = VERSION.matcher(file.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    @Test
    void whatLandsLateUnderALowerNumberIsAppliedAndTheSchemaIsThatOfANewInstallation() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("database"), false)) {
            List<String> fresh = schema(server, "fresh", List.of());
            assertThat(fresh).hasSizeGreaterThan(300);
            List<List<Integer>> ranges = ranges();
            for (List<Integer> late : ranges) {
                assertThat(schema(server, "late_" + late.get(0), late))
                        .as("%s landed after all others", late)
                        .isEqualTo(fresh);
            }
        }
    }

    private List<String> schema(EmbeddedPostgres server, String name, List<Integer> late) throws IOException {
        jdbc(server, "postgres").sql("create database " + name).update();
        if (!late.isEmpty()) {
            Path earlier = Files.createDirectories(folder.resolve(name));
            try (Stream<Path> files = Files.list(MIGRATIONS)) {
                for (Path file :
                        files.filter(one -> !late.contains(version(one))).toList()) {
                    Files.copy(file, earlier.resolve(file.getFileName()));
                }
            }
            // Views of today may rest on what lands late; what was there before they replace whole.
            migrate(server, name, earlier);
        }
        migrate(server, name, MIGRATIONS, Path.of("db", "views"));
        assertThat(jdbc(server, name)
                        .sql("select count(*) from flyway_schema_history where version is not null and success")
                        .query(Integer.class)
                        .single())
                .isEqualTo(versions().size());
        return jdbc(server, name).sql(SCHEMA).query(String.class).list();
    }

    private static void migrate(EmbeddedPostgres server, String name, Path... folders) {
        Flyway.configure()
                .dataSource(server.url(name), server.username(), server.password())
                .locations(Stream.of(folders).map(one -> "filesystem:" + one).toArray(String[]::new))
                .outOfOrder(outOfOrder())
                .load()
                .migrate();
    }

    private static JdbcClient jdbc(EmbeddedPostgres server, String name) {
        return JdbcClient.create(new DriverManagerDataSource(server.url(name), server.username(), server.password()));
    }
}
