package org.linchpin.briefing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms a briefing is handed over in, all from one source. */
enum Format {
    HTML("text/html;charset=UTF-8", "Web page (HTML)"),
    PDF("application/pdf", "Document to print (PDF)"),
    ODT("application/vnd.oasis.opendocument.text", "Document (ODT)"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Document (DOCX)"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "All tables (ODS)"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "All tables (XLSX)"),
    CSV("text/csv;charset=UTF-8", "All figures (CSV)"),
    JSON("application/json", "Everything (JSON)");

    private final String type;
    private final String label;

    Format(String type, String label) {
        this.type = type;
        this.label = label;
    }

    String type() {
        return type;
    }

    String label() {
        return label;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Format> of(String said) {
        String bare = said.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
        return Arrays.stream(values()).filter(one -> one.key().equals(bare)).findFirst();
    }
}
