package org.linchpin.briefing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.briefing.Briefings.Entry;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Briefings through the API: commissioned, awaited, taken away. */
@RestController
@RequestMapping("/api/v1/briefings")
class BriefingApi {

    private static final String MARKING = "Linchpin-Marking";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Briefings briefings;
    private final Comparisons comparisons;
    private final Commissioning commissioning;
    private final Issuing issuing;
    private final Markings markings;
    private final Exports exports;
    private final Trail trail;

    BriefingApi(
            Briefings briefings,
            Comparisons comparisons,
            Commissioning commissioning,
            Issuing issuing,
            Markings markings,
            Exports exports,
            Trail trail) {
        this.briefings = briefings;
        this.comparisons = comparisons;
        this.commissioning = commissioning;
        this.issuing = issuing;
        this.markings = markings;
        this.exports = exports;
        this.trail = trail;
    }

    record ProgressAnswer(String step, int done, int of) {}

    record FileAnswer(String format, String name, String href, String sha256, long bytes) {}

    /** One line of the list. */
    record Item(
            String id,
            String number,
            String title,
            String marking,
            String state,
            String author,
            LocalDate asAt,
            Instant knownAt,
            @Nullable Instant issuedAt,
            @Nullable String sha256) {}

    /** A briefing with all that it rests on. */
    record Answer(
            String id,
            String number,
            String address,
            String state,
            ProgressAnswer progress,
            @Nullable String failure,
            String title,
            String audience,
            String marking,
            String author,
            LocalDate asAt,
            Instant knownAt,
            @Nullable Instant issuedAt,
            @Nullable String sha256,
            @Nullable String follows,
            String method,
            @Nullable String scope,
            @Nullable String finding,
            List<FileAnswer> files,
            List<Document.Figure> figures,
            List<Document.Basis> submissions,
            List<Document.Statement> statements) {}

    /** Commissions a briefing; one that is ready in a moment is answered whole, another with where it will be. */
    @PostMapping
    @May(Action.ISSUE)
    ResponseEntity<Answer> commission(Viewer viewer, @RequestBody Commissioning.Sent sent) {
        Entry entry = issuing.issue(viewer, commissioning.read(viewer, sent));
        Entry settled = issuing.settled(entry.id(), PATIENCE);
        HttpStatus status = settled.busy() || settled.waiting() ? HttpStatus.ACCEPTED : HttpStatus.CREATED;
        return ResponseEntity.status(status)
                .location(URI.create("/api/v1/briefings/" + entry.id()))
                .body(answer(settled));
    }

    @GetMapping
    @May(Action.READ_FIGURES)
    Listing<Item> all(Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        List<Item> items = briefings.all().stream()
                .map(one -> new Item(
                        String.valueOf(one.id()),
                        one.number(),
                        one.title(),
                        markings.label(one.marking()),
                        one.state(),
                        one.author(),
                        one.asAt(),
                        one.knownAt(),
                        one.issuedAt(),
                        one.sha256()))
                .toList();
        return Listing.page(items, Listing.size(size), after, Item::id);
    }

    /** When figures that rest on the caller's registers were issued, without the briefings themselves. */
    @GetMapping("/mentions")
    @May(Action.READ_FIGURES)
    Listing<Briefings.Mention> mentions(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return briefings.mentions(Listing.size(size), after);
    }

    @GetMapping("/templates")
    @May(Action.READ_FIGURES)
    Listing<Commissioning.Shipped> templates(
            @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return Listing.page(commissioning.shipped(), Listing.size(size), after, Commissioning.Shipped::key);
    }

    @GetMapping("/{id:[0-9]+}")
    @May(Action.READ_FIGURES)
    ResponseEntity<Answer> one(Viewer viewer, @PathVariable long id) {
        Entry entry = briefings.one(id);
        Answer answer = answer(entry);
        return ResponseEntity.ok()
                .eTag(entry.state() + entry.done() + entry.sha256())
                .header(MARKING, answer.marking())
                .body(answer);
    }

    /** Which figures would differ if it were issued today. */
    @GetMapping("/{id:[0-9]+}/differences")
    @May(Action.READ_FIGURES)
    List<Composer.Difference> differences(Viewer viewer, @PathVariable long id) {
        issued(id);
        return comparisons.differences(id);
    }

