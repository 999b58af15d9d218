/** Who is asking, what they may see, and the trail of what they did. */
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package org.linchpin.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
