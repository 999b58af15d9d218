package org.linchpin.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.access.BadInput;
import org.linchpin.briefing.Document.Figure;

/** What words of one's own must keep to. */
class LintTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private static Figure figure(String key, String suppressed, LocalDate newest) {
        return new Figure(key, key, "58–81%", .58, .81, "share", "80% identified", suppressed, newest);
    }

    private static final Map<String, Figure> FIGURES = Map.of(
            "leader.share", figure("leader.share", null, LocalDate.of(2026, 6, 30)),
            "old", figure("old", null, LocalDate.of(2024, 1, 1)),
            "secret", figure("secret", "fewer than one unit in twenty is identified", null));

    private static List<String> codes(String text) {
        return Lint.of("text", text, FIGURES, DAY).stream()
                .map(BadInput.Fault::code)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No number at all.",
                "{{leader.share}} of all units",
                "In 2026 it grew; by 30 June 2027 it is due.",
                "On 2026-06-30 there were 40 operators.",
                "It costs £4.2m, or 12 % of the budget, 3 kW each.",
                "1. First\n2. Second",
                "The EC25, 5G and section 1260H; [source](https://example.org/123)",
                "Between 2024–2026 nothing changed."
            })
    void wordsThatCanBeDefendedPass(String text) {
        assertThat(codes(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"There are 40.", "It rose from 12 to more", "About 1,000, they say", "Some 17 of them"})
    void aBareNumberIsRefused(String text) {
        assertThat(codes(text)).contains("bare-number");
    }

    @Test
    void aFigureThatIsMissingStaleOrTooLittleKnownIsRefused() {
        assertThat(codes("{{nothing}}")).containsExactly("figure-unknown");
        assertThat(codes("{{old}}")).containsExactly("figure-stale");
        assertThat(codes("{{secret}}")).containsExactly("figure-suppressed");
    }
}
