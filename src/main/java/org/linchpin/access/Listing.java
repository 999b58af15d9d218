package org.linchpin.access;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as the API answers it.
 *
 * @param items what is on the page
 * @param next what to ask for {@code after} to get the next page; null on the last
 * @param total how many there are on all pages together
 */
public record Listing<T>(List<T> items, @Nullable String next, long total) {

    public static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 1_000;

    /**
     * Cuts a page from what was fetched: one more than fits shows that there is a next one.
     *
     * @param fetched up to {@code size + 1} items
     * @param key what {@code after} takes for an item
     */
    public static <T> Listing<T> of(List<T> fetched, int size, long total, Function<T, String> key) {
        if (fetched.size() <= size) {
            return new Listing<>(List.copyOf(fetched), null, total);
        }
        List<T> page = List.copyOf(fetched.subList(0, size));
        return new Listing<>(page, key.apply(page.get(size - 1)), total);
    }

    /** A page of a list that is short enough to be held whole; {@code after} is the key of the last item seen. */
    public static <T> Listing<T> page(List<T> all, int size, @Nullable String after, Function<T, String> key) {
        int from = 0;
        if (after != null) {
            from = all.stream().map(key).toList().indexOf(after) + 1;
            if (from == 0) {
                throw unknown(after);
            }
        }
        return of(all.subList(from, Math.min(all.size(), from + size + 1)), size, all.size(), key);
    }

    /** That {@code after} names nothing of the list. */
    public static BadInput unknown(String after) {
        return BadInput.fields(List.of(BadInput.Fault.field(
                "after",
                after,
                "after-unknown",
                "after must be the next of an earlier answer",
                "Start without after")));
    }

    /** The size asked for, or a complaint. */
    public static int size(@Nullable Integer asked) {
        int size = asked == null ? USUAL_SIZE : asked;
        if (size < 1 || size > LARGEST_SIZE) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "size", String.valueOf(asked), "size-range", "size must be between 1 and 1000", "Ask for fewer")));
        }
        return size;
    }
}
