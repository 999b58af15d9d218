/** Whether files that come in hold something that is known to be malicious. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access"})
package org.linchpin.scanning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
