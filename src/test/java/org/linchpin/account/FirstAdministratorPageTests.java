package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linchpin.access.BadInput;
import org.linchpin.account.Enrolment.NewAccount;
import org.linchpin.database.Demonstration;
import org.linchpin.provider.SignOn;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;

@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorPageTests {

    private final Enrolment enrolment = mock(Enrolment.class);

    private FirstAdministrator first() {
        MockEnvironment environment = new MockEnvironment();
        SignOn own = Binder.get(environment).bindOrCreate("linchpin.signon", SignOn.class);
        return new FirstAdministrator(
                enrolment,
                mock(Accounts.class),
                new Demonstration(false),
                new FirstAdministrator.Named(null, null),
                environment,
                own);
    }

    @Test
    void theCodeIsInTheLogAndInNoAddressAndWorksOnce(CapturedOutput log) {
        FirstAdministrator first = first();
        assertThatThrownBy(first::form).isInstanceOf(BadInput.class);
        first.run(new DefaultApplicationArguments());
        assertThat(log.getOut()).contains("/first-administrator").doesNotContain("?code");
        String code = log.getOut().replaceAll("(?s).*works once: ([0-9a-f]{32}).*", "$1");
        assertThat(first.form()).isEqualTo("account/first-administrator");

        Model model = new ExtendedModelMap();
        assertThat(first.create("0".repeat(32), "root", "several words apart", model))
                .isEqualTo("account/first-administrator");
        assertThat((List<?>) model.getAttribute("faults")).hasSize(1);
        verify(enrolment, never()).takeOn(any(NewAccount.class));

        assertThat(first.create(code, "root", "several words apart", new ExtendedModelMap()))
                .isEqualTo("redirect:/sign-in?made");
        verify(enrolment).takeOn(any(NewAccount.class));
        assertThatThrownBy(() -> first.create(code, "second", "several words apart", new ExtendedModelMap()))
                .isInstanceOf(BadInput.class);
    }
}
