/** Who owns and controls the makers: statements with two clocks, rules of looking through, shares of equity. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access"})
package org.linchpin.ownership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
