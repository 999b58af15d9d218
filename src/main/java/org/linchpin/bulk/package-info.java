/** Rows in large numbers, on their way into PostgreSQL. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.linchpin.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
