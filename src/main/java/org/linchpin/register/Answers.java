package org.linchpin.register;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Operator;
import org.linchpin.reading.Cause;
import org.linchpin.reading.Header;
import org.linchpin.reading.KeptForm;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Problem.Severity;
import org.linchpin.reading.Remedy;
import org.linchpin.register.FileStore.StoredFile;

/** What the API tells of registers and submissions. */
final class Answers {

    private Answers() {}

    /** A register; its numbers are texts, so that no client rounds them. */
    record RegisterAnswer(
            String id,
            String operator,
            String name,
            @Nullable String assetClass,
            @Nullable String sector,
            Mapping mapping,
            @Nullable String currentSubmission) {

        static RegisterAnswer of(Register register, Operator operator, Mapping mapping) {
            Long current = register.currentSubmission();
            return new RegisterAnswer(
                    String.valueOf(register.id()),
                    operator.code(),
                    register.name(),
                    register.assetClass(),
                    register.sector(),
                    mapping,
                    current == null ? null : String.valueOf(current));
        }
    }

    /** @param readAsBefore how it is read because somebody said so of files before: {@code sheet Assets} */
    record FileAnswer(
            String name,
            long bytes,
            String sha256,
            String encoding,
            String delimiter,
            String quote,
            String sheet,
            int headerRow,
            List<String> readAsBefore) {}

    /**
     * How far a check has come.
     *
     * @param rows rows read
     * @param bytes bytes read
     * @param of bytes there are
     */
    record ProgressAnswer(
            long rows,
            long bytes,
            long of,
            @Nullable Long rowsPerSecond,
            @Nullable Long secondsLeft) {

        static ProgressAnswer of(Submission submission) {
            long of = submission.file().bytes();
            Instant start = submission.checkStartedAt();
            if (start == null) {
                return new ProgressAnswer(0, 0, of, null, null);
            }
            Instant now = Instant.now();
            Instant end = submission.checkedAt() == null ? now : submission.checkedAt();
            double seconds = Math.max(0.001, Duration.between(start, end).toMillis() / 1000.0);
            Instant due = submission.checkedAt() == null ? submission.dueAt() : submission.checkedAt();
            return new ProgressAnswer(
                    submission.rowsRead(),
                    submission.bytesRead(),
                    of,
                    Math.round(submission.rowsRead() / seconds),
                    due == null
                            ? null
                            : Long.valueOf(Math.max(
                                    0, Math.round(Duration.between(now, due).toMillis() / 1000.0))));
        }

        private boolean read() {
            return bytes >= of;
        }

        /** For people: how much is read, how fast, and how long it will go on. */
        public String told() {
            if (rows == 0) {
                return "It begins in a moment";
            }
            String done = read()
                    ? "All %,d rows are read; now they are indexed and compared".formatted(rows)
                    : "%,d rows read, %,d a second, %d %% of the file"
                            .formatted(rows, Objects.requireNonNullElse(rowsPerSecond, 0L), 100 * bytes / of);
            return done + "; " + left();
        }

        private String left() {
            if (secondsLeft == null) {
                return "how long it takes is not clear yet";
            }
            return secondsLeft < 2
                    ? "it is nearly over"
                    : secondsLeft < 100
                            ? "about %d seconds left".formatted(secondsLeft)
                            : "about %d minutes left".formatted(Math.round(secondsLeft / 60.0));
        }

        /** How much of its time has gone, in per cent; before anybody can tell, as if reading were a third of it. */
        public long share() {
            if (rows == 0 || of == 0) {
                return 0;
            }
            double gone = (double) rows / Math.max(1, Objects.requireNonNullElse(rowsPerSecond, 1L));
            return secondsLeft == null ? 100 * bytes / of / 3 : Math.round(100 * gone / (gone + secondsLeft));
        }
    }

    /**
     * How many problems there are.
     *
     * @param bySeverity faults of the file that need a decision (setup), problems that keep rows out (hard), cells that are left out (warning)
     */
    record ProblemsAnswer(long total, Map<String, Long> byCode, Map<String, Long> bySeverity) {

