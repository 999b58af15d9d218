package org.linchpin.reading;

import java.util.List;
import java.util.Map;

/**
 * A change of the mapping that may mend a cause, for a person to confirm.
 *
 * @param key a name for programs, the same as long as the file and its mapping are
 * @param words what it would do
 * @param asks what the person must say besides yes
 * @param said words whose meaning is asked for; {@code *} for what is not said
 * @param choices what they may stand for: key and name
 * @param proposed the keys that words most likely stand for, by the word; a person confirms or corrects them
 */
public record Remedy(
        String key,
        String words,
        Asks asks,
        List<String> said,
        Map<String, String> choices,
        Map<String, String> proposed,
        Change change) {

    /** What a person must say besides yes. */
    public enum Asks {
        NOTHING,
        /** A reason. */
        WHY,
        /** Words of a column, in which a star stands for anything, and a reason. */
        WORDS,
        /** What words stand for. */
        MEANINGS
    }

    /**
     * What a person has said.
     *
     * @param words as they were typed, with semicolons between
     */
    public record Answer(String why, String words, Map<String, String> meanings) {

        public Answer {
            meanings = Map.copyOf(meanings);
        }
    }

    /** What the mapping is afterwards. */
    public interface Change {
        Mapping with(Answer answer);
    }
}
