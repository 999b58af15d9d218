package org.linchpin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DelegatingMessageSource;

/** Sets every message in marks for whoever asks in {@link #LANGUAGE}, so that a test sees what comes from no message. */
public final class MarkedMessages implements BeanPostProcessor {

    public static final Locale LANGUAGE = Locale.forLanguageTag("en-XA");
    public static final char OPEN = '⟦';
    public static final char CLOSE = '⟧';

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof MessageSource messages) || !name.equals("messageSource")) {
            return bean;
        }
        Marked marked = new Marked();
        marked.setParentMessageSource(messages);
        return marked;
    }

    private static final class Marked extends DelegatingMessageSource {

        @Override
        public String getMessage(String code, Object @Nullable [] words, Locale locale) {
            String said = super.getMessage(code, words, locale);
            return marked(code, said, locale);
        }

        @Override
        public @Nullable String getMessage(
                String code, Object @Nullable [] words, @Nullable String otherwise, Locale locale) {
            String said = super.getMessage(code, words, null, locale);
            return said == null ? otherwise : marked(code, said, locale);
        }

        private static String marked(String code, String said, Locale locale) {
            return locale.equals(LANGUAGE) && !code.equals("language") ? OPEN + said + CLOSE : said;
        }
    }
}
