package org.linchpin;

import java.util.Locale;
import org.linchpin.contribution.BillTarget;
import org.linchpin.ownership.OwnershipTarget;
import org.linchpin.reading.MappingTarget;
import org.linchpin.reading.RegisterTarget;
import org.linchpin.reading.WorkbookTarget;

/** What is fuzzed, each with its corpus in src/test/fuzz: files that somebody wrote, and a ZIP of what was found. */
enum FuzzTarget {
    REGISTER(RegisterTarget.class, RegisterTarget::fuzzerInitialize, RegisterTarget::fuzzerTestOneInput),
    WORKBOOK(WorkbookTarget.class, WorkbookTarget::fuzzerInitialize, WorkbookTarget::fuzzerTestOneInput),
    MAPPING(MappingTarget.class, MappingTarget::fuzzerInitialize, MappingTarget::fuzzerTestOneInput),
    BILL(BillTarget.class, BillTarget::fuzzerInitialize, BillTarget::fuzzerTestOneInput),
    OWNERSHIP(OwnershipTarget.class, OwnershipTarget::fuzzerInitialize, OwnershipTarget::fuzzerTestOneInput);

    private final Class<?> type;
    private final Patience.Work start;
    private final Reader reader;

    /** Reads an input; whatever it throws is a fault of ours. */
    interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    FuzzTarget(Class<?> type, Patience.Work start, Reader reader) {
        this.type = type;
        this.start = start;
        this.reader = reader;
    }

    /** The class that the fuzzer calls. */
    String type() {
        return type.getName();
    }

    /** What its part of the corpus is called. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    void read(byte[] bytes) throws Exception {
        reader.read(bytes);
    }

    void start() throws Exception {
        start.run();
    }
}
