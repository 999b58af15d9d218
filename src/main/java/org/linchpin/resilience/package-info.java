/** What would be left without one supplier, who could stand in, and what has to be visited anyway. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "inventory", "exposure"})
package org.linchpin.resilience;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
