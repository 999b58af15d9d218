/** How operators' asset registers come in: uploaded, mapped, checked, accepted, withdrawn. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "approval",
            "bulk",
            "catalogue",
            "database",
            "reading",
            "recognition",
            "scanning"
        })
package org.linchpin.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
