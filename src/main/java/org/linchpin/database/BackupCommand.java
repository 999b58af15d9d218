package org.linchpin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup FILE}: everything that must not be lost, in one file, while the web server runs or without it. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Writes database, files, keys and checkpoints into one file; the web server may go on running.")
public final class BackupCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "backup.zip",
            description = "the file to write; it holds the keys too, so guard it like them")
    private Path target = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Home home = Home.ofEnvironment();
        try (Address address = Address.of(System.getenv(), home);
                Connection connection = address.connect()) {
            int tables = new Backup(connection, home).write(target);
            say(spec, "%d tables, files and keys are in %s".formatted(tables, target));
            return 0;
        } catch (IOException | UncheckedIOException | SQLException | IllegalStateException e) {
            say(spec, "There is no backup: " + e.getMessage());
            return 1;
        }
    }

    static void say(@Nullable CommandSpec spec, String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }
}
