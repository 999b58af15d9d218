package org.linchpin.briefing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.NationalRegister;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Viewer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long a briefing takes, beside the time of its queries alone in the same run: {@code ./mvnw -Pbench test
 * -Dtest=BriefingBench -Dassets=1000000}. The briefing is the sector template three times over, some forty pages.
 */
@LinchpinTest
class BriefingBench {

    private static final int RUNS = 5;
    private static final List<String> SECTIONS = List.of(
            "explain", "national", "sectors", "regions", "equipment", "countries", "ownership", "vendor", "trend", "replacement",
            "confidence");

    @Autowired
    private ApplicationContext application;

    @Autowired
    private Issuing issuing;

    @Autowired
    private Commissioning commissioning;

    @Autowired
    private Press press;

    @Autowired
    private Scopes scopes;

    @Autowired
    private JdbcClient jdbc;

    private TransactionTemplate transaction;

    @Autowired
    void transactions(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
    }

    @LocalServerPort
    private int port;

    @Test
    void fortyPages() throws Exception {
        long assets = Long.getLong("assets", 200_000);
        Person utility = Person.of(application, Role.UTILITY, "National");
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"National\", \"assetClass\": \"smart_meter\"}");
        byte[] file;
        try (InputStream in = NationalRegister.of("n", assets, 1)) {
            file = in.readAllBytes();
        }
        Api.Answer checked = api.submit(register, file, "?effective=2026-06-30");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        Viewer viewer = new Viewer(0, "bench", Role.OFFICIAL, Scope.all());
        StringBuilder sections = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            SECTIONS.forEach(kind -> sections.append("{\"kind\": \"").append(kind).append("\", \"newPage\": true},"));
        }
        Commissioning.Sent sent = tools.jackson.databind.json.JsonMapper.builder()
                .build()
                .readValue(
                        "{\"title\": \"Forty pages\", \"cover\": true, \"sections\": ["
                                + sections.substring(0, sections.length() - 1) + "]}",
                        Commissioning.Sent.class);
        Commission commission = commissioning.read(viewer, sent);
        Document document = scopes.within(Scope.all(), () -> issuing.preview(viewer, commission));
        press.print(document, Format.HTML);
        press.print(document, Format.PDF);
        double cold = median(() -> {
            knowledgeMoves();
            scopes.within(Scope.all(), () -> issuing.preview(viewer, commission));
        });
        double warm = median(() -> scopes.within(Scope.all(), () -> issuing.preview(viewer, commission)));
        System.out.printf(
                "%n%,d assets, %,d cells, %d blocks, %d tables, %d pages%n",
                assets,
                scopes.within(Scope.all(), () -> cells()),
                document.blocks().size(),
                document.tables().size(),
                pages(press.print(document, Format.PDF)));
        System.out.printf("composing with nothing in memory, all queries: %.0f ms%n", cold);
        System.out.printf("composing again, no query for a figure: %.0f ms; so the queries alone: %.0f ms%n", warm, cold - warm);
        for (Format format : Format.values()) {
            if (format != Format.JSON) {
                System.out.printf("%s: %.0f ms%n", format, median(() -> press.print(document, format)));
            }
        }
        double whole = median(() -> {
            knowledgeMoves();
            Document fresh = scopes.within(Scope.all(), () -> issuing.preview(viewer, commission));
            for (Format format : Format.values()) {
                if (format != Format.JSON) {
                    press.print(fresh, format);
                }
            }
        });
        System.out.printf("composed and written in every format: %.0f ms%n", whole);
    }

    /** So that nothing counted before is answered from memory. */
    private void knowledgeMoves() {
        scopes.within(
                Scope.all(),
                () -> transaction.execute(status -> jdbc.sql("update organisation set name = name where key = 'quectel'")
                        .update()));
    }

    private long cells() {
        return transaction.execute(
                status -> jdbc.sql("select count(*) from stock").query(Long.class).single());
    }

    private static int pages(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double median(Runnable work) {
        double[] times = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }
}
