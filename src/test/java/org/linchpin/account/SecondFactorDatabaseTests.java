package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Role;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long a code of an app is good, and how the key that its secret is kept under is exchanged. */
@LinchpinTest
class SecondFactorDatabaseTests {

    /** The middle of thirty seconds. */
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:15Z");

    private static final int STRICT = Binder.get(new StandardEnvironment())
            .bindOrCreate("linchpin.demands", Circumstances.Demands.class)
            .codeSteps();

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Trail trail;

    private SecondFactor factor(Instant now, byte[]... keys) {
        return new SecondFactor(jdbc, trail, List.of(keys), STRICT, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static byte[] key(int filled) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filled);
        return key;
    }

    private static String code(String secret, Instant at) throws Exception {
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()), at);
    }

    @Test
    void aCodeIsGoodAsLongAsTheAppShowsItAndNoLonger() throws Exception {
        Viewer viewer = People.viewer(application, People.newAccount(application, Role.OFFICIAL, Set.of()));
        SecondFactor first = factor(NOON, key(1));
        String secret = first.propose();
        first.turnOn(viewer, secret, code(secret, NOON));
        Instant later = NOON.plus(Duration.ofMinutes(5));
        String code = code(secret, later);
        for (long off : new long[] {-45, -16, 15, 30, 45}) {
            assertThat(factor(later.plusSeconds(off), key(1)).passes(viewer.id(), code))
                    .as("%d seconds from the middle of its time", off)
                    .isFalse();
        }
        assertThat(factor(later.plusSeconds(14), key(1)).passes(viewer.id(), code))
                .isTrue();
        assertThat(factor(later.plusSeconds(14), key(1)).passes(viewer.id(), code))
                .as("once")
                .isFalse();
        assertThat(factor(later.minusSeconds(15).plusSeconds(60), key(1))
                        .passes(viewer.id(), code(secret, later.plusSeconds(45))))
                .as("from the first second on")
                .isTrue();
    }

    @Test
    void aKeyIsFollowedByAnotherAndWhatItClosedIsClosedAnew() throws Exception {
        Viewer viewer = People.viewer(application, People.newAccount(application, Role.OFFICIAL, Set.of()));
        SecondFactor before = factor(NOON, key(1));
        String secret = before.propose();
        before.turnOn(viewer, secret, code(secret, NOON));
        Instant later = NOON.plusSeconds(60);
        assertThat(factor(later, key(2), key(1)).passes(viewer.id(), code(secret, later)))
                .as("with both there, at once")
                .isTrue();
        Instant afterwards = later.plusSeconds(60);
        SecondFactor alone = factor(afterwards, key(2));
        assertThatThrownBy(() -> alone.passes(viewer.id(), "000000")).isInstanceOf(IllegalStateException.class);
        // Other tests' secrets, which these keys never closed, are not to be met.
        SecondFactor both = factor(afterwards, key(2), key(1), key(0));
        jdbc.sql("update account set secret = null where id <> ? and secret is not null")
                .param(viewer.id())
                .update();
        both.closeAnew();
        assertThat(alone.passes(viewer.id(), code(secret, afterwards))).isTrue();
        both.closeAnew();
        assertThat(alone.isOn(viewer.id()))
                .as("a second time nothing is left to do")
                .isTrue();
    }
}
