/** The trail of what was done and read: chained, signed, witnessed, searched and proved. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "database"})
package org.linchpin.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
