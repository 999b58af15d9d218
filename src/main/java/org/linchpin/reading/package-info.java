/** How an operator's file is read: its form, its header, what its columns mean, and the check of every row. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "catalogue", "recognition"})
package org.linchpin.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
