package org.linchpin.briefing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linchpin.access.Sha256;
import org.linchpin.briefing.Chart.Drawing;
import org.linchpin.briefing.Document.Picture;
import org.linchpin.office.Zip;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** A document as a web page that stands alone, as the page that is printed from, and its drawings. */
@Component
class Web {

    private static final String STYLE = "<link rel=\"stylesheet\" href=\"/briefing.css\"/>";

    /** What a browser lets such a page do: show itself. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(rules())
            + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final ITemplateEngine engine;

    Web(ITemplateEngine engine) {
        this.engine = engine;
    }

    /** The drawings of a document, by its pictures. */
    static Map<Picture, Drawing> drawn(Document document) {
        Map<Picture, Drawing> drawings = new LinkedHashMap<>();
        document.pictures().forEach(picture -> drawings.put(picture, Chart.of(picture)));
        return drawings;
    }

    /** A page that needs nothing but itself. */
    byte[] page(Document document) {
        return styled(document, false, false, rules()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The page that is printed from: XHTML with the rules of paper.
     *
     * @param tight set closer, where a little more than a page is to be one page
     */
    String paper(Document document, boolean tight) {
        return styled(document, true, tight, text("briefing/paper.css"));
    }

    private String styled(Document document, boolean paper, boolean tight, String rules) {
        String page = Zip.clean(render(
                "briefing/standalone",
                Map.of(
                        "document",
                        document,
                        "drawings",
                        drawn(document),
                        "paper",
                        paper,
                        "tight",
                        tight,
                        "utc",
                        ZoneOffset.UTC)));
        if (paper) {
            // A list item that guesses its direction loses the room for its mark.
            page = page.replace("<li dir=\"auto\">", "<li>");
        }
        int at = page.indexOf(STYLE);
        if (at < 0) {
            throw new IllegalStateException("the page has no place for its style");
        }
        return page.substring(0, at) + "<style>" + rules + "</style>" + page.substring(at + STYLE.length());
    }

    /** Each picture as an image of its own (SVG), in the order of the document. */
    List<String> drawings(Document document) {
        List<String> images = new ArrayList<>();
        document.pictures()
                .forEach(picture -> images.add(render("briefing/drawing", Map.of("drawing", Chart.of(picture)))
                        .strip()));
        return images;
    }

    private String render(String template, Map<String, Object> values) {
        return engine.process(template, new Context(Locale.UK, new HashMap<>(values)));
    }

    private static String rules() {
        return text("static/briefing.css");
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String text(String resource) {
        try (var in = new ClassPathResource(resource).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
