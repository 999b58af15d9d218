package org.linchpin.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Linchpin keeps what it must not lose.
 *
 * @param home the folder of the embedded database and of uploaded files ({@code LINCHPIN_HOME})
 * @param demo whether the embedded database gets invented operators and registers, and accounts with a known password
 *     ({@code LINCHPIN_DEMO}); unless said, only where the pages too are on loopback alone
 * @param durable whether the embedded database waits for the disk; only tests switch it off
 */
@ConfigurationProperties("linchpin")
public record Home(
        @DefaultValue("${user.home}/.linchpin") Path home,
        @Nullable Boolean demo,
        @DefaultValue("true") boolean durable) {

    /** For commands, which have no configuration but the environment. */
    static Home ofEnvironment() {
        String named = System.getenv("LINCHPIN_HOME");
        Path home = named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".linchpin")
                : Path.of(named);
        return new Home(home, null, true);
    }

    /** The folder of that name inside home. */
    public Path folder(String name) {
        return home.toAbsolutePath().normalize().resolve(name);
    }
}
