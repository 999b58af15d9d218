package org.linchpin.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that only grows; best on a volume that keeps what was written once. */
final class FileWitness implements Witness {

    private final Path file;

    FileWitness(Path file) {
        this.file = file;
    }

    @Override
    public void publish(String note) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, note, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    }

    @Override
    public String notes() throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Override
    public String place() {
        return file.toString();
    }
}
