/** How concentrated the installed base is. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "inventory", "disclosure"})
package org.linchpin.exposure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
