package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.web.context.request.ServletWebRequest;

/** A disk without room is called that, by whatever way the news comes. */
class FullDiskTests {

    private static final SQLException FULL =
            new SQLException("could not extend file: No space left on device", "53100");

    private final ServletWebRequest request = new ServletWebRequest(
            new MockHttpServletRequest("POST", "/api/v1/submissions/1/accept"), new MockHttpServletResponse());

    private static int status(ResponseEntity<Object> answer) {
        return Objects.requireNonNull(answer).getStatusCode().value();
    }

    @Test
    void whatTheDatabaseAndTheFileSystemSayOfAFullDiskIsUnderstood() {
        Mistakes mistakes = new Mistakes();
        assertThat(status(mistakes.ours(new JpaSystemException(new IllegalStateException(FULL)), request)))
                .isEqualTo(507);
        assertThat(status(mistakes.ours(new DataAccessResourceFailureException("no room", FULL), request)))
                .isEqualTo(507);
        assertThat(status(mistakes.ours(new UncheckedIOException(new IOException("No space left on device")), request)))
                .isEqualTo(507);
    }

    @Test
    void otherFailuresAreNot() {
        Mistakes mistakes = new Mistakes();
        assertThat(status(mistakes.ours(new IllegalStateException("room"), request)))
                .isEqualTo(500);
        assertThat(status(mistakes.ours(
                        new DataAccessResourceFailureException("gone", new SQLException("gone", "08006")), request)))
                .isEqualTo(503);
    }
}
