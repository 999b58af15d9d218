package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Sha256;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.provider.Provider;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of an account on all instances: listed, and ended from any of them. */
@Component
class Sessions implements LogoutHandler {

    private static final String NUMBER = Sessions.class.getName();

    private final JdbcClient jdbc;
    private final Trail trail;
    private final SecureRandom random = new SecureRandom();

    Sessions(JdbcClient jdbc, Trail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    /**
     * A session as its owner sees it.
     *
     * @param agent what the browser calls itself
     */
    public record Open(OffsetDateTime beganAt, String address, String agent, boolean here) {}

    /**
     * Notes a session down.
     *
     * @param outside what the identity provider calls its own session, if one vouched for it and says so
     */
    void begin(HttpServletRequest request, Viewer viewer, @Nullable String outside) {
        byte[] number = new byte[16];
        random.nextBytes(number);
        request.getSession().setAttribute(NUMBER, number);
        String agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        jdbc.sql("update account set last_used_at = now() where id = ?")
                .param(viewer.id())
                .update();
        jdbc.sql("""
                        insert into session (digest, account_id, address, agent, outside)
                        values (:digest, :account, :address, :agent, :outside)
                        """)
                .param("digest", Sha256.of(number))
                .param("account", viewer.id())
                .param("address", request.getRemoteAddr())
                .param("agent", agent.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(agent.length(), 200)))
                .param("outside", outside == null ? null : digest(outside))
                .update();
    }

    private static byte[] digest(String outside) {
        return Sha256.of(outside.getBytes(StandardCharsets.UTF_8));
    }

    private record Ended(int id, String username) {}

    /**
     * A session ended at the identity provider, so those that it opened end here; all of a person's where it names the person
     * alone. News is taken once: later it would end what began since.
     *
     * @param number of the news
     * @param person issuer and subject; null where only the session is named
     * @param outside what the provider calls its session; null where only the person is named
     * @return how many ended; empty where the news was taken before
     */
    @Transactional
    OptionalInt endedOutside(String number, @Nullable String person, @Nullable String outside) {
        jdbc.sql("delete from ended_outside where until < now()").update();
        boolean news = jdbc.sql("insert into ended_outside (digest, until) values (?, ?) on conflict do nothing")
                        .params(
                                digest(number),
                                OffsetDateTime.now(ZoneOffset.UTC).plus(Provider.FRESH.multipliedBy(3)))
                        .update()
                == 1;
        if (!news) {
            return OptionalInt.empty();
        }
        List<Ended> ended = jdbc.sql("""
                        update session s set ended_at = now() from account a
                        where a.id = s.account_id and s.ended_at is null and a.outside is not null
                          and (cast(:person as text) is null or a.outside = :person)
                          and (cast(:outside as bytea) is null or s.outside = :outside)
                        returning a.id, a.username
                        """)
                .param("person", person)
                .param("outside", outside == null ? null : digest(outside))
                .query(Ended.class)
                .list();
        ended.forEach(one -> trail.record("account.sign-out", one.username(), null, "ended at the identity provider"));
        return OptionalInt.of(ended.size());
    }

    /** Null where a session was not begun by signing in here. */
    static byte @Nullable [] digest(HttpSession session) {
        return session.getAttribute(NUMBER) instanceof byte[] number ? Sha256.of(number) : null;
    }

    List<Open> of(Viewer viewer, @Nullable HttpSession here) {
        byte[] mine = here == null ? null : digest(here);
        return jdbc.sql("""
                        select began_at, address, agent, digest = coalesce(cast(:mine as bytea), '') as here from session
                        where account_id = :id and ended_at is null and began_at > now() - interval '12 hours'
                        order by began_at desc
                        """)
                .param("mine", mine)
                .param("id", viewer.id())
                .query(Open.class)
                .list();
    }

    /** All of them, this one too. */
    void endAll(int account) {
        jdbc.sql("update session set ended_at = now() where account_id = ? and ended_at is null")
                .param(account)
                .update();
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        HttpSession session = request.getSession(false);
        byte[] digest = session == null ? null : digest(session);
        if (digest != null) {
            jdbc.sql("update session set ended_at = now() where digest = ?")
                    .param(digest)
                    .update();
        }
    }
}
