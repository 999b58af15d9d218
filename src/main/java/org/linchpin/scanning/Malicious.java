package org.linchpin.scanning;

import java.util.List;
import org.linchpin.access.BadInput;
import org.springframework.http.HttpStatus;

/** The scanner knows something in a file. */
public class Malicious extends BadInput {

    /** The code of this refusal, wherever it is told. */
    public static final String CODE = "malicious-content";

    private final String finding;

    Malicious(String finding) {
        this(
                finding,
                "The scanner found " + finding
                        + " in the file, so it is refused. Look for where it came from; if it is a false alarm, ask the administrator");
    }

    private Malicious(String finding, String words) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                CODE,
                words,
                List.of(Fault.field("file", null, CODE, words, "Send a file without it")));
        this.finding = finding;
    }

    /** What it is called by whoever knows it. */
    public String finding() {
        return finding;
    }
}
