package org.linchpin.register;

import java.util.Locale;

/** In which order a column writes day, month and year. One decision holds for a whole column. */
enum DateOrder {
    DMY,
    MDY,
    YMD;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DateOrder of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
