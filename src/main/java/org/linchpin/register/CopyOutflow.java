package org.linchpin.register;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.bulk.Belt;
import org.linchpin.bulk.CopyBuffer;
import org.linchpin.reading.Line;
import org.linchpin.reading.Problem;
import org.linchpin.recognition.Wording;
import org.postgresql.PGConnection;

/**
 * Rows and problems on their way into a submission's own partitions, counted into the cube as they pass. Full buffers are
 * sent off by another thread while the next one fills, so that PostgreSQL works beside us; a few exist, so memory is bounded.
 */
final class CopyOutflow implements Pass.Outflow {

    private static final int FULL = 1 << 20;
    private static final int BUFFERS_WAITING = 3;
    private static final int REMEMBERED = 1 << 10;
    private static final int LONGEST_VALUE = 200;
    /** Problems of one row are numbered within it, so that all stand in the order of rows whenever they are found. */
    private static final int PROBLEMS_A_ROW = 1 << 13;

    private static final String ASSET_COLUMNS =
            "line, wording_id, asset_class, sector, region, units, installed_on, capacity_kw, criticality, status, content, asset_ref, site";
    private static final int ASSET_FIELDS = 13;

    /** Columns that few registers fill are sent from the line on that fills one of them. */
    private static final String[] SELDOM = {
        "planned_replacement_on",
        "people_served",
        "remote_control",
        "unit_cost",
        "latitude",
        "longitude",
        "postcode",
        "site_sensitivity",
        "connectivity",
        "notes"
    };

    private static final String PROBLEM_COLUMNS = "position, severity, line, col, header, value, code, message, fix";

    private final CopyStream copy;
    private final Belt belt;
    private final Function<Collection<Wording>, Map<Wording, Integer>> wordings;
    private final Settling settling;
    private final Progress progress;
    private final Map<Wording, Integer> known = new HashMap<>();
    private final @Nullable Wording[] recent = new @Nullable Wording[REMEMBERED];
    private final int[] recentIds = new int[REMEMBERED];
    private final Cube cube = new Cube();
    private int seldom;
    private String columns = ASSET_COLUMNS;
    private final Queue<CopyBuffer> emptied = new ConcurrentLinkedQueue<>();
    private CopyBuffer assets = new CopyBuffer(FULL / 8);
    private CopyBuffer problems = new CopyBuffer(1 << 12);
    private long lastRow = -1;
    private int withinRow;
    private @Nullable Differences differences;
    private int[] repeated = new int[0];
    private int repeats;

    /** Goes through the references of a file; what is found against the submission before. */
    interface Settling {
        Differences settle(References references, References refused, References.Repeats repeats);
    }

    CopyOutflow(
            PGConnection connection,
            long submission,
            Function<Collection<Wording>, Map<Wording, Integer>> wordings,
            Settling settling,
            Progress progress) {
        this.copy = new CopyStream(connection, submission);
        this.belt = new Belt("copy-" + submission, BUFFERS_WAITING);
        this.wordings = wordings;
        this.settling = settling;
        this.progress = progress;
    }

    @Override
    public void lines(List<Line> lines) {
        Set<Wording> fresh = new HashSet<>();
        for (Line line : lines) {
            if (recent[place(line.wording())] != line.wording() && !known.containsKey(line.wording())) {
                fresh.add(line.wording());
            }
        }
        if (!fresh.isEmpty()) {
            known.putAll(wordings.apply(fresh));
        }
        for (Line line : lines) {
            int wording = idOf(line.wording());
            add(line, wording);
            if (line.counts()) {
                cube.add(line, wording);
            }
        }
    }

    /** The wordings that a file repeats are mostly the same objects, and those are told by where they lie. */
    private int idOf(Wording wording) {
        int place = place(wording);
        if (recent[place] != wording) {
            recentIds[place] = Objects.requireNonNull(known.get(wording));
            recent[place] = wording;
        }
        return recentIds[place];
    }

    private static int place(Wording wording) {
        return System.identityHashCode(wording) & (REMEMBERED - 1);
    }

    private void add(Line line, int wording) {
        int filled = filled(line);
        if ((filled & ~seldom) != 0) {
            flushAssets();
            seldom |= filled;
            columns = columns(seldom);
        }
        assets.row(ASSET_FIELDS + Integer.bitCount(seldom))
                .integer(line.row())
                .integer(wording)
                .text(line.assetClass())
                .text(line.sector())
                .text(line.region())
                .integer(line.units())
                .day(line.installedOn())
                .real(line.capacityKw())
                .small(line.criticality())
                .text(line.status())
                .big(line.content())
                .text(line.assetRef())
                .words(line.site());
        if (seldom != 0) {
            addSeldom(line);
        }
        flushIfFull();
    }

