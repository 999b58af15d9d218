package org.linchpin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page says of the trail in one line. */
class VerdictTests {

    private static String told(boolean holds, int checkpoints) {
        return new Verdict(holds, 10, 0, checkpoints, 0, "file", "key", 1, 0, List.of()).told();
    }

    @Test
    void nothingIsCalledUnalteredBeforeSomethingIsSigned() {
        assertThat(told(true, 0)).contains("nothing signed").doesNotContain("holds");
        assertThat(told(true, 1)).isEqualTo("The trail holds: nothing was altered, dropped or moved");
        assertThat(told(false, 1)).isEqualTo("The trail does not hold").isEqualTo(told(false, 0));
    }
}
