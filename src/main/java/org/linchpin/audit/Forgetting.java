package org.linchpin.audit;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the name and the addresses of an erased account out of the trail. What is taken out leaves its commitment, and the
 * line is signed as it reads since, so the chain goes on proving all of it.
 */
final class Forgetting {

    private static final String GONE = "erased";

    /** Where rows of people's own say where they were and with what. */
    private static final Set<String> OWN = Set.of("session", "user_credentials", "user_entities", "access_token");

    private static final Set<String> TELLING = Set.of("address", "agent", "label", "name", "display_name");

    /** What was written about signing in and about passkeys says whence and with what in its detail. */
    private static final Set<String> TOLD = Set.of("account.sign-in", "account.passkey");

    private static final String THEIRS = """
            t.id <= :last and (t.username = :name or t.subject = :name or t.detail ~ :word
              or t.before::text ~ :quoted or t.after::text ~ :quoted
              or t.area in ('session', 'access_token')
                 and :account in (t.before ->> 'account_id', t.after ->> 'account_id')
                 and concat(t.before ->> 'address', t.after ->> 'address', t.before ->> 'agent', t.after ->> 'agent',
                            t.before ->> 'name', t.after ->> 'name') !~ '^(erased)*$')
            """;

    private static final String OLD_ADDRESSES = """
            t.at < :since and (t.address <> 'erased' or t.action = 'account.sign-in' and t.detail <> 'erased'
              or t.area = 'session' and concat(t.before ->> 'address', t.after ->> 'address') !~ '^(erased)*$'
                 and not exists (select from session x where x.began_at < :since))
            """;

    private final JdbcClient jdbc;
    private final Chain chain;
    private final Supplier<AuditKey> key;

    Forgetting(JdbcClient jdbc, Chain chain, Supplier<AuditKey> key) {
        this.jdbc = jdbc;
        this.chain = chain;
        this.key = key;
    }

    /** What a user name is made of. */
    private static final String NAME_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789._@-";

    /**
     * Somebody the trail is to forget.
     *
     * @param pseudonym what the account is called since
     * @param lastLine the last line in which the name is theirs
     * @param tx when their account was erased: what began before may still be writing in their name
     */
    private record Whom(String pseudonym, String username, int accountId, long lastLine, long tx) {

        /** The name as a word of its own; signs that mean something else in a pattern are none of a user name but the dot. */
        private String pattern() {
            return username.replace(".", "\\.");
        }

        String word() {
            return "(?<![a-z0-9._@-])" + pattern() + "(?![a-z0-9._@-])";
        }

        /** The name as a value in JSON, and not as the name of one. */
        String quoted() {
            return "\"" + pattern() + "\"(?!:)";
        }

        /** A text with the pseudonym for the name, where that is {@link #word a word of its own}. */
        String outOfWords(String text) {
            return replaced(text, username, pseudonym, (from, to) -> !belongs(text, from - 1) && !belongs(text, to));
        }

        /** A row as JSON with the pseudonym for the name, where that is {@link #quoted a value}. */
        String outOfValues(String json) {
            return replaced(
                    json,
                    '"' + username + '"',
                    '"' + pseudonym + '"',
                    (from, to) -> to == json.length() || json.charAt(to) != ':');
        }

        private static boolean belongs(String text, int at) {
            return at >= 0 && at < text.length() && NAME_SIGNS.indexOf(text.charAt(at)) >= 0;
        }

