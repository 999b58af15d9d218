package org.linchpin.access;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** Figures with a mark: as long as it is the same, the figures are. */
public final class Marked {

    private Marked() {}

    /**
     * An answer with a mark of everything in it but the moment of asking; a weak one (RFC 9110, 8.8.1), because that moment
     * is in its bytes.
     */
    public static <T> ResponseEntity<T> of(T answer) {
        String steady = String.valueOf(answer).replaceAll("knownAt=[^,\\]]+", "");
        UUID mark = UUID.nameUUIDFromBytes(steady.getBytes(StandardCharsets.UTF_8));
        return ResponseEntity.ok()
                .eTag("W/\"" + mark + "\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(answer);
    }
}
