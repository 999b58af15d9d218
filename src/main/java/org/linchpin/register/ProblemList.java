package org.linchpin.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The problems of a submission, in the order of its rows. */
@Component
class ProblemList {

    private static final String SELECT = """
            select position, severity, line as row, col, header, value, code, message, fix from problem
            where operator_id = :operator and submission_id = :submission
            """;

    private static final int A_PAGE = 5_000;

    private final JdbcClient jdbc;
    private final JdbcClient streaming;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    ProblemList(JdbcClient jdbc, DataSource database, JsonMapper json, PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
        this.jdbc = jdbc;
        JdbcTemplate inBlocks = new JdbcTemplate(database);
        inBlocks.setFetchSize(5_000);
        this.streaming = JdbcClient.create(inBlocks);
    }

    /** A problem as the API tells of it. */
    record Item(
            long position,
            String severity,
            long row,
            @Nullable String column,
            @Nullable String header,
            @Nullable String value,
            String code,
            String message,
            String fix) {}

    /** Problems as a pass finds them, before they are stored; their positions are none that anybody could go on from. */
    static List<Item> items(List<Pass.Found> found) {
        return found.stream()
                .map(one -> new Item(
                        0,
                        one.problem().severity().key(),
                        one.problem().row(),
                        one.problem().column() < 0
                                ? null
                                : Header.letter(one.problem().column()),
                        one.header(),
                        CopyOutflow.shown(one.problem().value()),
                        one.problem().code(),
                        String.valueOf(CopyOutflow.shown(one.problem().message())),
                        one.problem().fix()))
                .toList();
    }

    /** Of a check at work the first problems, of one that is over all behind a position. */
    private List<Item> early(Submission submission, int limit, @Nullable String code) {
        return json.readValue(submission.firstProblems(), new TypeReference<List<Item>>() {}).stream()
                .filter(item -> code == null || item.code().equals(code))
                .limit(limit)
                .toList();
    }

    @Transactional(readOnly = true)
    public List<Item> after(Submission submission, long position, int limit, @Nullable String code) {
        if (submission.state().busy()) {
            return position > 0 ? List.of() : early(submission, limit, code);
        }
        return jdbc.sql(
                        SELECT
                                + " and position > :position and (cast(:code as text) is null or code = :code) order by position limit :limit")
                .param("operator", submission.operatorId())
                .param("submission", submission.id())
                .param("position", position)
                .param("code", code)
                .param("limit", limit)
                .query((row, n) -> item(row))
                .list();
    }

    @Transactional(readOnly = true)
    public void each(Submission submission, Consumer<Item> reader) {
        streaming
                .sql(SELECT + " order by position")
                .param("operator", submission.operatorId())
                .param("submission", submission.id())
                .query((RowCallbackHandler) row -> reader.accept(item(row)));
    }

    /** All problems of a submission in the order of its rows, fetched page by page. */
    Pages pages(Submission submission) {
        return new Pages(submission);
    }

    /** Problems one after another. */
    final class Pages implements Iterator<Item>, AutoCloseable {

        private final Submission submission;
        private List<Item> page = List.of();
        private int at;
        private long position;

        private Pages(Submission submission) {
            this.submission = submission;
        }

        @Override
        public boolean hasNext() {
            if (at == page.size()) {
                page = Objects.requireNonNull(transaction.execute(status -> after(submission, position, A_PAGE, null)));
                at = 0;
            }
            return !page.isEmpty();
        }

        @Override
        public Item next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Item item = page.get(at++);
            position = item.position();
            return item;
        }

        @Override
        public void close() {
            page = List.of();
        }
    }

    private static Item item(ResultSet row) throws SQLException {
        int column = row.getInt("col");
        return new Item(
                row.getLong("position"),
                row.getString("severity"),
                row.getLong("row"),
                column == 0 ? null : Header.letter(column - 1),
                row.getString("header"),
                row.getString("value"),
                row.getString("code"),
                row.getString("message"),
                row.getString("fix"));
    }
}
