package org.linchpin.access;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a command was given to read; what is no such thing is said in words of ours. */
public final class Given {

    private Given() {}

    /** That something is not what it has to be, in words for whoever gave it. */
    public static final class Unreadable extends IOException {

        public Unreadable(String words, @Nullable Throwable cause) {
            super(words, cause);
        }

        /** A file that is not what it has to be. */
        public Unreadable(Path file, String what) {
            this(no(file, what), null);
        }
    }

    /**
     * What stands in a file.
     *
     * @param what it has to be, such as {@code receipt}
     */
    public static String text(Path file, String what) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, what, e);
        }
    }

    /** Why a file could not be read, as far as it is told in words of Java's own. */
    public static IOException unreadable(Path file, String what, IOException why) {
        if (why instanceof NoSuchFileException) {
            return new Unreadable("There is no file " + file, why);
        }
        return why instanceof CharacterCodingException ? new Unreadable(no(file, what), why) : why;
    }

    /** What the JSON in a file says. */
    public static <T> T json(Path file, Class<T> type, String what) throws IOException {
        return json(text(file, what), type, no(file, what));
    }

    /**
     * What JSON says.
     *
     * @param refusal what is said of it if it is none, or says something else
     */
    public static <T> T json(String text, Class<T> type, String refusal) throws Unreadable {
        try {
            T read = JsonMapper.shared().readValue(text, type);
            if (read != null) {
                return read;
            }
        } catch (JacksonException e) {
            throw new Unreadable(refusal, e);
        }
        throw new Unreadable(refusal, null);
    }

    public static String no(Path file, String what) {
        return file + " is no " + what;
    }
}
