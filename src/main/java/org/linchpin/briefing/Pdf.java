package org.linchpin.briefing;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.extend.FSCacheEx;
import com.openhtmltopdf.extend.FSCacheValue;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.Set;
import java.util.TimeZone;
import java.util.logging.Level;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.core.io.ClassPathResource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Paper: tagged PDF (PDF/UA-1, ISO 14289-1) with bookmarks, embedded fonts and vector charts. Its dates and its
 * identifier are the document's own, so that the same document always gives the same bytes.
 */
final class Pdf {

    private static final Set<FSFontUseCase> CHARTS = EnumSet.of(FSFontUseCase.SVG);
    private static final Set<FSFontUseCase> WHERE_OTHERS_END =
            EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG, FSFontUseCase.FALLBACK_FINAL);

    static {
        // Else it tells of every link and font that it meets.
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final FSCacheEx<String, FSCacheValue> metrics = new FSDefaultCacheStore();

    /** A printed document. */
    record Printed(byte[] bytes, int pages) {}

    Printed of(Document document, String paper) {
        try (PDDocument pdf = new PDDocument()) {
            return printed(pdf, document, paper);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Printed printed(PDDocument pdf, Document document, String paper) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePDDocument(pdf);
        builder.useFastMode();
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Linchpin");
        text(builder, pdf, "SourceSans3-Regular", 400, FontStyle.NORMAL);
        text(builder, pdf, "SourceSans3-Semibold", 700, FontStyle.NORMAL);
        text(builder, pdf, "SourceSans3-It", 400, FontStyle.ITALIC);
        font(builder, "SourceSans3-Regular", "Source Sans 3", 400, FontStyle.NORMAL, CHARTS);
        font(builder, "SourceSans3-Semibold", "Source Sans 3", 700, FontStyle.NORMAL, CHARTS);
        font(builder, "DejaVuSans", "DejaVu Sans", 400, FontStyle.NORMAL, WHERE_OTHERS_END);
        font(builder, "DroidSansFallbackFull", "Droid Sans Fallback", 400, FontStyle.NORMAL, WHERE_OTHERS_END);
        font(builder, "NotoEmoji_400Regular", "Noto Emoji", 400, FontStyle.NORMAL, WHERE_OTHERS_END);
        builder.useCacheStore(PdfRendererBuilder.CacheStore.PDF_FONT_METRICS, metrics);
        builder.useSVGDrawer(new BatikSVGDrawer());
        builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
        builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
        builder.withW3cDocument(parsed(paper), "/");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            date(pdf, document);
            pdf.save(bytes);
        }
        return new Printed(bytes.toByteArray(), pdf.getNumberOfPages());
    }

    /**
     * The typeface of the text, letter by letter: PDFBox looks for ligatures by compiling a pattern a word, which is three
     * quarters of the time that a briefing takes, and a ligature is read out and searched for worse than its letters.
     */
    private static void text(PdfRendererBuilder builder, PDDocument pdf, String file, int weight, FontStyle style)
            throws IOException {
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(open("fonts/" + file + ".ttf")));
        font.setEnableGsub(false);
        builder.useFont(new PDFontSupplier(PDType0Font.load(pdf, font, true)), "Source Sans 3", weight, style, true);
    }

    private static void font(
            PdfRendererBuilder builder,
            String file,
            String family,
            int weight,
            FontStyle style,
            Set<FSFontUseCase> uses) {
        builder.useFont(() -> open("fonts/" + file + ".ttf"), family, weight, style, true, uses);
    }

    private static InputStream open(String resource) {
        try {
            return new ClassPathResource(resource).getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void date(PDDocument pdf, Document document) throws IOException {
        Calendar moment = GregorianCalendar.from(document.knownAt().atZone(ZoneOffset.UTC));
        moment.setTimeZone(TimeZone.getTimeZone("UTC"));
        PDDocumentInformation information = pdf.getDocumentInformation();
        information.setCreationDate(moment);
        information.setModificationDate(moment);
        information.setTitle(document.title());
        information.setAuthor(document.author());
        information.setSubject(document.finding());
        information.setKeywords(document.number() + (document.marking().isEmpty() ? "" : ", " + document.marking()));
        information.setCreator("Linchpin");
        information.setCustomMetadataValue("Marking", document.marking());
        information.setCustomMetadataValue("Number", document.number());
        pdf.setDocumentId(document.knownAt().toEpochMilli() ^ document.number().hashCode());
        PDMetadata metadata = pdf.getDocumentCatalog().getMetadata();
        if (metadata != null) {
            String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
            String iso = document.knownAt().toString();
            metadata.importXMPMetadata(
                    xmp.replaceAll("(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)[^<]*(<)", "$1" + iso + "$2")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static org.w3c.dom.Document parsed(String paper) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(paper)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the page to print is no XHTML", e);
        }
    }
}
