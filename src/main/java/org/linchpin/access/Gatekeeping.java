package org.linchpin.access;

import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the gate before every handler, and behind it whoever writes down what was read. */
@Configuration
class Gatekeeping implements WebMvcConfigurer {

    private static final Set<String> OTHER_FORMS = Set.of("xml", "yaml", "cbor", "x-jackson-smile");

    private final Gate gate;
    private final HeavyLoad heavyLoad;
    private final Readings readings;

    Gatekeeping(Scopes scopes, Trail trail, HeavyLoad heavyLoad, Readings readings) {
        this.heavyLoad = heavyLoad;
        this.gate = new Gate(scopes, trail);
        this.readings = readings;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).order(0);
        // Added after the one before it: whoever may not come in does not wait.
        registry.addInterceptor(heavyLoad).order(0);
        registry.addInterceptor(readings).order(1);
    }

    /** The API speaks JSON alone: readers of other forms that a library brings along would be doors that nobody watches. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> all.removeIf(one ->
                one.getSupportedMediaTypes().stream().map(MediaType::getSubtype).anyMatch(OTHER_FORMS::contains)));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(gate);
    }
}
