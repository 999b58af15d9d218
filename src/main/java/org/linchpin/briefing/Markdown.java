package org.linchpin.briefing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.linchpin.briefing.Document.Block;
import org.linchpin.briefing.Document.Figure;
import org.linchpin.briefing.Document.Items;
import org.linchpin.briefing.Document.Span;

/**
 * Words of one's own, as blocks. HTML is no markup here but words that begin with a bracket; a link leads to the web or
 * to a page of this installation, else it is words too. A figure's name between double braces stands for the figure.
 */
final class Markdown {

    static final Pattern BOUND = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9_.:~/-]+)\\s*}}");

    private final Map<String, Figure> figures;
    private final List<Block> blocks = new ArrayList<>();

    private Markdown(Map<String, Figure> figures) {
        this.figures = figures;
    }

    static List<Block> blocks(String markdown, Map<String, Figure> figures) {
        Markdown reading = new Markdown(figures);
        reading.children(Parser.builder().build().parse(markdown), "body");
        return reading.blocks;
    }

    private void children(Node parent, String role) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node, role);
        }
    }

    private void block(Node node, String role) {
        if (node instanceof Heading heading) {
            String text =
                    String.join("", spans(heading).stream().map(Span::text).toList());
            blocks.add(new Document.Heading(Math.max(3, Math.min(4, heading.getLevel() + 1)), "", text, false));
        } else if (node instanceof Paragraph) {
            blocks.add(new Document.Text(role, spans(node)));
        } else if (node instanceof BlockQuote) {
            children(node, "quote");
        } else if (node instanceof ListBlock list && (list instanceof BulletList || list instanceof OrderedList)) {
            List<List<Span>> items = new ArrayList<>();
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                items.add(flat(item));
            }
            blocks.add(new Items(list instanceof OrderedList, items));
        } else if (node instanceof HtmlBlock html) {
            blocks.add(new Document.Text(role, bound(html.getLiteral(), false, false)));
        } else if (node instanceof FencedCodeBlock code) {
            blocks.add(new Document.Text(role, List.of(code(code.getLiteral()))));
        } else if (node instanceof IndentedCodeBlock code) {
            blocks.add(new Document.Text(role, List.of(code(code.getLiteral()))));
        }
    }

    private static Span code(String text) {
        return new Span(text.strip(), false, false, true, null, null);
    }

    /** An item's paragraphs, and those of lists within it, one after another. */
    private List<Span> flat(Node item) {
        List<Span> spans = new ArrayList<>();
        for (Node node = item.getFirstChild(); node != null; node = node.getNext()) {
            if (!spans.isEmpty()) {
                spans.add(Span.plain(" "));
            }
            if (node instanceof Paragraph) {
                spans.addAll(spans(node));
            } else {
                spans.addAll(flat(node));
            }
        }
        return spans;
    }

    private List<Span> spans(Node parent) {
        List<Span> spans = new ArrayList<>();
        inline(parent, false, false, null, spans);
        return spans;
    }

    private void inline(Node parent, boolean strong, boolean emphasis, @Nullable String href, List<Span> spans) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                for (Span span : bound(text.getLiteral(), strong, emphasis)) {
                    spans.add(
                            href == null ? span : new Span(span.text(), strong, emphasis, false, href, span.figure()));
                }
            } else if (node instanceof StrongEmphasis) {
                inline(node, true, emphasis, href, spans);
            } else if (node instanceof Emphasis) {
                inline(node, strong, true, href, spans);
            } else if (node instanceof Code code) {
                spans.add(new Span(code.getLiteral(), strong, emphasis, true, href, null));
            } else if (node instanceof Link link) {
                inline(node, strong, emphasis, safe(link.getDestination()) ? link.getDestination() : href, spans);
            } else if (node instanceof HtmlInline html) {
                spans.add(new Span(html.getLiteral(), strong, emphasis, false, href, null));
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                spans.add(Span.plain(" "));
            } else {
                inline(node, strong, emphasis, href, spans);
            }
        }
    }

    private static boolean safe(String address) {
        return address.matches("https?://[^\\s]+") || address.matches("/[^/\\\\][^\\s]*");
    }

    private List<Span> bound(String text, boolean strong, boolean emphasis) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = BOUND.matcher(text);
        int from = 0;
        while (matcher.find()) {
            if (matcher.start() > from) {
                spans.add(new Span(text.substring(from, matcher.start()), strong, emphasis, false, null, null));
            }
            Figure figure = figures.get(matcher.group(1));
            spans.add(new Span(
                    figure == null ? matcher.group() : figure.text(),
                    strong,
                    emphasis,
                    false,
                    null,
                    figure == null ? null : figure.key()));
            from = matcher.end();
        }
        if (from < text.length()) {
            spans.add(new Span(text.substring(from), strong, emphasis, false, null, null));
        }
        return spans;
    }
}
