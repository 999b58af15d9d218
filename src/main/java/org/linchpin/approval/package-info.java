/** Four eyes: what one person asks for and a second one decides. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "database"})
package org.linchpin.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
