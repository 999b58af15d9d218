package org.linchpin.access;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the API describes itself at {@code /api/openapi.json}: every call takes a token but the one that gives it. */
@Configuration
public class ApiDescription {

    public static final String PASSWORD = "password";
    private static final String TOKEN = "token";

    @Bean
    OpenAPI description() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Viewer.class);
        return new OpenAPI()
                .info(new Info()
                        .title("Linchpin")
                        .version("1")
                        .description(
                                "What critical infrastructure depends on. Every count is an interval [sure, possible]."
                                        + " Mistakes are answered as problem details (RFC 9457).")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(TOKEN, scheme("bearer", "From POST /api/v1/tokens"))
                        .addSecuritySchemes(PASSWORD, scheme("basic", "Your own name and password")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    private static SecurityScheme scheme(String name, String description) {
        return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(name).description(description);
    }
}