    private static int filled(Line line) {
        return (line.plannedReplacementOn() == null ? 0 : 1)
                | (line.peopleServed() == null ? 0 : 1 << 1)
                | (line.remoteControl() == null ? 0 : 1 << 2)
                | (line.unitCost() == null ? 0 : 1 << 3)
                | (line.latitude() == null ? 0 : 1 << 4)
                | (line.longitude() == null ? 0 : 1 << 5)
                | (line.postcode().isEmpty() ? 0 : 1 << 6)
                | (line.siteSensitivity().isEmpty() ? 0 : 1 << 7)
                | (line.connectivity().isEmpty() ? 0 : 1 << 8)
                | (line.notes().isEmpty() ? 0 : 1 << 9);
    }

    private static String columns(int seldom) {
        StringBuilder columns = new StringBuilder(ASSET_COLUMNS);
        for (int i = 0; i < SELDOM.length; i++) {
            if ((seldom & 1 << i) != 0) {
                columns.append(", ").append(SELDOM[i]);
            }
        }
        return columns.toString();
    }

    private void addSeldom(Line line) {
        for (int i = 0; i < SELDOM.length; i++) {
            if ((seldom & 1 << i) != 0) {
                switch (i) {
                    case 0 -> assets.day(line.plannedReplacementOn());
                    case 1 -> assets.integer(line.peopleServed());
                    case 2 -> assets.flag(line.remoteControl());
                    case 3 -> assets.big(line.unitCost());
                    case 4 -> assets.twice(line.latitude());
                    case 5 -> assets.twice(line.longitude());
                    case 6 -> assets.words(line.postcode());
                    case 7 -> assets.words(line.siteSensitivity());
                    case 8 -> assets.words(line.connectivity());
                    default -> assets.words(line.notes());
                }
            }
        }
    }

    @Override
    public void problem(Problem problem, @Nullable String header) {
        withinRow = problem.row() == lastRow ? withinRow + 1 : repeats > 0 ? PROBLEMS_A_ROW - 1 : 0;
        lastRow = problem.row();
        problems.row(9)
                .big(problem.row() * PROBLEMS_A_ROW + withinRow)
                .text(problem.severity().key())
                .big(problem.row())
                .integer(problem.column() < 0 ? null : problem.column() + 1)
                .text(header)
                .text(shown(problem.value()))
                .text(problem.code())
                .text(shown(problem.message()))
                .text(problem.fix());
        flushIfFull();
    }

    /** PostgreSQL holds no NUL, and nobody reads a value that fills a page. */
    static @Nullable String shown(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return value;
        }
        int cut = Character.isHighSurrogate(value.charAt(Math.min(LONGEST_VALUE, value.length()) - 1)) ? 1 : 0;
        String start = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE - cut) + "…" : value;
        return start.replace('\0', '\u2400');
    }

    private void flushIfFull() {
        if (assets.size() > FULL) {
            flushAssets();
        }
        if (problems.size() > FULL) {
            flushProblems();
        }
    }

    private void flushAssets() {
        CopyBuffer full = assets;
        String said = columns;
        assets = empty();
        belt.put(() -> {
            copy.send("asset", said, full);
            emptied.add(full.emptied());
            if (progress.trialDue()) {
                progress.tried(copy.tryIndexes());
            }
        });
    }

    private void flushProblems() {
        CopyBuffer full = problems;
        problems = empty();
        belt.put(() -> {
            copy.send("problem", PROBLEM_COLUMNS, full);
            emptied.add(full.emptied());
        });
    }

    private CopyBuffer empty() {
        CopyBuffer used = emptied.poll();
        return used == null ? new CopyBuffer(FULL + FULL / 8) : used;
    }

    /** PostgreSQL builds the key while we go through the references. */
    @Override
    public void settle(References references, References refused, References.Repeats tell) {
        flushAssets();
        belt.put(copy::key);
        differences = settling.settle(references, refused, (first, line, same) -> {
            if (repeats == repeated.length) {
                repeated = Arrays.copyOf(repeated, Math.max(64, repeats * 2));
            }
            repeated[repeats++] = line;
            tell.found(first, line, same);
        });
    }

    /** What the lines are against those of the submission before. */
    Differences differences() {
        return Objects.requireNonNull(differences);
    }

    Cube cube() {
        return cube;
    }

    /** The lines that were sent and then found to repeat a reference. */
    int[] repeated() {
        return Arrays.copyOf(repeated, repeats);
    }

    /** Copies what is left and waits until all of it has arrived. */
    @Override
    public void finish() {
        flushAssets();
        flushProblems();
        belt.put(copy::end);
        belt.await();
    }

    /** Waits for the other thread without caring what becomes of it: the connection is about to be given back. */
    void abandon() {
        belt.close();
        copy.cancel();
    }
}
