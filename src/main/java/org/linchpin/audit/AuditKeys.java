package org.linchpin.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.linchpin.access.BadInput;

/**
 * The key in force and the one that is to follow it, as files of a folder. Where a vault keeps that folder nothing is written
 * there: the vault puts the next key beside the last one, and takes that away at leisure.
 */
final class AuditKeys {

    private static final String NOW = "audit";
    private static final String NEXT = "audit-next";

    private final Path folder;
    private final boolean vault;
    private AuditKey inForce;

    /**
     * The keys of a folder.
     *
     * @param vault whether somebody else keeps them, and nothing is written here
     */
    AuditKeys(Path folder, boolean vault) {
        this.folder = folder;
        this.vault = vault;
        if (vault && open(NOW).isEmpty()) {
            throw new IllegalStateException(
                    "The keys that sign the trail, audit.key and audit.pub, are not in " + folder);
        }
        this.inForce = AuditKey.in(folder, NOW);
    }

    /** The key in force after these handovers. Its predecessor's secret half is written over, if that was left undone. */
    synchronized AuditKey inForce(List<Handover> handovers) {
        String open = new Succession(inForce, handovers).last().words();
        if (!inForce.words().equals(open)) {
            inForce = taken(open);
        }
        return inForce;
    }

    private AuditKey taken(String open) {
        if (open(NEXT).equals(open)) {
            if (vault) {
                return AuditKey.in(folder, NEXT);
            }
            // The secret half first: as long as the open half is there, what is left is to be done.
            move(".key");
            move(".pub");
        }
        if (!open(NOW).equals(open)) {
            throw new IllegalStateException("The key " + Handover.fingerprint(open)
                    + ", to which the trail was handed over, is not in " + folder);
        }
        return AuditKey.in(folder, NOW);
    }

    private void move(String half) {
        try {
            if (Files.exists(folder.resolve(NEXT + half))) {
                Files.move(
                        folder.resolve(NEXT + half),
                        folder.resolve(NOW + half),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String open(String name) {
        Path file = folder.resolve(name + ".pub");
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key that is to follow: the one that lies there, or a new one. */
    AuditKey next(AuditKey now) {
        boolean there = !open(NEXT).isEmpty() && !open(NEXT).equals(now.words());
        if (!there && vault) {
            throw BadInput.conflict(
                    "no-next-key",
                    "A vault keeps the keys: let it put the next one beside them as audit-next.key and audit-next.pub");
        }
        return AuditKey.in(folder, NEXT);
    }
}
