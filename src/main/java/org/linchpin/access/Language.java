package org.linchpin.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** What code says comes from messages, in the language of whoever asks; English where there are no messages in theirs. */
@Component
public class Language {

    private final MessageSource messages;

    Language(MessageSource messages) {
        this.messages = messages;
    }

    /** A sentence or a word; what is filled in is filled in as it is. */
    public String say(String key, @Nullable String... words) {
        return messages.getMessage(key, words, LocaleContextHolder.getLocale());
    }

    /** The language that is answered in, as its messages say themselves. */
    public Locale locale() {
        return Locale.forLanguageTag(say("language"));
    }

    /**
     * Languages are answered in where they have messages. Any other is answered in English altogether: dates of one
     * language in sentences of another would be neither.
     */
    @Configuration(proxyBeanMethods = false)
    static class Spoken {

        @Bean
        LocaleResolver localeResolver() throws IOException {
            AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
            resolver.setDefaultLocale(Locale.UK);
            List<Locale> spoken = new ArrayList<>(List.of(Locale.UK));
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages_*.properties")) {
                String tag = String.valueOf(file.getFilename()).replaceAll("^messages_|\\.properties$", "");
                spoken.add(Locale.forLanguageTag(tag.replace('_', '-')));
            }
            resolver.setSupportedLocales(spoken);
            return resolver;
        }
    }
}
