package org.linchpin.exposure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;

/** The definitions of figures and of words, as the documents in {@code src/docs} give them: one source, one anchor each. */
@Controller
class DocumentPages {

    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.STRIP)
            .build();

    private final List<Entry> figures = read("figures.md");
    private final List<Entry> words = read("glossary.md");
    private final List<Entry> questions = read("questions.md");
    private final Findings findings;

    DocumentPages(Findings findings) {
        this.findings = findings;
    }

    /** A definition: its anchor is its name in small letters with hyphens. */
    record Entry(String anchor, String name, List<Line> lines) {}

    /** A paragraph, and the word it begins with in bold. */
    record Line(String label, String text) {}

    @GetMapping("/figures")
    @May(Action.OPEN)
    String figures(Model model) {
        return show("figures", figures, model);
    }

    @GetMapping("/glossary")
    @May(Action.OPEN)
    String words(Model model) {
        return show("words", words, model);
    }

    @GetMapping("/questions")
    @May(Action.OPEN)
    String questions(Model model) {
        return show("questions", questions, model);
    }

    private String show(String document, List<Entry> entries, Model model) {
        model.addAttribute("title", findings.say("document." + document));
        model.addAttribute("lede", findings.say("document." + document + ".lede"));
        model.addAttribute("entries", entries);
        return "exposure/document";
    }

    static List<Entry> read(String name) {
        try (InputStream in = new ClassPathResource("docs/" + name).getInputStream()) {
            Node document = Parser.builder().build().parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            List<Entry> entries = new ArrayList<>();
            for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
                if (node instanceof Heading heading && heading.getLevel() == 2) {
                    // On one line a heading comes with a colon after it.
                    String title = StringUtils.trimTrailingCharacter(
                            TEXT.render(heading).strip(), ':');
                    String anchor = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
                    entries.add(new Entry(anchor, title, new ArrayList<>()));
                } else if (node instanceof Paragraph paragraph && !entries.isEmpty()) {
                    entries.get(entries.size() - 1).lines().add(line(paragraph));
                }
            }
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(Paragraph paragraph) {
        String label = "";
        if (paragraph.getFirstChild() instanceof StrongEmphasis strong) {
            label = TEXT.render(strong).strip();
            strong.unlink();
        }
        return new Line(label, TEXT.render(paragraph).strip());
    }
}
