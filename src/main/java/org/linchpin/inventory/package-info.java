/** What is installed, counted. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access"})
package org.linchpin.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
