package org.linchpin.scanning;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells the administrator whether files are scanned. */
@ControllerAdvice("org.linchpin.account")
class ScannerLine {

    private final Scans scans;

    ScannerLine(Scans scans) {
        this.scans = scans;
    }

    @ModelAttribute("scanning")
    @Nullable
    String line(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/administration") ? scans.told() : null;
    }
}
