package org.linchpin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes a line before operators' rows are shown: no line, no rows. Figures of the whole nation name nobody and leave
 * none; rows, exports, figures of one operator, figures operator by operator and whatever is asked in a body, which may
 * name one, do.
 */
@Component
class Readings implements HandlerInterceptor {

    private static final int NAMED_AT_MOST = 20;

    private final Scopes scopes;
    private final Operators operators;
    private final Trail trail;
    private final JdbcClient jdbc;

    Readings(Scopes scopes, Operators operators, Trail trail, JdbcClient jdbc) {
        this.scopes = scopes;
        this.operators = operators;
        this.trail = trail;
        this.jdbc = jdbc;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            May may = method.getMethodAnnotation(May.class);
            Viewer viewer = scopes.viewer();
            if (may != null && viewer != null && showsRows(may.value())) {
                write(request, viewer, may.value());
            }
        }
        return true;
    }

    private static boolean showsRows(Action action) {
        return switch (action) {
            case READ_ASSETS, READ_REGISTERS, READ_PLACES, EXPORT, ISSUE, READ_FIGURES -> true;
            default -> false;
        };
    }

    private void write(HttpServletRequest request, Viewer viewer, Action action) {
        String why = viewer.purpose(action);
        List<Integer> named = named(request, viewer);
        String subject = address(request);
        if (!named.isEmpty() && named.size() <= NAMED_AT_MOST) {
            named.forEach(operator -> trail.read(subject, operator, false, why));
        } else if (viewer.scope().everything() || viewer.scope().confined()) {
            if (!named.isEmpty() || action != Action.READ_FIGURES || maySingleOut(request)) {
                trail.read(subject, null, true, why);
            }
        } else {
            viewer.scope().operators().forEach(operator -> trail.read(subject, operator, false, why));
        }
    }

    private static boolean maySingleOut(HttpServletRequest request) {
        return !request.getMethod().equals("GET")
                || request.getParameterMap().values().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch("operator"::equalsIgnoreCase);
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        String address = request.getRequestURI() + (query == null ? "" : "?" + query);
        return address.length() > 500 ? address.substring(0, 500) : address;
    }

    /** Those that the address names and the viewer may see: by code, or by the number of something of theirs. */
    private List<Integer> named(HttpServletRequest request, Viewer viewer) {
        List<Integer> named = new ArrayList<>();
        String[] codes = request.getParameterValues("operator");
        if (codes != null) {
            Arrays.stream(codes)
                    .map(operators::byCode)
                    .flatMap(Optional::stream)
                    .forEach(one -> named.add(one.id()));
        }
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables
                    .values()
                    .forEach(value -> behind(request.getRequestURI(), String.valueOf(value))
                            .ifPresent(named::add));
        }
        return named.stream().distinct().filter(viewer.scope()::holds).toList();
    }

    private Optional<Integer> behind(String address, String value) {
        if (address.contains("/operators/")) {
            return operators.byCode(value).map(Operator::id);
        }
        @Nullable Long number = value.matches("[0-9]{1,18}") ? Long.valueOf(value) : null;
        boolean something = address.contains("/registers/") || address.contains("/submissions/");
        return number == null || !something
                ? Optional.empty()
                : jdbc.sql("select operator_behind(?) where operator_behind(?) is not null")
                        .params(number, number)
                        .query(Integer.class)
                        .optional()
                        .filter(Objects::nonNull);
    }
}
