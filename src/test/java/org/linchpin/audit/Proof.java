package org.linchpin.audit;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The proof of the trail, for tests of other features. */
public final class Proof {

    private Proof() {}

    /** What is wrong with the trail, in words. */
    public static List<String> findings(ApplicationContext application) {
        Sealer sealer = application.getBean(Sealer.class);
        sealer.sealAll();
        return sealer.verify().findings().stream()
                .map(one -> one.code() + ": " + one.message())
                .toList();
    }

    /** All lines there are get their place, also where the sealer is at it just now, and the chain is signed. */
    static void signs(Sealer sealer, JdbcClient jdbc) throws IOException {
        Chain chain = new Chain(jdbc);
        while (chain.waiting() > 0) {
            sealer.sealAll();
        }
        sealer.sign();
    }

    /** Whoever waits to be forgotten by the trail is. */
    public static void forgets(ApplicationContext application) {
        Sealer sealer = application.getBean(Sealer.class);
        sealer.sealAll();
        sealer.forget(OffsetDateTime.now(ZoneOffset.UTC));
    }
}
