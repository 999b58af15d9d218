/** The identity provider at which people may sign in: where it is, how it is spoken to, and what it is asked for. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access"})
package org.linchpin.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
