/** The figures of a page, frozen on a date and handed over. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "approval", "inventory", "exposure", "office", "replacement"})
package org.linchpin.briefing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
