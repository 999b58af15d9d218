package org.linchpin.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How to start PostgreSQL, which refuses to run as root, from a process of root: in a user namespace, in which root is
 * nobody and no file changes hands, or else (containers often forbid namespaces) as the user nobody, who then owns the
 * folder.
 */
final class Rootless {

    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;

    private final List<String> prefix;

    private Rootless(List<String> prefix) {
        this.prefix = prefix;
    }

    /**
     * The way that works here.
     *
     * @param folder what PostgreSQL must be able to write, with all that is in it
     * @param program a program of PostgreSQL, to try the way with
     */
    static Rootless in(Path folder, String program) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Rootless(List.of());
        }
        for (Rootless way : ways()) {
            way.handOver(folder);
            if (way.works(program)) {
                return way;
            }
        }
        throw new IllegalStateException("""
                PostgreSQL does not run as root, and neither "unshare -U" nor "setpriv" helps here. Do one of these:
                start Linchpin as another user; set LINCHPIN_HOME to a folder that other users may enter (now %s);
                or set SPRING_DATASOURCE_URL to a PostgreSQL of your own.""".formatted(folder));
    }

    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program);
        command.addAll(arguments);
        return command;
    }

    private static List<Rootless> ways() {
        List<Rootless> ways = new ArrayList<>();
        installed("unshare").map(path -> new Rootless(List.of(path, "-U"))).forEach(ways::add);
        installed("setpriv")
                .map(path -> new Rootless(List.of(path, "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")))
                .forEach(ways::add);
        return ways;
    }

    private static Stream<String> installed(String program) {
        return Stream.of("/usr/bin/" + program, "/bin/" + program)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .limit(1);
    }

    private boolean works(String program) throws IOException {
        Process probe = new ProcessBuilder(command(program, List.of("--version")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void handOver(Path folder) throws IOException {
        int owner = prefix.contains("-U") ? ROOT : NOBODY;
        if (owner == (int) Files.getAttribute(folder, "unix:uid")) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            // Deepest first: the folder itself changes hands last, so that what was cut short is done again.
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