        /** By hand: a pattern is never made from what somebody once typed. */
        private static String replaced(String text, String name, String becomes, BiPredicate<Integer, Integer> stands) {
            StringBuilder out = new StringBuilder();
            int kept = 0;
            for (int from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + 1)) {
                int to = from + name.length();
                if (from >= kept && stands.test(from, to)) {
                    out.append(text, kept, from).append(becomes);
                    kept = to;
                }
            }
            return out.append(text, kept, text.length()).toString();
        }
    }

    /** Whoever waits to be forgotten is; how many lines lost words. In a transaction of the caller's that sees all. */
    int all() {
        return jdbc
                .sql("select pseudonym, username, account_id, last_line, tx from trail_forgetting")
                .query(Whom.class)
                .list()
                .stream()
                .mapToInt(this::forget)
                .sum();
    }

    private int forget(Whom whom) {
        boolean waits = jdbc.sql("""
                        select exists (select from trail_pending where line <= ?)
                            or pg_snapshot_xmin(pg_current_snapshot())::text::bigint <= ?
                        """)
                .params(whom.lastLine(), whom.tx())
                .query(Boolean.class)
                .single();
        if (waits) {
            // Its link is not known yet, and nothing is signed without.
            return 0;
        }
        List<Sealed> theirs = chain.where(
                THEIRS,
                Map.of(
                        "last", whom.lastLine(),
                        "name", whom.username(),
                        "word", whom.word(),
                        "quoted", whom.quoted(),
                        "account", String.valueOf(whom.accountId())));
        theirs.forEach(one -> take(one, words(Objects.requireNonNull(one.line()), whom)));
        if (theirs.isEmpty()) {
            jdbc.sql("delete from trail_forgetting where pseudonym = ?")
                    .param(whom.pseudonym())
                    .update();
        }
        return theirs.size();
    }

    /** Addresses in lines older than a moment; how many lines lost some. In a transaction of the caller's that sees all. */
    int addressesBefore(OffsetDateTime since) {
        List<Sealed> old = chain.where(OLD_ADDRESSES, Map.of("since", since.withOffsetSameInstant(ZoneOffset.UTC)));
        old.forEach(one -> {
            Line line = Objects.requireNonNull(one.line());
            Map<String, String> becomes = new HashMap<>();
            if (line.address() != null) {
                becomes.put("address", GONE);
            }
            if (line.action().equals("account.sign-in") && line.detail() != null) {
                becomes.put("detail", GONE);
            }
            image(becomes, "before", line.before(), line, null);
            image(becomes, "after", line.after(), line, null);
            take(one, becomes);
        });
        return old.size();
    }

    /** What each field says from now on, of those that say something of somebody. */
    private static Map<String, String> words(Line line, Whom whom) {
        Map<String, String> becomes = new HashMap<>();
        boolean own = line.username().equals(whom.username()) || line.subject().equals(whom.username());
        if (line.username().equals(whom.username())) {
            becomes.put("username", whom.pseudonym());
        }
        if (line.subject().equals(whom.username())) {
            becomes.put("subject", whom.pseudonym());
        }
        if (own && line.address() != null) {
            becomes.put("address", GONE);
        }
        if (line.detail() != null && own && TOLD.contains(line.action())) {
            becomes.put("detail", GONE);
        } else if (line.detail() != null && !whom.outOfWords(line.detail()).equals(line.detail())) {
            becomes.put("detail", whom.outOfWords(line.detail()));
        }
        image(becomes, "before", line.before(), line, whom);
        image(becomes, "after", line.after(), line, whom);
        return becomes;
    }

    private static void image(
            Map<String, String> becomes, String field, @Nullable String image, Line line, @Nullable Whom whom) {
        if (image == null) {
            return;
        }
        String named = whom == null ? image : whom.outOfValues(image);
        boolean changed = !named.equals(image);
        ObjectNode row = (ObjectNode) JsonMapper.shared().readTree(named);
        if (OWN.contains(line.action().replaceAll("\\..*", ""))) {
            for (String column : TELLING) {
                JsonNode value = row.get(column);
                if (value != null && value.isString() && !value.stringValue().equals(GONE)) {
                    row.put(column, GONE);
                    changed = true;
                }
            }
        }
        if (changed) {
            becomes.put(field, row.toString());
        }
    }

    /** Takes words out of a line: first the words, then, as the database gives it back, the signature over what is left. */
    private void take(Sealed sealed, Map<String, String> becomes) {
        if (becomes.isEmpty()) {
            return;
        }
        Line line = Objects.requireNonNull(sealed.line());
        ObjectNode said = JsonMapper.shared().createObjectNode();
        becomes.forEach((field, words) -> {
            if (field.equals("before") || field.equals("after")) {
                said.set(field, JsonMapper.shared().readTree(words));
            } else {
                said.put(field, words);
            }
        });
        Erasure erasure = erasure(line, becomes.keySet());
        erase(line.id(), said, erasure);
        Sealed now = chain.where("t.id = :id", Map.of("id", line.id())).get(0);
        String signature = Base64.getEncoder().encodeToString(key.get().sign(now.erased()));
        erase(line.id(), JsonMapper.shared().createObjectNode(), erasure.signed(signature));
    }

    private static Erasure erasure(Line line, Set<String> taken) {
        Map<String, String> gone = new HashMap<>();
        Map<String, String> kept = new HashMap<>();
        if (line.erasure() != null) {
            gone.putAll(line.erasure().gone());
            kept.putAll(line.erasure().kept());
        } else if (line.salt() != null) {
            line.words().keySet().forEach(field -> kept.put(field, Erasure.salt(line.salt(), field)));
        }
        for (String field : taken) {
            String salt = kept.remove(field);
            if (salt != null) {
                gone.put(
                        field,
                        Erasure.commitment(
                                salt, Objects.requireNonNull(line.words().get(field))));
            }
        }
        return Erasure.of(gone, kept);
    }

    private void erase(long line, ObjectNode becomes, Erasure mark) {
        jdbc.sql("select trail_erase(?, ?::jsonb, ?::jsonb)")
                .params(line, becomes.toString(), JsonMapper.shared().writeValueAsString(mark))
                .query((row, n) -> n)
                .list();
    }
}
