/** The cellular modules there are, who makes them, what equipment contains them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "recognition"})
package org.linchpin.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
