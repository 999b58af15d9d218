package org.linchpin.contribution;

import java.io.IOException;
import java.io.InputStream;
import org.linchpin.access.BadInput;
import org.linchpin.scanning.Scans;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The door through which every contributed file comes: neither empty nor too large, and scanned where there is a scanner. */
@Component
class Incoming {

    private static final int MOST_BYTES = 10 * 1024 * 1024;

    private final Scans scans;

    Incoming(Scans scans) {
        this.scans = scans;
    }

    byte[] file(InputStream body) throws IOException {
        byte[] file = body.readNBytes(MOST_BYTES + 1);
        if (file.length > MOST_BYTES) {
            throw new BadInput(HttpStatus.CONTENT_TOO_LARGE, "file-too-large", "A contribution may have at most 10 MB");
        }
        if (file.length == 0) {
            throw new BadInput(HttpStatus.BAD_REQUEST, "file-empty", "The file is empty");
        }
        scans.admit(file);
        return file;
    }
}
