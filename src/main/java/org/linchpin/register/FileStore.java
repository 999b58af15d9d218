package org.linchpin.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.linchpin.access.BadInput;
import org.linchpin.access.Problems;
import org.linchpin.access.Sha256;
import org.linchpin.database.Home;
import org.linchpin.scanning.Malicious;
import org.linchpin.scanning.Scans;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The bytes of submissions, under the name of their SHA-256. What is stored is never changed. */
@Component
@EnableConfigurationProperties(FileStore.UploadLimit.class)
class FileStore {

    /**
     * How large an uploaded file may be.
     *
     * @param size the most that is taken ({@code LINCHPIN_UPLOAD_LIMIT}), such as 500MB
     */
    @ConfigurationProperties("linchpin.upload")
    record UploadLimit(@Name("limit") @DefaultValue("8GB") DataSize size) {

        public long bytes() {
            return size.toBytes();
        }

        public String words() {
            long megabytes = size.toMegabytes();
            return megabytes % 1024 == 0 && megabytes > 0
                    ? megabytes / 1024 + " GB"
                    : megabytes > 0 ? megabytes + " MB" : size.toBytes() + " bytes";
        }
    }

    private final Path files;
    private final UploadLimit limit;
    private final Scans scans;

    /**
     * The bytes of a submission, as they came.
     *
     * @param name the file's name as its sender called it
     * @param bytes how many
     * @param sha256 their SHA-256 in hexadecimal digits
     */
    record StoredFile(String name, long bytes, String sha256) {}

    FileStore(Home home, UploadLimit limit, Scans scans) {
        this.files = home.folder("files");
        this.limit = limit;
        this.scans = scans;
    }

    /** Refuses a file that says beforehand, or turns out, to be too large. */
    void refuseLonger(long bytes, Quota.Room room) {
        if (bytes > limit.bytes()) {
            throw tooLarge();
        }
        if (bytes > room.bytes()) {
            throw room.refusal();
        }
    }

    /** Stores what comes until its end; a file that turns out too large leaves nothing behind. */
    StoredFile store(String name, InputStream in, Quota.Room room) {
        try {
            Path incoming = Files.createTempFile(Files.createDirectories(files.resolve("incoming")), "", ".part");
            try {
                MessageDigest digest = Sha256.digest();
                long bytes = copy(new DigestInputStream(in, digest), incoming, room);
                String sha256 = HexFormat.of().formatHex(digest.digest());
                Path place = path(sha256);
                Files.createDirectories(place.getParent());
                Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE);
                return new StoredFile(shortened(name), bytes, sha256);
            } finally {
                Files.deleteIfExists(incoming);
            }
        } catch (IOException e) {
            if (Problems.noRoom(e)) {
                throw new BadInput(
                        HttpStatus.INSUFFICIENT_STORAGE,
                        "storage-full",
                        "There is no room left for the file. Nothing of it was kept; ask the administrator to make room");
            }
            throw new UncheckedIOException(e);
        }
    }

    long copy(InputStream in, Path to, Quota.Room room) throws IOException {
        long copied = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copied += read;
                refuseLonger(copied, room);
                out.write(buffer, 0, read);
            }
        }
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return copied;
    }

    private BadInput tooLarge() {
        return new BadInput(
                HttpStatus.CONTENT_TOO_LARGE,
                "file-too-large",
                "The file is larger than " + limit.words()
                        + ", the most that is taken here. Split the register, or ask the administrator");
    }

    private static String shortened(String name) {
        String last =
                name.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "").strip();
        String named = last.isEmpty() ? "register.csv" : last;
        return named.length() > 200 ? named.substring(named.length() - 200) : named;
    }

    /**
     * Where the bytes of an operator's file are, for whoever reads them: looked through for malicious content where there is a
     * scanner. What it finds is laid aside, out of everybody's reach here, for whoever looks into where it came from.
     */
    Path admitted(StoredFile file, int operator) {
        Path place = path(file.sha256());
        try {
            scans.admit(file.sha256(), place, operator);
            return place;
        } catch (Malicious refused) {
            layAside(place);
            throw refused;
        }
    }

    /** Whether there is a scanner. */
    boolean scanned() {
        return scans.on();
    }

    private void layAside(Path place) {
        try {
            if (Files.exists(place)) {
                Path aside = Files.createDirectories(files.resolve("aside"));
                Files.move(place, aside.resolve(place.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String sha256) {
        return files.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
