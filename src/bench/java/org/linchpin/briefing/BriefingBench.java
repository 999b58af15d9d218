package org.linchpin.briefing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a briefing takes, beside the time of its queries alone in the same run: {@code ./mvnw -Pbench test
 * -Dtest=BriefingBench -Dassets=1000000}; a nation is {@code -Dassets=30000000 -Doperators=200}. The briefing is the sector
 * template as often over as makes forty pages.
 */
@LinchpinTest
class BriefingBench {

    private static final int RUNS = 5;
    private static final int PAGES = 40;

    /** The goals, in milliseconds. */
    private static final double READY = 5_000;

    private static final double PDF = 2_000;

    private static final String ALL = Arrays.stream(Format.values())
            .map(format -> "\"" + format.key() + "\"")
            .collect(Collectors.joining(", "));
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
        int operators = Integer.getInteger("operators", 10);
        long start = System.nanoTime();
        for (int i = 0; i < operators; i++) {
            bring("National " + i, assets / operators, i);
        }
        System.out.printf("%n%,d assets of %d operators came in within %.0f s%n", assets, operators, since(start) / 1e3);
        Viewer viewer = new Viewer(0, "bench", Role.OFFICIAL, Scope.all());
        start = System.nanoTime();
        Commission commission = commission(viewer, 3);
        Document document = composed(viewer, commission);
        double first = since(start);
        int times = 3;
        while (pages(press.print(document, Format.PDF)) < PAGES) {
            times++;
            commission = commission(viewer, times);
            document = composed(viewer, commission);
        }
        Commission forty = commission;
        Document whole = document;
        double cold = median(() -> {
            knowledgeMoves();
            composed(viewer, forty);
        });
        double warm = median(() -> composed(viewer, forty));
        double pdf = median(() -> press.print(whole, Format.PDF));
        System.out.printf(
                "%,d cells, %d blocks, %d tables, %d pages%n",
                scopes.within(Scope.all(), () -> cells()),
                whole.blocks().size(),
                whole.tables().size(),
                pages(press.print(whole, Format.PDF)));
        System.out.printf("%n| what | took | goal | the queries alone | ratio |%n|---|---|---|---|---|%n");
        row("composed for the first time since the start", first, READY, first - warm);
        row("composed with nothing counted in memory", cold, READY, cold - warm);
        row("composed again, no query for a figure", warm, READY, cold - warm);
        row("its PDF", pdf, PDF, cold - warm);
        for (Format format : Format.values()) {
            if (format != Format.JSON && format != Format.PDF) {
                row(format.label(), median(() -> press.print(whole, format)), PDF, cold - warm);
            }
        }
        Api official = Api.on(port, Person.of(application, Role.OFFICIAL).token());
        for (String formats : List.of("\"html\"", "\"html\", \"pdf\"", ALL)) {
            knowledgeMoves();
            row("issued as a job over the API: " + formats.replace("\"", ""), issued(official, times, formats), READY + PDF, cold - warm);
        }
    }

    private static void row(String what, double took, double goal, double queries) {
        System.out.printf("| %s | %.0f ms | %.0f ms | %.0f ms | %.2f |%n", what, took, goal, queries, took / queries);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /** A register as any upload brings it in. */
    private void bring(String name, long rows, int seed) throws InterruptedException {
        Api api = Api.on(port, Person.of(application, Role.UTILITY, name).token());
        String register = api.register("{\"name\": \"All\", \"assetClass\": \"smart_meter\"}");
        String id = api.post(
                        "/registers/" + register + "/submissions?effective=2026-06-30",
                        "text/csv",
                        BodyPublishers.ofInputStream(() -> NationalRegister.of("b" + seed, rows, seed)))
                .is(202)
                .read("$.id");
        String state = "received";
        while (List.of("received", "checking").contains(state)) {
            Thread.sleep(100);
            state = api.get("/submissions/" + id).is(200).read("$.state");
        }
        api.accept(id, "{\"partial\": true}").is(200);
    }

    /** The sections of the sector template, some times over. */
    private static String sections(int times) {
        return IntStream.range(0, times)
                .boxed()
                .flatMap(time -> SECTIONS.stream())
                .map(kind -> "{\"kind\": \"" + kind + "\", \"newPage\": true}")
                .collect(Collectors.joining(", "));
    }

    private Commission commission(Viewer viewer, int times) {
        return commissioning.read(
                viewer,
                JsonMapper.builder()
                        .build()
                        .readValue(
                                "{\"title\": \"Forty pages\", \"cover\": true, \"sections\": [" + sections(times) + "]}",
                                Commissioning.Sent.class));
    }

    private Document composed(Viewer viewer, Commission commission) {
        return scopes.within(Scope.all(), () -> issuing.preview(viewer, commission));
    }

    /** Milliseconds from the request until it is issued, as whoever waits for it sees it. */
    private static double issued(Api official, int times, String formats) throws InterruptedException {
        long start = System.nanoTime();
        String id = official.post(
                        "/briefings",
                        "{\"title\": \"Forty pages\", \"cover\": true, \"formats\": [" + formats + "], \"sections\": [" + sections(times)
                                + "]}")
                .read("$.id");
        String state = "composing";
        while (state.equals("composing")) {
            Thread.sleep(20);
            state = official.get("/briefings/" + id).is(200).read("$.state");
        }
        if (!state.equals("issued")) {
            throw new IllegalStateException("a briefing of the benchmark is " + state);
        }
        return since(start);
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
