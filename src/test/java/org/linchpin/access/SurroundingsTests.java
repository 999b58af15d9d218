package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linchpin.database.Demonstration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.ui.ExtendedModelMap;

class SurroundingsTests {

    /** Figures of a demonstration that is filled by half must not be taken for its figures. */
    @ParameterizedTest
    @EnumSource
    void theFrameSaysWhenTheDemonstrationIsStillBeingFilled(ReadinessState state) {
        ApplicationAvailability availability = mock(ApplicationAvailability.class);
        when(availability.getReadinessState()).thenReturn(state);
        ExtendedModelMap model = new ExtendedModelMap();
        new Surroundings(mock(Scopes.class), new Demonstration(true), availability)
                .surround(model, new MockHttpServletRequest());
        assertThat(model)
                .containsEntry("demonstration", true)
                .containsEntry("filling", state == ReadinessState.REFUSING_TRAFFIC);
    }
}
