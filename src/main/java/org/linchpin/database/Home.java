package org.linchpin.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Linchpin keeps what it must not lose.
 *
 * @param home the folder of the embedded database and of uploaded files ({@code LINCHPIN_HOME})
 * @param demo whether the embedded database gets invented operators and registers ({@code LINCHPIN_DEMO})
 * @param durable whether the embedded database waits for the disk; only tests switch it off
 */
@ConfigurationProperties("linchpin")
public record Home(
        @DefaultValue("${user.home}/.linchpin") Path home,
        @DefaultValue("true") boolean demo,
        @DefaultValue("true") boolean durable) {

    /** The folder of that name inside home. */
    public Path folder(String name) {
        return home.toAbsolutePath().normalize().resolve(name);
    }
}
