package org.linchpin.access;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail, newest line first, for those who may read it. */
@RestController
@RequestMapping("/api/v1")
class TrailApi {

    private final JdbcClient jdbc;

    TrailApi(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Line(
            long id,
            OffsetDateTime at,
            String username,
            String action,
            String subject,
            @Nullable String operator,
            @Nullable String detail) {}

    @GetMapping("/audit")
    @May(Action.READ_TRAIL)
    Listing<Line> lines(@RequestParam @Nullable Integer size, @RequestParam @Nullable Long after) {
        int limit = Listing.size(size);
        long total = jdbc.sql("select count(*) from trail").query(Long.class).single();
        return Listing.of(
                fetch(after == null ? Long.MAX_VALUE : after, limit + 1), limit, total, l -> String.valueOf(l.id()));
    }

    @GetMapping(path = "/audit.csv", produces = "text/csv")
    @May(Action.READ_TRAIL)
    void csv(HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"trail.csv\"");
        try (CsvWriter csv = CsvWriter.builder().build(response.getWriter())) {
            csv.writeRecord("id", "at", "username", "action", "subject", "operator", "detail");
            long before = Long.MAX_VALUE;
            List<Line> lines = fetch(before, 5_000);
            while (!lines.isEmpty()) {
                for (Line line : lines) {
                    csv.writeRecord(
                            String.valueOf(line.id()),
                            line.at().toString(),
                            Csv.safe(line.username()),
                            Csv.safe(line.action()),
                            Csv.safe(line.subject()),
                            Csv.safe(line.operator()),
                            Csv.safe(line.detail()));
                    before = line.id();
                }
                lines = fetch(before, 5_000);
            }
        }
    }

    private List<Line> fetch(long before, int limit) {
        return jdbc.sql("""
                        select t.id, t.at, t.username, t.action, t.subject, o.code as operator, t.detail
                        from trail t left join operator o on o.id = t.operator_id
                        where t.id < ? order by t.id desc limit ?
                        """).params(before, limit).query(Line.class).list();
    }
}
