/** What replacing a part of the installed base would cost. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "inventory", "office"})
package org.linchpin.replacement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