        static ProblemsAnswer of(Map<String, Long> byCode, List<Cause> causes) {
            Map<String, Long> bySeverity = new LinkedHashMap<>();
            for (Severity severity : List.of(Severity.SETUP, Severity.HARD, Severity.WARNING)) {
                bySeverity.put(
                        severity.key(),
                        causes.stream()
                                .filter(cause -> cause.severity() == severity)
                                .mapToLong(Cause::count)
                                .sum());
            }
            return new ProblemsAnswer(
                    byCode.values().stream().mapToLong(Long::longValue).sum(), byCode, bySeverity);
        }
    }

    /** What may mend a cause, and what a person must say with it: nothing, why, or meanings of words. */
    record RemedyAnswer(
            String key,
            String words,
            String asks,
            List<String> said,
            Map<String, String> choices,
            Map<String, String> proposed) {}

    /** A cause of problems. */
    record CauseAnswer(
            String code,
            @Nullable String column,
            @Nullable String header,
            long count,
            long cells,
            long firstRow,
            String words,
            String message,
            String fix,
            List<Cause.Value> values,
            List<RemedyAnswer> remedies) {

        static CauseAnswer of(Cause cause, List<Remedy> remedies) {
            return new CauseAnswer(
                    cause.code(),
                    cause.column() < 0 ? null : Header.letter(cause.column()),
                    cause.header(),
                    cause.count(),
                    cause.cells(),
                    cause.firstRow(),
                    cause.words(),
                    cause.message(),
                    cause.fix(),
                    cause.values(),
                    remedies.stream()
                            .map(one -> new RemedyAnswer(
                                    one.key(),
                                    one.words(),
                                    one.asks().name().toLowerCase(Locale.ROOT),
                                    one.said(),
                                    one.choices(),
                                    one.proposed()))
                            .toList());
        }
    }

    /** Causes kept apart by what follows from them. */
    record CausesAnswer(List<CauseAnswer> setup, List<CauseAnswer> hard, List<CauseAnswer> warnings) {}

    record FailureAnswer(String code, String message) {}

    /**
     * A submission.
     *
     * @param held why nothing reads its file yet; null where it is scanned, or need not be
     */
    record SubmissionAnswer(
            String id,
            String register,
            String operator,
            LocalDate effective,
            @Nullable LocalDate periodFrom,
            @Nullable LocalDate periodTo,
            String kind,
            @Nullable String basedOn,
            String state,
            FileAnswer file,
            ProgressAnswer progress,
            @Nullable Receipt receipt,
            ProblemsAnswer problems,
            @Nullable FailureAnswer failure,
            @Nullable String held,
            Instant receivedAt,
            String receivedBy,
            @Nullable Instant acceptedAt,
            @Nullable Instant withdrawnAt,
            @Nullable String decidedBy,
            @Nullable String why) {

        static SubmissionAnswer of(Submission submission, Operator operator, KeptForm kept, ProblemsAnswer problems) {
            StoredFile file = submission.file();
            return new SubmissionAnswer(
                    String.valueOf(submission.id()),
                    String.valueOf(submission.registerId()),
                    operator.code(),
                    submission.effective(),
                    submission.periodFrom(),
                    submission.periodTo(),
                    submission.kind().key(),
                    submission.basedOn() == null ? null : String.valueOf(submission.basedOn()),
                    submission.state().key(),
                    new FileAnswer(
                            file.name(),
                            file.bytes(),
                            file.sha256(),
                            submission.form().encoding(),
                            submission.form().delimiterName(),
                            submission.form().quoteName(),
                            submission.form().sheet(),
                            submission.form().headerRow(),
                            kept.asBefore(submission.form())),
                    ProgressAnswer.of(submission),
                    submission.receipt(),
                    problems,
                    submission.failureCode() == null
                            ? null
                            : new FailureAnswer(submission.failureCode(), String.valueOf(submission.failure())),
                    submission.held(),
                    submission.receivedAt(),
                    submission.receivedBy(),
                    submission.acceptedAt(),
                    submission.withdrawnAt(),
                    submission.decidedBy(),
                    submission.why());
        }
    }
}
