package org.linchpin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of some megabytes that can really be filled: a file system in memory, mounted on a folder. Where this process may
 * not mount one, the test is reported as skipped.
 */
public final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** A disk of that size on a folder, which everybody may write to. */
    public static SmallDisk on(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "mode=1777,size=" + megabytes + "m", "tmpfs", folder.toString());
        assumeTrue(mounted, "This process may not mount a file system, so no disk can be filled");
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Fills it but for some kilobytes. */
    public void fill(int kilobytesLeft) {
        try {
            long room = Files.getFileStore(folder).getUsableSpace() - kilobytesLeft * 1024L;
            byte[] block = new byte[BLOCK];
            try (OutputStream out = Files.newOutputStream(ballast())) {
                for (long written = 0; written + BLOCK <= room; written += BLOCK) {
                    out.write(block);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away what filled it. */
    public void makeRoom() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
