package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** Lets a page's session into calls that only read, where no token is shown; never begins or changes a session. */
class ReadingSessions implements SecurityContextRepository {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    private final SecurityContextRepository request = new RequestAttributeSecurityContextRepository();

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest asked) {
        boolean reading = READING.contains(asked.getMethod()) && asked.getHeader(HttpHeaders.AUTHORIZATION) == null;
        return (reading ? sessions : request).loadDeferredContext(asked);
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest asked, HttpServletResponse response) {
        request.saveContext(context, asked, response);
    }

    @Override
    public boolean containsContext(HttpServletRequest asked) {
        return request.containsContext(asked);
    }
}
