/** Turns the words of a register's line into the modules that may be inside, with the evidence for each. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.linchpin.recognition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
