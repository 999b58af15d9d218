package org.linchpin.office;

import java.time.Instant;
import java.util.List;

/** The parts that all OpenDocument files (ODF 1.3) have alike. */
public final class OpenDocument {

    public static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    public static final String SPACES =
            "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
                    + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
                    + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
                    + " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                    + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" office:version=\"1.3\"";

    private OpenDocument() {}

    /** What a file says of itself, with the moment whose knowledge it holds as its date. */
    public static String meta(
            String title, String subject, String author, Instant moment, String number, String marking) {
        return HEAD + "<office:document-meta " + SPACES
                + "><office:meta><meta:generator>Linchpin</meta:generator><dc:title>"
                + Zip.xml(title) + "</dc:title><dc:subject>" + Zip.xml(subject)
                + "</dc:subject><dc:creator>"
                + Zip.xml(author) + "</dc:creator><dc:date>" + moment
                + "</dc:date><meta:creation-date>"
                + moment + "</meta:creation-date><dc:language>en-GB</dc:language><meta:keyword>"
                + Zip.xml(number)
                + "</meta:keyword><meta:user-defined meta:name=\"Marking\">"
                + Zip.xml(marking.isEmpty() ? "none" : marking)
                + "</meta:user-defined></office:meta></office:document-meta>";
    }

    /** What is in the archive. */
    public static String manifest(String type, List<String> images) {
        StringBuilder manifest = new StringBuilder(HEAD
                + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\""
                + type + "\"/>");
        for (String part : List.of("content.xml", "styles.xml", "meta.xml")) {
            manifest.append("<manifest:file-entry manifest:full-path=\"")
                    .append(part)
                    .append("\" manifest:media-type=\"text/xml\"/>");
        }
        images.forEach(image -> manifest.append("<manifest:file-entry manifest:full-path=\"")
                .append(image)
                .append("\" manifest:media-type=\"image/svg+xml\"/>"));
        return manifest.append("</manifest:manifest>").toString();
    }
}
