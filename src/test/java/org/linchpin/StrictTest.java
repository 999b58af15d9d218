package org.linchpin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.linchpin.account.IdentityProvider;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of an installation that is as strict as it can be set: people sign in at a real identity provider and nowhere
 * else, whatever may take two people does, and quotas and paces are small. All such tests share one context, too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "linchpin.signon.local=false",
            "linchpin.signon.name=Example Agency",
            "linchpin.signon.roles.analyst=grid-analysts",
            "linchpin.signon.roles.official=ministry,regulator",
            "linchpin.signon.roles.utility=utilities",
            "linchpin.four-eyes.demand=where-possible",
            "linchpin.demands.networks.utility-reader=127.0.0.0/8,192.0.2.0/24,2001:db8::/32",
            "linchpin.demands.second-factor=auditor",
            "linchpin.pace.per-token=200",
            "linchpin.quota.day=100KB",
            "linchpin.retention.unused=400d",
            "linchpin.retention.closed=90d"
        })
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ActiveProfiles("test")
@ContextConfiguration(initializers = {TestDatabase.class, IdentityProvider.class})
public @interface StrictTest {}
