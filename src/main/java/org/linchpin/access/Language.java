package org.linchpin.access;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

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

    /** A day, such as 30 June 2026. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy", locale()).format(day);
    }

    /** The language that is answered in, as its messages say themselves. */
    public Locale locale() {
        return Locale.forLanguageTag(say("language"));
    }
}
