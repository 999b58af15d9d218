package org.linchpin.account;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Origin;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Viewer;
import org.linchpin.account.BreakGlass.Broken;
import org.linchpin.database.Demonstration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * What an account may do now: asked before every answer, so that a role taken away, a session ended or a glass broken
 * counts from the next click on.
 */
@Component
class Standing implements HandlerInterceptor {

    private static final String NOW = """
            select a.id, a.username, a.role, a.demonstration,
                   (select array_agg(ao.operator_id) from account_operator ao where ao.account_id = a.id) as operators,
                   (select array_agg(s.sector) from account_sector s where s.account_id = a.id) as sectors,
                   (select array_agg(o.id) from operator o where exists (select from account_sector s where s.account_id = a.id)) as every,
                   (select array_agg(o.id) from break_glass g join operator o on o.code = g.operator_code
                    where g.account_id = a.id and g.until > now()) as opened,
                   (select string_agg(distinct g.reason, '; ') from break_glass g where g.account_id = a.id and g.until > now()) as reason,
                   %s as broken
            from account a
            where a.id = :id and a.enabled
              and (cast(:session as bytea) is null or exists (
                  select from session s where s.digest = :session and s.account_id = a.id and s.ended_at is null
                    and s.began_at > now() - interval '12 hours'))
            """.formatted(BreakGlass.LATELY);

    private final JdbcClient jdbc;
    private final Scopes scopes;
    private final Demonstration demonstration;

    Standing(JdbcClient jdbc, Scopes scopes, Demonstration demonstration) {
        this.jdbc = jdbc;
        this.scopes = scopes;
        this.demonstration = demonstration;
    }

    private record Now(Viewer viewer, boolean demonstration, List<Broken> broken) {}

    /** Nobody, where the account is gone or closed, or its session has ended. */
    Optional<Viewer> now(int account, byte @Nullable [] session) {
        return ask(account, session).map(Now::viewer);
    }

    private Optional<Now> ask(int account, byte @Nullable [] session) {
        return jdbc.sql(NOW)
                .param("id", account)
                .param("session", session)
                .query(Standing::read)
                .optional()
                .filter(now -> demonstration.on() || !now.demonstration());
    }

    private static Now read(ResultSet row, int n) throws SQLException {
        Role role = Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT));
        Set<Integer> own = numbers(row.getArray("operators"));
        Set<String> sectors = words(row.getArray("sectors"));
        Scope scope = scope(role, own);
        if (!sectors.isEmpty() && !scope.equals(Scope.nothing())) {
            scope = Scope.of(own.isEmpty() ? numbers(row.getArray("every")) : own, sectors, Set.of());
        }
        Set<Integer> opened = numbers(row.getArray("opened"));
        String reason = row.getString("reason");
        if (!opened.isEmpty() && role.may(Action.BREAK_GLASS) && !scope.everything()) {
            Set<Integer> both = new HashSet<>(scope.operators());
            both.addAll(opened);
            scope = scope.confined() ? Scope.of(both, scope.sectors(), opened) : Scope.of(both);
        } else {
            reason = null;
        }
        Viewer viewer = new Viewer(row.getInt("id"), row.getString("username"), role, scope, reason, true);
        return new Now(
                viewer,
                row.getBoolean("demonstration"),
                role.actsForOperators() ? BreakGlass.read(row.getArray("broken")) : List.of());
    }

    private static Set<Integer> numbers(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : new HashSet<>(Arrays.asList((Integer[]) array.getArray()));
    }

    private static Set<String> words(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : Set.of((String[]) array.getArray());
    }

    /** Who reads everything unless confined, who reads its own operators', and who reads none. */
    static Scope scope(Role role, Set<Integer> operators) {
        if (role.actsForOperators()) {
            return Scope.of(operators);
        }
        boolean reads = role.permission(Action.READ_FIGURES).isPresent();
        return !reads ? Scope.nothing() : operators.isEmpty() ? Scope.all() : Scope.of(operators);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Viewer before = scopes.viewer();
        if (before == null || Origin.showsToken(request) || request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        HttpSession session = request.getSession(false);
        Optional<Now> now = ask(before.id(), session == null ? null : Sessions.digest(session));
        if (now.isEmpty()) {
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
            throw new InsufficientAuthenticationException("This session has ended");
        }
        // For the frame of the page, which tells whoever acts for an operator of a broken glass.
        request.setAttribute("broken", now.get().broken());
        Viewer viewer = now.get().viewer();
        if (!viewer.equals(before)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(viewer.authentication());
            SecurityContextHolder.setContext(context);
        }
        return true;
    }
}
