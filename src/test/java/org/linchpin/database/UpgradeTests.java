package org.linchpin.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Api;
import org.linchpin.Separately;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An installation of an earlier version, with accounts, registers, decisions, a briefing and a trail, is brought up to
 * date: the same figures, the same rows, an unbroken chain. The backups here were written by the version they name, and
 * beside each stand the figures that it answered.
 */
class UpgradeTests {

    private static final Path BACKUPS = Path.of("src", "test", "resources", "backups");
    private static final String PASSWORD = "a-long-password-for-one-test";

    @TempDir
    Path folder;

    @Test
    void whatVersion61LeftBehindGivesTheSameFiguresToday() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.start(folder.resolve("database"), false)) {
            Address there = new Address(database.url("postgres"), database.username(), database.password(), null);
            Path home = Files.createDirectories(folder.resolve("home"));
            new Restore(there, new Home(home, false, false, null)).read(BACKUPS.resolve("v061.zip"));
            Flyway newest = Flyway.configure()
                    .dataSource(there.url(), there.username(), there.password())
                    .locations("classpath:db/migration", "classpath:db/views")
                    .load();
            assertThat(newest.info().current().getVersion().getVersion()).isEqualTo("061");

            try (Separately linchpin = Separately.start(home, settings(database))) {
                Api overseer = linchpin.api("overseer", PASSWORD);
                JsonNode before = JsonMapper.shared()
                        .readTree(BACKUPS.resolve("v061-figures.json").toFile());
                before.propertyNames().forEach(question -> {
                    JsonNode now = JsonMapper.shared()
                            .readTree(overseer.get(question).is(200).body());
                    before.get(question)
                            .propertyNames()
                            .forEach(figure -> assertThat(now.get(figure))
                                    .as(question + " " + figure)
                                    .isEqualTo(before.get(question).get(figure)));
                });
                assertThat(linchpin.api("north", PASSWORD).get("/registers").number("$.total"))
                        .as("each still sees its own alone")
                        .isEqualTo(1);
                assertThat(overseer.get("/briefings").number("$.total")).isEqualTo(1);
                String verdict =
                        linchpin.api("keeper", PASSWORD).get("/audit/verify").body();
                assertThat((Boolean) JsonPath.read(verdict, "$.holds"))
                        .as(verdict)
                        .isTrue();
            }
            assertThat(newest.info().pending()).isEmpty();
            List<Boolean> counted = JdbcClient.create(
                            new DriverManagerDataSource(there.url(), there.username(), there.password()))
                    .sql("""
                            select counted = (select sum(assets) from stock k where k.submission_id = s.id) from submission s
                            where state = 'accepted'
                            """)
                    .query(Boolean.class)
                    .list();
            assertThat(counted).isNotEmpty().containsOnly(true);
        }
    }

    private static Map<String, String> settings(EmbeddedPostgres database) {
        return new TreeMap<>(Map.of(
                "SPRING_DATASOURCE_URL", database.url("postgres"),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password()));
    }
}
