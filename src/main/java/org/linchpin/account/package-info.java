/** The people who work with Linchpin: their accounts, how they sign in, and the tokens they work with. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "database", "provider"})
package org.linchpin.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
