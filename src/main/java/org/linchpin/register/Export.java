package org.linchpin.register;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.reading.Line;
import org.linchpin.reading.TemplateColumn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A register as it counts today, in the columns of the template: edited and sent back, it moves the edited cells and no
 * other.
 */
@Component
class Export {

    /** Where each column of the template is kept. */
    private static final Map<TemplateColumn, String> KEPT = new EnumMap<>(Map.ofEntries(
            Map.entry(TemplateColumn.ASSET_REF, "a.asset_ref"),
            Map.entry(TemplateColumn.OPERATOR, "o.code"),
            Map.entry(TemplateColumn.ASSET_CLASS, "a.asset_class"),
            Map.entry(TemplateColumn.SECTOR, "a.sector"),
            Map.entry(TemplateColumn.UNITS, "a.units"),
            Map.entry(TemplateColumn.MANUFACTURER, "w.maker"),
            Map.entry(TemplateColumn.MODEL, "w.model"),
            Map.entry(TemplateColumn.ORDER_CODE, "w.order_code"),
            Map.entry(TemplateColumn.FIRMWARE, "w.firmware"),
            Map.entry(TemplateColumn.CONNECTIVITY, "w.connectivity"),
            Map.entry(TemplateColumn.MODULE_MANUFACTURER, "w.module_maker"),
            Map.entry(TemplateColumn.MODULE_MODEL, "w.module"),
            Map.entry(TemplateColumn.FCC_ID, "w.fcc_id"),
            Map.entry(TemplateColumn.IMEI_OR_TAC, "w.tac"),
            Map.entry(TemplateColumn.USB_ID, "w.usb_id"),
            Map.entry(TemplateColumn.REGION, "a.region"),
            Map.entry(TemplateColumn.POSTCODE, "a.postcode"),
            Map.entry(TemplateColumn.LATITUDE, "a.latitude"),
            Map.entry(TemplateColumn.LONGITUDE, "a.longitude"),
            Map.entry(TemplateColumn.INSTALLED_ON, "a.installed_on"),
            Map.entry(TemplateColumn.PLANNED_REPLACEMENT_ON, "a.planned_replacement_on"),
            Map.entry(TemplateColumn.CAPACITY_KW, "a.capacity_kw::text"),
            Map.entry(TemplateColumn.PEOPLE_SERVED, "a.people_served"),
            Map.entry(TemplateColumn.CRITICALITY, "a.criticality"),
            Map.entry(TemplateColumn.SITE, "a.site"),
            Map.entry(TemplateColumn.SITE_SENSITIVITY, "a.site_sensitivity"),
            Map.entry(TemplateColumn.REMOTE_CONTROL, "a.remote_control"),
            Map.entry(TemplateColumn.UNIT_COST, "a.unit_cost"),
            Map.entry(TemplateColumn.STATUS, "a.status"),
            Map.entry(TemplateColumn.NOTES, "a.notes")));

    /** The columns of the template. */
    static final List<String> HEADER =
            Arrays.stream(TemplateColumn.values()).map(TemplateColumn::key).toList();

    private static final String LINES = """
            from asset a
            join wording w on w.id = a.wording_id
            join operator o on o.id = a.operator_id
            where a.operator_id = ? and a.submission_id = ?
            """;

    private final JdbcClient jdbc;
    private final JdbcClient streaming;

    Export(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        JdbcTemplate inBlocks = new JdbcTemplate(database);
        inBlocks.setFetchSize(5_000);
        this.streaming = JdbcClient.create(inBlocks);
    }

    @Transactional(readOnly = true)
    public void rows(Register register, Consumer<List<? extends @Nullable String>> reader) {
        Long current = register.currentSubmission();
        if (current == null) {
            throw BadInput.conflict("nothing-counts", "No file of this register counts, so there is nothing to export");
        }
        List<TemplateColumn> columns = Arrays.asList(TemplateColumn.values());
        streaming
                .sql("select " + selected(columns) + LINES + " order by a.line")
                .params(register.operatorId(), current)
                .query((RowCallbackHandler) row -> reader.accept(cells(columns, row)));
    }

