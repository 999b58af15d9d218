/** How operators' asset registers come in: uploaded, mapped, checked, accepted, withdrawn. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "approval", "catalogue", "database", "reading", "recognition"})
package org.linchpin.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
