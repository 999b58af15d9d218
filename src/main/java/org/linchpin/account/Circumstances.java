package org.linchpin.account;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Problems;
import org.linchpin.access.Refused;
import org.linchpin.access.Role;
import org.linchpin.access.Scopes;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** What a role demands besides being somebody's: from where it is used, and that a password alone does not open it. */
@Component
class Circumstances implements HandlerInterceptor {

    /** Where somebody may go who must set a second factor up first. */
    private static final String ACCOUNT = "/account";

    /**
     * The demands of roles; none unless set.
     *
     * @param networks for each role the networks from which it may be used ({@code LINCHPIN_DEMANDS_NETWORKS_ADMINISTRATOR})
     * @param secondFactor the roles that a password alone does not open ({@code LINCHPIN_DEMANDS_SECOND_FACTOR})
     * @param codeSteps by how many times thirty seconds the clock of somebody's app may differ ({@code LINCHPIN_DEMANDS_CODE_STEPS})
     */
    @ConfigurationProperties("linchpin.demands")
    record Demands(
            @DefaultValue Map<Role, Set<String>> networks,
            @DefaultValue Set<Role> secondFactor,
            @DefaultValue("0") int codeSteps) {}

    private final Demands demands;
    private final Map<Role, Set<IpAddressMatcher>> networks;
    private final JdbcClient jdbc;
    private final Scopes scopes;
    private final Trail trail;

    Circumstances(Demands demands, JdbcClient jdbc, Scopes scopes, Trail trail) {
        this.demands = demands;
        this.jdbc = jdbc;
        this.scopes = scopes;
        this.trail = trail;
        // A network that is none must stop the start, and not open or shut a role unseen.
        this.networks = demands.networks().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        role -> role.getValue().stream()
                                .map(IpAddressMatcher::new)
                                .collect(Collectors.toSet())));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Viewer viewer = scopes.viewer();
        // Styles, fonts and pictures are everybody's; the page that asks for a second factor needs them, too.
        if (viewer == null
                || !(handler instanceof HandlerMethod)
                || request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        if (!near(viewer.role(), request.getRemoteAddr())) {
            refuse(request, "from-elsewhere");
            throw new Refused("from-elsewhere", "The role " + viewer.role().key() + " is not used from here");
        }
        if (!mustSetUp(viewer) || request.getRequestURI().startsWith(ACCOUNT)) {
            return true;
        }
        if (Problems.isApi(request.getRequestURI())) {
            refuse(request, "second-factor-missing");
            throw new Refused("second-factor-missing", "Set up a second factor on the page Account first");
        }
        response.sendRedirect(ACCOUNT + "?factor");
        return false;
    }

    private void refuse(HttpServletRequest request, String why) {
        trail.record("access.refuse", request.getMethod() + " " + request.getRequestURI(), null, why);
    }

    /** Whether a role may be used from an address. */
    boolean near(Role role, @Nullable String address) {
        Set<IpAddressMatcher> allowed = networks.get(role);
        return allowed == null || (address != null && allowed.stream().anyMatch(network -> network.matches(address)));
    }

    /** Whether somebody's password must not do although it is right: they have something better, and shall use it. */
    boolean tooWeak(Viewer viewer) {
        return demanded(viewer) && passkey(viewer) && !code(viewer);
    }

    private boolean mustSetUp(Viewer viewer) {
        return demanded(viewer) && !code(viewer) && !passkey(viewer);
    }

    /** Whom an identity provider vouches for, that provider asks. */
    private boolean demanded(Viewer viewer) {
        return demands.secondFactor().contains(viewer.role()) && !is("outside is not null", viewer);
    }

    private boolean code(Viewer viewer) {
        return is("secret is not null", viewer);
    }

    private boolean passkey(Viewer viewer) {
        return is(
                "exists (select from user_credentials c join user_entities e on e.id = c.user_entity_user_id where e.name = a.username)",
                viewer);
    }

    private boolean is(String condition, Viewer viewer) {
        return jdbc.sql("select " + condition + " from account a where id = ?")
                .param(viewer.id())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
