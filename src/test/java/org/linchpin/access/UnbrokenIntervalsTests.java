package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

class UnbrokenIntervalsTests {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final MockServletContext servlet = new MockServletContext();

    UnbrokenIntervalsTests() {
        engine.setTemplateResolver(new StringTemplateResolver());
        engine.addDialect(new UnbrokenIntervals());
    }

    private String page(String template, Object said) {
        return engine.process(
                template,
                new WebContext(
                        JakartaServletWebApplication.buildApplication(servlet)
                                .buildExchange(new MockHttpServletRequest(servlet), new MockHttpServletResponse()),
                        Locale.UK,
                        Map.of("said", said)));
    }

    @Test
    void anIntervalInAHeadingStaysOnOneLine() {
        assertThat(page("<h1 th:text=\"${said}\">x</h1>", "Between 37–68% and <4,120–6,930 units"))
                .isEqualTo("<h1>Between <span class=\"nowrap\">37–68%</span> and"
                        + " <span class=\"nowrap\">&lt;4,120–6,930</span> units</h1>");
        assertThat(page("<h2><em th:text=\"${said}\">x</em></h2>", "2–3"))
                .isEqualTo("<h2><em><span class=\"nowrap\">2–3</span></em></h2>");
    }

    @Test
    void whatIsNoHeadingNoIntervalOrTooLongToStayTogetherIsLeftAsItIs() {
        assertThat(page("<p th:text=\"${said}\">x</p>", "37–68%")).isEqualTo("<p>37–68%</p>");
        assertThat(page("<title th:text=\"${said}\">x</title>", "37–68%")).isEqualTo("<title>37–68%</title>");
        assertThat(page("<h1>a</h1><p th:text=\"${said}\">x</p>", "37–68%")).isEqualTo("<h1>a</h1><p>37–68%</p>");
        for (String words : new String[] {"a – b", "–5 degrees", "until 5–", "1–" + "2".repeat(30), ""}) {
            assertThat(page("<h1 th:text=\"${said}\">x</h1>", words)).isEqualTo("<h1>" + words + "</h1>");
        }
    }

    @Test
    void whatIsWrittenForAFileIsLeftAsItIs() {
        Context file = new Context(Locale.UK, Map.of("said", "37–68%"));
        assertThat(engine.process("<h1 th:text=\"${said}\">x</h1>", file)).isEqualTo("<h1>37–68%</h1>");
    }
}
