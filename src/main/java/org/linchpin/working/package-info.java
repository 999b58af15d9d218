/** How a figure is worked out, on a page and in a file from which anybody can derive it again. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "inventory", "exposure", "resilience"})
package org.linchpin.working;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
