package org.linchpin.register;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.FileForm;
import org.linchpin.register.FileStore.StoredFile;

/** One dated file for a register, and what became of it. */
@Entity
@Table(name = "submission")
class Submission {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private int operatorId;
    private long registerId;

    @Convert(converter = Kind.Key.class)
    private Kind kind;

    private LocalDate effective;

    @Convert(converter = State.Key.class)
    private State state = State.RECEIVED;

    private String fileName;
    private long fileBytes;

    @Column(name = "file_sha256")
    private String fileSha256;

    private String encoding;
    private String delimiter;
    private long rowsRead;
    private long bytesRead;
    private Instant receivedAt = Instant.now();
    private String receivedBy;
    private @Nullable Instant checkStartedAt;
    private @Nullable Instant checkedAt;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant withdrawnAt;
    private @Nullable String decidedBy;
    private @Nullable String why;
    private @Nullable String failureCode;
    private @Nullable String failure;
    private @Nullable String held;
    private @Nullable Long received;
    private @Nullable Long accepted;
    private @Nullable Long unchanged;
    private @Nullable Long added;
    private @Nullable Long changed;
    private @Nullable Long removed;
    private @Nullable Long removedRejected;
    private @Nullable Long rejected;
    private @Nullable Long superseded;

    @ColumnTransformer(write = "?::jsonb")
    private String problems = "{}";

    @ColumnTransformer(write = "?::jsonb")
    private @Nullable String causes = "[]";

    @ColumnTransformer(write = "?::jsonb")
    private String reading = "{}";

    @ColumnTransformer(write = "?::jsonb")
    private String firstProblems = "[]";

    private @Nullable Instant dueAt;
    private @Nullable Long lines;

    private @Nullable Long counted;
    private @Nullable Long comparedWith;
    private @Nullable Long basedOn;
    private @Nullable LocalDate periodFrom;
    private @Nullable LocalDate periodTo;

    @Version
    private int version;

    protected Submission() {
        this(0, 0, new Terms(Kind.FULL, LocalDate.EPOCH, null, null), new StoredFile("", 0, ""), FileForm.usual(), "");
    }

