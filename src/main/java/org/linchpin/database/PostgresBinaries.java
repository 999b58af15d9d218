package org.linchpin.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The PostgreSQL programs that the class path carries for this platform, unpacked once. */
final class PostgresBinaries {

    private static final Set<PosixFilePermission> PROGRAM = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** Unpacks below a folder, unless an earlier start did; half an unpacking is never taken for a whole one. */
    static PostgresBinaries unpackedIn(Path parent) throws IOException {
        String archive = "/postgres-%s.txz".formatted(platform());
        URL resource = PostgresBinaries.class.getResource(archive);
        if (resource == null) {
            throw new IllegalStateException(
                    "There is no embedded PostgreSQL for this platform (%s). Set SPRING_DATASOURCE_URL to a PostgreSQL of your own."
                            .formatted(platform()));
        }
        // Versions differ in size: another one is unpacked anew, and what an earlier one or half an unpacking left
        // goes.
        Path target = parent.resolve("postgresql-" + resource.openConnection().getContentLengthLong());
        if (!Files.exists(target)) {
            FileSystemUtils.deleteRecursively(parent);
            Files.createDirectories(parent);
            Path unfinished = Files.createTempDirectory(parent, "unpacking");
            try (InputStream packed = resource.openStream()) {
                unpack(packed, unfinished);
            }
            // A temporary folder is its maker's alone; the programs may have to be another user's to run.
            if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(unfinished, PROGRAM);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(target);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String family = os.contains("mac") ? "darwin" : os.contains("win") ? "windows" : "linux";
        return family + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64");
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            TarArchiveEntry entry = next(tar);
            while (entry != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive reaches outside its folder: " + entry.getName());
                }
                write(tar, entry, path);
                entry = next(tar);
            }
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        return tar.getNextEntry();
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & 0100) != 0 && Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PROGRAM);
        }
    }
}
