/** What people state about makers, modules, equipment, owners and words: proposed, decided, reversed, never overwritten. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "approval", "catalogue", "ownership", "scanning"})
package org.linchpin.statement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
