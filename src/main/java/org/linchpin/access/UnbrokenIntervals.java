package org.linchpin.access;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Keeps an interval such as 37–68% on one line in the headings of pages: browsers may break a line after its dash, on paper
 * too. The text stays as it is, so files and answers of programs know nothing of it.
 */
@Component
class UnbrokenIntervals implements IPostProcessorDialect {

    private static final char DASH = '–';

    /** What is longer is no interval, and must break where there is little room. */
    private static final int LONGEST = 24;

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3");

    @Override
    public String getName() {
        return "unbroken intervals";
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return 1_000;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, Joining.class, 1_000));
    }

    /** Sees a page go by; made anew for each. */
    public static final class Joining extends AbstractTemplateHandler {

        private boolean page;
        private boolean heading;

        @Override
        public void setContext(ITemplateContext context) {
            super.setContext(context);
            // What is written for a file, such as a briefing, is no page.
            page = context instanceof IWebContext;
        }

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            heading |= page && HEADINGS.contains(tag.getElementCompleteName());
            super.handleOpenElement(tag);
        }

        @Override
        public void handleCloseElement(ICloseElementTag tag) {
            heading &= !HEADINGS.contains(tag.getElementCompleteName());
            super.handleCloseElement(tag);
        }

        @Override
        public void handleText(IText text) {
            String said = heading ? text.getText() : "";
            int dash = said.indexOf(DASH);
            if (dash < 0) {
                super.handleText(text);
                return;
            }
            int from = 0;
            while (dash >= 0) {
                int start = said.lastIndexOf(' ', dash) + 1;
                int space = said.indexOf(' ', dash);
                int end = space < 0 ? said.length() : space;
                if (start < dash && dash + 1 < end && end - start <= LONGEST) {
                    say(said.substring(from, start));
                    together(said.substring(start, end));
                    from = end;
                }
                dash = said.indexOf(DASH, end);
            }
            say(said.substring(from));
        }

        private void say(String words) {
            super.handleText(getContext().getModelFactory().createText(words));
        }

        private void together(String interval) {
            IModelFactory factory = getContext().getModelFactory();
            super.handleOpenElement(factory.createOpenElementTag("span", "class", "nowrap"));
            say(interval);
            super.handleCloseElement(factory.createCloseElementTag("span"));
        }
    }
}
