/** Where the database is: yours by URL, else a real embedded PostgreSQL. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.linchpin.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
