package org.linchpin.access;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the gate before every handler, and behind it whoever writes down what was read. */
@Configuration
class Gatekeeping implements WebMvcConfigurer {

    private final Gate gate;
    private final Readings readings;

    Gatekeeping(Scopes scopes, Trail trail, Readings readings) {
        this.gate = new Gate(scopes, trail);
        this.readings = readings;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).order(0);
        registry.addInterceptor(readings).order(1);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(gate);
    }
}
