package org.linchpin.briefing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Scopes;
import org.linchpin.access.Viewer;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Says on every page of somebody how many of the briefings they issued would say something else today. */
@Configuration
class Told implements WebMvcConfigurer, HandlerInterceptor {

    private final Telling telling;
    private final Scopes scopes;

    Told(Telling telling, Scopes scopes) {
        this.telling = telling;
        this.scopes = scopes;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        Viewer viewer = scopes.viewer();
        String view = page == null ? null : page.getViewName();
        if (page != null
                && view != null
                && !view.startsWith("redirect:")
                && viewer != null
                && viewer.may(Action.EXPORT)) {
            page.addObject("told", telling.untold(viewer.username()));
        }
    }
}
