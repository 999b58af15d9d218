/** What replacing a part of the installed base would cost. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "inventory"})
package org.linchpin.replacement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