    /**
     * What a sender says of a file.
     *
     * @param effective the day on which it was right
     * @param from the first day of the time it reports on, where that is said
     * @param to the last day
     */
    record Terms(
            Kind kind,
            LocalDate effective,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    Submission(int operatorId, long registerId, Terms terms, StoredFile file, FileForm form, String receivedBy) {
        this.operatorId = operatorId;
        this.registerId = registerId;
        this.kind = terms.kind();
        this.effective = terms.effective();
        this.periodFrom = terms.from();
        this.periodTo = terms.to();
        this.fileName = file.name();
        this.fileBytes = file.bytes();
        this.fileSha256 = file.sha256();
        this.encoding = form.encoding();
        this.delimiter = form.layout();
        this.receivedBy = receivedBy;
    }

    /** Waits for its check, perhaps anew: what an earlier check counted no longer holds. */
    void queue() {
        state = State.RECEIVED;
        receipt(null);
        checkStartedAt = null;
        checkedAt = null;
        rowsRead = 0;
        bytesRead = 0;
        problems = "{}";
        causes = "[]";
        firstProblems = "[]";
        dueAt = null;
        failureCode = null;
        failure = null;
    }

    /** Waits until the scanner has looked through its file. */
    void hold(String words) {
        state = State.RECEIVED;
        held = words;
    }

    void release() {
        held = null;
    }

    void startChecking() {
        state = State.CHECKING;
        checkStartedAt = Instant.now();
    }

    /**
     * @param lines how many lines stand in it
     * @param counted how many of them are in service
     */
    void checked(
            Receipt receipt,
            long lines,
            long counted,
            String problems,
            String causes,
            String reading,
            @Nullable Long comparedWith) {
        this.lines = lines;
        this.counted = counted;
        firstProblems = "[]";
        basedOn = kind == Kind.UPDATE ? comparedWith : null;
        state = State.CHECKED;
        checkedAt = Instant.now();
        receipt(receipt);
        rowsRead = receipt.received();
        bytesRead = fileBytes;
        this.problems = problems;
        this.causes = causes;
        this.reading = reading;
        this.comparedWith = comparedWith;
    }

    void failed(String code, String words) {
        held = null;
        state = State.FAILED;
        checkedAt = Instant.now();
        failureCode = code;
        failure = words;
    }

    void accept(String by, Receipt receipt, @Nullable Long comparedWith, @Nullable String removals) {
        state = State.ACCEPTED;
        acceptedAt = Instant.now();
        decidedBy = by;
        why = removals;
        receipt(receipt);
        this.comparedWith = comparedWith;
    }

    void reject(String by, String reason) {
        state = State.REJECTED;
        decidedBy = by;
        why = reason;
    }

    void withdraw(String by, String reason) {
        state = State.WITHDRAWN;
        withdrawnAt = Instant.now();
        decidedBy = by;
        why = reason;
    }

    private void receipt(@Nullable Receipt receipt) {
        received = receipt == null ? null : receipt.received();
        accepted = receipt == null ? null : receipt.accepted();
        unchanged = receipt == null ? null : receipt.unchanged();
        added = receipt == null ? null : receipt.added();
        changed = receipt == null ? null : receipt.changed();
        removed = receipt == null ? null : receipt.removed();
        removedRejected = receipt == null ? null : receipt.removedRejected();
        rejected = receipt == null ? null : receipt.rejected();
        superseded = receipt == null ? null : receipt.superseded();
    }

    /** What became of each row; null before the check is over. */
    @Nullable
    public Receipt receipt() {
        if (received == null
                || accepted == null
                || unchanged == null
                || added == null
                || changed == null
                || removed == null
                || rejected == null
                || superseded == null) {
            return null;
        }
        return new Receipt(
                received, accepted, unchanged, added, changed, removed, removedRejected, rejected, superseded);
    }

    public long id() {
        return Objects.requireNonNull(id);
    }

    public int operatorId() {
        return operatorId;
    }

    public long registerId() {
        return registerId;
    }

    public Kind kind() {
        return kind;
    }

    /** The first day of the time that it reports on. */
    @Nullable
    public LocalDate periodFrom() {
        return periodFrom;
    }

    @Nullable
    public LocalDate periodTo() {
        return periodTo;
    }

    /** The submission that an update brings up to date. */
    @Nullable
    public Long basedOn() {
        return basedOn;
    }

    /** How many of its lines are in service, as every figure counts them, once it is checked. */
    @Nullable
    public Long counted() {
        return counted;
    }

    /** How many lines stand in it, once it is checked. */
    @Nullable
    public Long lines() {
        return lines;
    }

    /** When the check at work is expected to be over. */
    @Nullable
    public Instant dueAt() {
        return dueAt;
    }

    /** The first problems that a check at work has found, as JSON. */
    public String firstProblems() {
        return firstProblems;
    }

    public LocalDate effective() {
        return effective;
    }

    public State state() {
        return state;
    }

    public StoredFile file() {
        return new StoredFile(fileName, fileBytes, fileSha256);
    }

    public FileForm form() {
        return FileForm.of(encoding, delimiter);
    }

    void form(FileForm form) {
        encoding = form.encoding();
        delimiter = form.layout();
    }

    public long rowsRead() {
        return rowsRead;
    }

    public long bytesRead() {
        return bytesRead;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** The day it came, in UTC. */
    public LocalDate receivedOn() {
        return LocalDate.ofInstant(receivedAt, ZoneOffset.UTC);
    }

    public String receivedBy() {
        return receivedBy;
    }

    @Nullable
    public Instant checkStartedAt() {
        return checkStartedAt;
    }

    @Nullable
    public Instant checkedAt() {
        return checkedAt;
    }

    @Nullable
    public Instant acceptedAt() {
        return acceptedAt;
    }

    @Nullable
    public Instant withdrawnAt() {
        return withdrawnAt;
    }

    @Nullable
    public String decidedBy() {
        return decidedBy;
    }

    @Nullable
    public String why() {
        return why;
    }

    @Nullable
    public String failureCode() {
        return failureCode;
    }

    @Nullable
    public String failure() {
        return failure;
    }

    /** Why nothing reads its file yet; null where it is scanned, or need not be. */
    @Nullable
    public String held() {
        return held;
    }

    /** How many problems there are of each code, as JSON. */
    public String problems() {
        return problems;
    }

    /** The problems by their cause, as JSON. */
    public String causes() {
        return Objects.requireNonNullElse(causes, "[]");
    }

    /** The mapping as it was applied, as JSON. */
    public String reading() {
        return reading;
    }

    @Nullable
    public Long comparedWith() {
        return comparedWith;
    }
}
