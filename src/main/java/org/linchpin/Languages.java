package org.linchpin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * Who asks in a language that there are messages for is answered in it; everybody else in British English, whatever language
 * the browser speaks. A language is added by a file: {@code messages_cy.properties} is Welsh.
 */
@Configuration(proxyBeanMethods = false)
class Languages {

    private static final String FILES = "classpath*:messages_*.properties";

    @Bean
    LocaleResolver localeResolver() throws IOException {
        List<Locale> spoken = new ArrayList<>(List.of(Locale.UK));
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
            String name = String.valueOf(file.getFilename());
            spoken.add(Locale.forLanguageTag(
                    name.substring(name.indexOf('_') + 1, name.lastIndexOf('.')).replace('_', '-')));
        }
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(spoken);
        resolver.setDefaultLocale(Locale.UK);
        return resolver;
    }
}
