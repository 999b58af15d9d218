/** Who is asking, what they may see, and the line that each thing they do leaves in the trail. */
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package org.linchpin.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
