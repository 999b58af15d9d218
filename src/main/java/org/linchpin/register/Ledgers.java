package org.linchpin.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.linchpin.database.Home;
import org.linchpin.reading.Identities;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledgers of submissions: found, or made again from the database where they are missing. */
@Component
class Ledgers {

    private final Path folder;
    private final Submissions submissions;
    private final JdbcClient streaming;

    Ledgers(Home home, Submissions submissions, DataSource database) {
        this.folder = home.folder("ledgers");
        this.submissions = submissions;
        JdbcTemplate inBlocks = new JdbcTemplate(database);
        inBlocks.setFetchSize(10_000);
        this.streaming = JdbcClient.create(inBlocks);
    }

    Path folder() {
        return folder;
    }

    Path path(long submission) {
        return folder.resolve(String.valueOf(submission));
    }

    /** The ledger of a submission that is checked, in the transaction at hand; none where there is no submission. */
    @Nullable
    Ledger of(@Nullable Long id) {
        if (id == null) {
            return null;
        }
        Submission submission = submissions.findById(id).orElseThrow();
        long lines = Objects.requireNonNull(submission.lines());
        Ledger there = Ledger.open(path(id), lines);
        return there != null ? there : Objects.requireNonNull(again(submission, lines));
    }

    private @Nullable Ledger again(Submission submission, long lines) {
        try (References references = new References(folder)) {
            streaming
                    .sql("select asset_ref, content, line from asset where operator_id = ? and submission_id = ?")
                    .params(submission.operatorId(), submission.id())
                    .query((RowCallbackHandler)
                            row -> references.add(Identities.hash(row.getString(1)), row.getLong(2), row.getInt(3)));
            Ledger.settle(references, null, path(submission.id()), null, false, (first, line, same) -> {});
        }
        return Ledger.open(path(submission.id()), lines);
    }

    /** What a submission's lines are against those of another. */
    Differences between(long submission, @Nullable Long before) {
        try (Ledger now = Objects.requireNonNull(of(submission));
                Ledger then = of(before)) {
            return Ledger.between(now, then);
        }
    }

    void forget(long submission) {
        try {
            Files.deleteIfExists(path(submission));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
