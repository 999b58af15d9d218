package org.linchpin.working;

import org.linchpin.inventory.Dimension;

/** What the parts of a figure are called: in words where people read them, by their keys where a file is derived again. */
interface Called {

    /** What the key of a dimension is called. */
    String key(Dimension by, String key);

    /** What stands in a column of the flow is called. */
    String flow(int column, String key);

    /** What a model of equipment is called; where nothing is said of it, by whose register it is in. */
    String model(String title, String operator);

    /** A sentence, or a word. */
    String say(String message, String... words);

    /** Nothing but keys. */
    Called KEYS = new Called() {
        @Override
        public String key(Dimension by, String key) {
            return key;
        }

        @Override
        public String flow(int column, String key) {
            return key;
        }

        @Override
        public String model(String title, String operator) {
            return title;
        }

        @Override
        public String say(String message, String... words) {
            return message;
        }
    };
}
