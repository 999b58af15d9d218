/** Files for office programs, made without a clock: the same content gives the same bytes. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.linchpin.office;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
