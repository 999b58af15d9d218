package org.linchpin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A file on its way into an answer, hashed as it passes. A small one is held until it is whole, so that its headers say
 * what it is; a larger one goes out at once, and trailers say so.
 */
final class Outflow extends OutputStream {

    static final String ROWS = "X-Row-Count";
    static final String SHA256 = "X-Content-SHA256";

    private static final int HELD_AT_MOST = 1 << 20;

    private final HttpServletResponse response;
    private final String name;
    private final long receipt;
    private final MessageDigest digest = Sha256.digest();
    private final Map<String, String> trailers = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable OutputStream open;
    private long bytes;

    Outflow(HttpServletResponse response, String name, long receipt) {
        this.response = response;
        this.name = name;
        this.receipt = receipt;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        digest.update(some, from, length);
        bytes += length;
        if (open == null && held.size() + length > HELD_AT_MOST) {
            if (chunked()) {
                response.setHeader("Trailer", ROWS + ", " + SHA256);
                response.setTrailerFields(() -> trailers);
            }
            begin();
        }
        (open == null ? held : open).write(some, from, length);
    }

    private static boolean chunked() {
        HttpServletRequest request =
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here
                        ? here.getRequest()
                        : null;
        return request != null && !request.getProtocol().equals("HTTP/1.0");
    }

    private void begin() throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Link", "</api/v1/exports/" + receipt + ">; rel=\"describedby\"; type=\"application/json\"");
        open = response.getOutputStream();
        held.writeTo(open);
        held.reset();
    }

    long bytes() {
        return bytes;
    }

    /** Of all that was written. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Nothing more comes. */
    void end(long rows, String sha256) throws IOException {
        if (open == null) {
            response.setHeader(ROWS, String.valueOf(rows));
            response.setHeader(SHA256, sha256);
            begin();
        } else {
            trailers.put(ROWS, String.valueOf(rows));
            trailers.put(SHA256, sha256);
        }
    }
}
