package org.linchpin.audit;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for in the trail; nothing said, everything meant but what was there when watching began.
 *
 * @param q words in what it was done to, or in the detail or the reason
 * @param who a user name
 * @param action what was done, such as {@code submission.accept}, or its first word
 * @param kind act, change, read or found
 * @param operator an operator's code
 * @param from the first day (UTC)
 * @param until the last day (UTC)
 */
record Search(
        @Nullable String q,
        @Nullable String who,
        @Nullable String action,
        @Nullable String kind,
        @Nullable String operator,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate until) {

    Search {
        q = said(q);
        who = said(who);
        action = said(action);
        kind = said(kind);
        operator = said(operator);
    }

    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.trim();
    }

    /** The address that asks for the same. */
    public String on(String path) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("q", q);
        all.put("who", who);
        all.put("action", action);
        all.put("kind", kind);
        all.put("operator", operator);
        all.put("from", from);
        all.put("until", until);
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        all.forEach((name, value) -> {
            if (value != null) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return address.encode().buildAndExpand(all).toUriString();
    }
}
