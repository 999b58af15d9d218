package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Sha256;
import org.linchpin.access.Viewer;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** The sessions of an account on all instances: listed, and ended from any of them. */
@Component
class Sessions implements LogoutHandler {

    private static final String NUMBER = Sessions.class.getName();

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    Sessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A session as its owner sees it.
     *
     * @param agent what the browser calls itself
     */
    public record Open(OffsetDateTime beganAt, String address, String agent, boolean here) {}

    void begin(HttpServletRequest request, Viewer viewer) {
        byte[] number = new byte[16];
        random.nextBytes(number);
        request.getSession().setAttribute(NUMBER, number);
        String agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        jdbc.sql("update account set last_used_at = now() where id = ?")
                .param(viewer.id())
                .update();
        jdbc.sql("insert into session (digest, account_id, address, agent) values (?, ?, ?, ?)")
                .params(
                        Sha256.of(number),
                        viewer.id(),
                        request.getRemoteAddr(),
                        agent.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(agent.length(), 200)))
                .update();
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