    private static String selected(List<TemplateColumn> columns) {
        return columns.stream()
                        .map(column -> Objects.requireNonNull(KEPT.get(column)) + " as " + column.key())
                        .reduce((a, b) -> a + ", " + b)
                        .orElseThrow()
                + "\n";
    }

    private static List<@Nullable String> cells(List<TemplateColumn> columns, ResultSet row) throws SQLException {
        List<@Nullable String> cells = new ArrayList<>(columns.size());
        for (TemplateColumn column : columns) {
            cells.add(cell(column, row));
        }
        return cells;
    }

    private static @Nullable String cell(TemplateColumn column, ResultSet row) throws SQLException {
        if (column == TemplateColumn.UNIT_COST) {
            long pence = row.getLong(column.key());
            return row.wasNull() ? "" : BigDecimal.valueOf(pence, 2).toPlainString();
        }
        String said = row.getString(column.key());
        if (said == null) {
            return "";
        }
        return switch (column) {
            case REMOTE_CONTROL -> said.equals("t") ? "yes" : "no";
            case LATITUDE, LONGITUDE, CAPACITY_KW -> new BigDecimal(said).toPlainString();
            default -> said;
        };
    }

    /** A cell of the template that says something else than before. */
    record CellChange(String column, String before, String after) {}

    /**
     * A line that is new, gone, or says something else.
     *
     * @param kind added, changed or removed
     * @param row the row of the file; null where the line is gone
     * @param rejectedRow where it is gone: the row of the file that has its reference and was rejected; null where there is none
     * @param cells what says something else; of new and gone lines all that is said
     */
    record Change(
            String kind,
            String assetRef,
            @Nullable Integer row,
            @Nullable Integer rejectedRow,
            List<CellChange> cells) {}

    private record Pair(
            String kind,
            @Nullable Integer line,
            @Nullable Long beforeId,
            @Nullable Integer beforeLine,
            @Nullable Integer rejectedLine) {}

    /** Some of the lines that differ from the submission that a submission was compared with. */
    @Transactional(readOnly = true)
    public List<Change> changes(Submission submission, int most) {
        return jdbc.sql("""
                        select kind, line, before_id, before_line, rejected_line from difference
                        where operator_id = ? and submission_id = ? order by kind = 'added', kind, position limit ?
                        """).params(submission.operatorId(), submission.id(), most).query(Pair.class).list().stream()
                .map(pair -> change(submission, pair))
                .toList();
    }

    private Change change(Submission submission, Pair pair) {
        Map<TemplateColumn, String> before = said(submission.operatorId(), pair.beforeId(), pair.beforeLine());
        Map<TemplateColumn, String> after =
                said(submission.operatorId(), pair.line() == null ? null : Long.valueOf(submission.id()), pair.line());
        List<CellChange> cells = Arrays.stream(TemplateColumn.values())
                .filter(column -> column != TemplateColumn.ASSET_REF && column != TemplateColumn.OPERATOR)
                .map(column ->
                        new CellChange(column.key(), before.getOrDefault(column, ""), after.getOrDefault(column, "")))
                .filter(cell -> !Line.unguarded(cell.before()).equals(Line.unguarded(cell.after())))
                .toList();
        String ref = (after.isEmpty() ? before : after).getOrDefault(TemplateColumn.ASSET_REF, "");
        return new Change(pair.kind(), ref, pair.line(), pair.rejectedLine(), cells);
    }

    private Map<TemplateColumn, String> said(int operator, @Nullable Long submission, @Nullable Integer line) {
        Map<TemplateColumn, String> said = new EnumMap<>(TemplateColumn.class);
        if (submission != null && line != null) {
            List<TemplateColumn> columns = Arrays.asList(TemplateColumn.values());
            jdbc.sql("select " + selected(columns) + LINES + " and a.line = ?")
                    .params(operator, submission, line)
                    .query(row -> {
                        for (TemplateColumn column : columns) {
                            said.put(column, Objects.requireNonNullElse(cell(column, row), ""));
                        }
                    });
        }
        return said;
    }
}
