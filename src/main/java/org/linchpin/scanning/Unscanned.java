package org.linchpin.scanning;

import org.linchpin.access.BadInput;
import org.springframework.http.HttpStatus;

/** The scanner could not say what is in a file: it must wait, and nothing of it is read or shown. */
public class Unscanned extends BadInput {

    Unscanned(String message) {
        super(HttpStatus.CONFLICT, "scanner-unreachable", message);
    }
}
