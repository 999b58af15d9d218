package org.linchpin.inventory;

import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads the stock into memory before the service calls itself ready, so that the first who ask do not wait for a nation's cells. */
@Component
class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Scopes scopes;
    private final InstalledBase base;

    WarmUp(Scopes scopes, InstalledBase base) {
        this.scopes = scopes;
        this.base = base;
    }

    /** Whatever is wrong with the stock, the service begins: the pages say what is wrong. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        try {
            scopes.within(Scope.all(), () -> base.tallyByRule(Scope.all(), Slice.all(), Weight.UNITS));
        } catch (RuntimeException e) {
            LOG.warn("The stock could not be read before the first question", e);
        }
    }
}
