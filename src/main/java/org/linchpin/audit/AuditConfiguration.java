package org.linchpin.audit;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the sealer keep time. */
@Configuration
@EnableScheduling
class AuditConfiguration {}
