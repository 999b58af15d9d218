package org.linchpin.briefing;

import org.linchpin.office.OpenSheets;
import org.springframework.stereotype.Component;

/** Writes a document in a format: the same document always gives the same bytes. */
@Component
class Press {

    private final Web web;
    private final Pdf pdf;

    Press(Web web) {
        this.web = web;
        this.pdf = new Pdf();
    }

    byte[] print(Document document, Format format) {
        return switch (format) {
            case HTML -> web.page(document);
            case PDF -> paper(document);
            case ODT -> OpenText.of(document, web.drawings(document));
            case DOCX -> Docx.of(document, web.drawings(document));
            case ODS -> OpenSheets.of(Sheets.workbook(document));
            case XLSX -> Xlsx.of(document);
            case CSV -> Sheets.csv(document);
            case JSON -> throw new IllegalArgumentException("a document is JSON already");
        };
    }

    /** What has no cover and runs over its first page a little is set closer, to be the one page that it was meant to be. */
    private byte[] paper(Document document) {
        Pdf.Printed usual = pdf.of(document, web.paper(document, false));
        if (document.cover() || usual.pages() != 2) {
            return usual.bytes();
        }
        Pdf.Printed tight = pdf.of(document, web.paper(document, true));
        return tight.pages() == 1 ? tight.bytes() : usual.bytes();
    }
}
