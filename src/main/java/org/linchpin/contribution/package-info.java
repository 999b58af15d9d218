/** What operators and regulators know of type allocation codes and equipment: brought in, put to use, and taken back. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "catalogue", "reading", "recognition", "scanning"})
package org.linchpin.contribution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
