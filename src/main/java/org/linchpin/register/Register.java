package org.linchpin.register;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** What one operator says it has: the same kind of file, submitted again and again. */
@Entity
@Table(name = "register")
class Register {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private int operatorId;
    private String name;
    private @Nullable String assetClass;
    private @Nullable String sector;

    @ColumnTransformer(write = "?::jsonb")
    private String mapping;

    private @Nullable Long currentSubmission;

    @Version
    private int version;

    protected Register() {
        this(0, "", null, null, "{}");
    }

    Register(int operatorId, String name, @Nullable String assetClass, @Nullable String sector, String mapping) {
        this.operatorId = operatorId;
        this.name = name;
        this.assetClass = assetClass;
        this.sector = sector;
        this.mapping = mapping;
    }

    public long id() {
        return Objects.requireNonNull(id);
    }

    public int operatorId() {
        return operatorId;
    }

    public String name() {
        return name;
    }

    @Nullable
    public String assetClass() {
        return assetClass;
    }

    @Nullable
    public String sector() {
        return sector;
    }

    /** What the columns mean, as JSON. */
    public String mapping() {
        return mapping;
    }

    void mapping(String mapping) {
        this.mapping = mapping;
    }

    /** The submission that counts today. */
    @Nullable
    public Long currentSubmission() {
        return currentSubmission;
    }

    void currentSubmission(@Nullable Long submission) {
        this.currentSubmission = submission;
    }
}
