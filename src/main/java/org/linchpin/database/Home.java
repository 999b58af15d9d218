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
 * @param keys where the keys are, such as the mount of a vault that nobody here writes to ({@code LINCHPIN_KEYS}); unless
 *     said, the folder {@code keys} in home
 * @param durable whether the embedded database waits for the disk; only tests switch it off
 */
@ConfigurationProperties("linchpin")
public record Home(
        @DefaultValue("${user.home}/.linchpin") Path home,
        @Nullable Boolean demo,
        @DefaultValue("true") boolean durable,
        @Nullable Path keys) {

    /** For commands, which have no configuration but the environment. */
    static Home ofEnvironment() {
        String named = System.getenv("LINCHPIN_HOME");
        Path home = named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".linchpin")
                : Path.of(named);
        String vault = System.getenv("LINCHPIN_KEYS");
        return new Home(home, null, true, vault == null || vault.isBlank() ? null : Path.of(vault));
    }

    /** Whether somebody else keeps the keys, so that they are neither exchanged here, backed up nor restored. */
    public boolean keysKeptElsewhere() {
        return keys != null;
    }

    /** The folder of that name: inside home, but for keys that are kept elsewhere. */
    public Path folder(String name) {
        if (keys != null && name.equals("keys")) {
            return keys.toAbsolutePath().normalize();
        }
        return home.toAbsolutePath().normalize().resolve(name);
    }
}
