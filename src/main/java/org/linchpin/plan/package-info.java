/** What to replace when: a yearly budget and crews, spent so that exposure falls fastest. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "database", "inventory", "exposure", "replacement"})
package org.linchpin.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