    /** One table as a file of its own. */
    @GetMapping(value = "/{id:[0-9]+}/tables/{key}.csv", produces = "text/csv;charset=UTF-8")
    @May(Action.EXPORT)
    void table(Viewer viewer, @PathVariable long id, @PathVariable String key, HttpServletResponse response)
            throws IOException {
        issued(id);
        Document document = briefings.document(id);
        Document.Table table = document.tables().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> BadInput.notFound("table of this briefing"));
        response.setHeader(MARKING, document.marking().isEmpty() ? "none" : document.marking());
        exports.send(
                new Exports.File(
                        document.fileName() + "_" + key + ".csv", "briefing.download", "/briefings/" + id, null),
                Sheets.header(document, table),
                response,
                rows -> Sheets.rows(document, table).forEach(rows));
    }

    /** The briefing in a format, byte for byte as issued. */
    @GetMapping("/{id:[0-9]+}.{format:[a-zA-Z]+}")
    @May(Action.EXPORT)
    ResponseEntity<byte[]> download(Viewer viewer, @PathVariable long id, @PathVariable String format) {
        Entry entry = issued(id);
        Format known = Format.of(format).orElseThrow(() -> BadInput.notFound("format"));
        Briefings.Sheet sheet = briefings.sheets(id).stream()
                .filter(one -> one.format().equals(known.key()))
                .findFirst()
                .orElseThrow(() -> BadInput.notFound("file of this briefing"));
        trail.record("briefing.download", "/briefings/" + id, null, sheet.name() + ", SHA-256 " + sheet.sha256());
        return file(
                briefings.bytes(id, known),
                known,
                sheet.name(),
                sheet.sha256(),
                known != Format.HTML,
                markings.label(entry.marking()));
    }

    private static ResponseEntity<byte[]> file(
            byte[] bytes, Format format, String name, String sha256, boolean attachment, String marking) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .eTag(sha256)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(HttpHeaders.CONTENT_TYPE, format.type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (attachment ? ContentDisposition.attachment() : ContentDisposition.inline())
                                .filename(name)
                                .build()
                                .toString())
                .header(MARKING, marking.isEmpty() ? "none" : marking)
                .header("Linchpin-SHA-256", sha256);
        if (format == Format.HTML) {
            // It stands alone: its own style, and nothing from anywhere.
            answer.header("Content-Security-Policy", Web.POLICY);
        }
        if (format == Format.CSV) {
            answer.header("X-Row-Count", String.valueOf(Sheets.rows(bytes)));
            answer.header("X-Content-SHA256", sha256);
        }
        return answer.body(bytes);
    }

    private Entry issued(long id) {
        Entry entry = briefings.one(id);
        if (!entry.issued()) {
            throw BadInput.conflict(
                    "not-issued",
                    entry.waiting()
                            ? "The briefing waits for a second person"
                            : entry.busy()
                                    ? "The briefing is still being written: "
                                            + entry.step().toLowerCase(Locale.ROOT)
                                    : "The briefing could not be issued: " + entry.failure());
        }
        return entry;
    }

    private Answer answer(Entry entry) {
        Document document = entry.issued() ? briefings.document(entry.id()) : null;
        return new Answer(
                String.valueOf(entry.id()),
                entry.number(),
                entry.address(),
                entry.state(),
                new ProgressAnswer(entry.step(), entry.done(), entry.steps()),
                entry.failure(),
                entry.title(),
                entry.audience(),
                markings.label(entry.marking()).isEmpty() ? "none" : markings.label(entry.marking()),
                entry.author(),
                entry.asAt(),
                entry.knownAt(),
                entry.issuedAt(),
                entry.sha256(),
                entry.follows() == null ? null : String.valueOf(entry.follows()),
                document == null ? "" : String.join(", ", document.methods()),
                document == null ? null : document.scope(),
                document == null ? null : document.finding(),
                briefings.sheets(entry.id()).stream()
                        .map(sheet -> new FileAnswer(
                                sheet.format(),
                                sheet.name(),
                                "/api/v1/briefings/" + entry.id() + "." + sheet.format(),
                                sheet.sha256(),
                                sheet.bytes()))
                        .toList(),
                document == null ? List.of() : document.figures(),
                document == null ? List.of() : document.basis(),
                document == null ? List.of() : document.statements());
    }
}
