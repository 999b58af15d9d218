package org.linchpin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore FILE}: a backup into an empty database and an empty data folder. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Puts a backup into an empty database and an empty data folder; nothing is overwritten.")
public final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "backup.zip", description = "what backup wrote")
    private Path backup = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Home home = Home.ofEnvironment();
        try (Address address = Address.of(System.getenv(), home)) {
            int tables = new Restore(address, home).read(backup);
            BackupCommand.say(spec, "%d tables, files and keys are back. Start Linchpin.".formatted(tables));
            return 0;
        } catch (IOException | UncheckedIOException | SQLException | IllegalStateException | Restore.Refused e) {
            BackupCommand.say(spec, "Nothing was restored: " + e.getMessage());
            return 1;
        }
    }
}
