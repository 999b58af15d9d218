package org.linchpin.reading;

import java.util.Locale;

/** The words of a row that say which equipment and module it is; numbers that name one single device are cut. */
final class WordingCheck {

    private static final int TAC_DIGITS = 8;
    private static final int LEAST_IMEI_DIGITS = 14;
    private static final int MOST_IMEI_DIGITS = 16;

    private final CheckedRow row;
    private final DistinctWordings wordings = new DistinctWordings();
    private final Memo<String> tacs = new Memo<>(WordingCheck::tacOf);
    private final Memo<String> usbIds = new Memo<>(WordingCheck::usbIdOf);

    WordingCheck(CheckedRow row) {
        this.row = row;
    }

    DistinctWordings.Known known() {
        return wordings.of(
                row.cell(TemplateColumn.MANUFACTURER),
                row.cell(TemplateColumn.MODEL),
                row.cell(TemplateColumn.ORDER_CODE),
                row.cell(TemplateColumn.FIRMWARE),
                row.cell(TemplateColumn.CONNECTIVITY),
                row.cell(TemplateColumn.MODULE_MANUFACTURER),
                row.cell(TemplateColumn.MODULE_MODEL),
                row.cell(TemplateColumn.FCC_ID),
                tac(),
                usb());
    }

    /** Of an IMEI only the type allocation code is kept; what follows names one single device. */
    private String tac() {
        String said = row.cell(TemplateColumn.IMEI_OR_TAC);
        if (said.isEmpty()) {
            return "";
        }
        String tac = tacs.of(said);
        if (tac.isEmpty()) {
            row.warn(
                    TemplateColumn.IMEI_OR_TAC,
                    said.substring(0, Math.min(8, said.length())),
                    "tac-form",
                    "An IMEI has 14 to 16 digits, a type allocation code 8",
                    "Format the column as text before exporting: spreadsheets turn long numbers into 3.5E+14");
            return "";
        }
        return tac;
    }

    /** Its first eight digits; empty where it is no IMEI and no type allocation code. */
    private static String tacOf(String said) {
        StringBuilder digits = new StringBuilder(MOST_IMEI_DIGITS);
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != ' ' && c != '.' && c != '/' && c != '-' && !(c == '\'' && i == 0)) {
                // Spreadsheets mark text that looks like a number by an apostrophe before it.
                return "";
            }
        }
        int length = digits.length();
        return length == TAC_DIGITS || length >= LEAST_IMEI_DIGITS && length <= MOST_IMEI_DIGITS
                ? digits.substring(0, TAC_DIGITS)
                : "";
    }

    private String usb() {
        String said = row.cell(TemplateColumn.USB_ID);
        if (said.isEmpty()) {
            return "";
        }
        String id = usbIds.of(said);
        if (id.isEmpty()) {
            row.warn(
                    TemplateColumn.USB_ID,
                    said,
                    "usb-form",
                    "A USB or PCI id is two groups of four hexadecimal digits",
                    "Write it as 2c7c:0125");
            return "";
        }
        return id;
    }

    private static String usbIdOf(String said) {
        String id = said.toLowerCase(Locale.ROOT)
                .replaceAll("0x|vid_|pid_|usb", "")
                .replaceAll("[^0-9a-f]+", ":")
                .replaceAll("^:|:$", "");
        return id.matches("[0-9a-f]{4}:[0-9a-f]{4}") ? id : "";
    }
}
