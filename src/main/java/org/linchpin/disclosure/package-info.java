/** What whoever is confined to some sectors may know of the others: totals from which nobody can be worked out. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "inventory"})
package org.linchpin.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
