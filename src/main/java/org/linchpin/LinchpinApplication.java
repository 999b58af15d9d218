package org.linchpin;

import java.util.Locale;
import java.util.Objects;
import org.linchpin.audit.AuditCommand;
import org.linchpin.database.BackupCommand;
import org.linchpin.database.RestoreCommand;
import org.linchpin.register.CheckCommand;
import org.linchpin.register.VerifyCommand;
import org.linchpin.working.WorkingCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * Starts Linchpin, an inventory of what critical infrastructure depends on: its web server, or the command that the first
 * argument names. Commands work without the web server; each lives beside the feature it belongs to.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@Command(
        name = "linchpin",
        description = "Without a command: the web server. Settings: src/docs/operations.md",
        mixinStandardHelpOptions = true,
        versionProvider = LinchpinApplication.Version.class,
        subcommands = {
            CheckCommand.class,
            VerifyCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            WorkingCommand.class
        })
public class LinchpinApplication {

    public static void main(String[] args) {
        // What is written is English: its digits and names of months must not follow the machine it runs on.
        Locale.setDefault(Locale.UK);
        if (namesACommand(args)) {
            System.exit(new CommandLine(new LinchpinApplication()).execute(args));
        }
        SpringApplication.run(LinchpinApplication.class, args);
    }

    /** What the jar says of itself. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "Linchpin "
                        + Objects.requireNonNullElse(
                                LinchpinApplication.class.getPackage().getImplementationVersion(), "of no release")
            };
        }
    }

    /** Properties of the web server start with two hyphens; the two options that every command line has are ours. */
    private static boolean namesACommand(String[] args) {
        return args.length > 0
                && (!args[0].startsWith("--") || args[0].equals("--help") || args[0].equals("--version"));
    }
}
