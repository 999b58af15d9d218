package org.linchpin.catalogue;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.recognition.Wording;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue over the API. */
@RestController
@RequestMapping("/api/v1/catalogue")
class CatalogueApi {

    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST_WORDINGS = 10_000;
    private static final int LONGEST_WORD = 500;

    private final Lookup lookup;
    private final Answers answers;
    private final Unrecognised unrecognised;
    private final Exports exports;

    CatalogueApi(Lookup lookup, Answers answers, Unrecognised unrecognised, Exports exports) {
        this.lookup = lookup;
        this.answers = answers;
        this.unrecognised = unrecognised;
        this.exports = exports;
    }

    @GetMapping("/vendors")
    @May(Action.READ_CATALOGUE)
    Listing<Lookup.Vendor> vendors(
            @RequestParam(defaultValue = "") String q,
            @RequestParam @Nullable Integer size,
            @RequestParam @Nullable String after) {
        return lookup.vendors(q, Listing.size(size), after);
    }

    @GetMapping("/modules")
    @May(Action.READ_CATALOGUE)
    Listing<Lookup.Family> modules(
            @RequestParam(defaultValue = "") String q,
            @RequestParam @Nullable Integer size,
            @RequestParam @Nullable String after) {
        return lookup.families(q, Listing.size(size), after);
    }

    @GetMapping("/equipment")
    @May(Action.READ_CATALOGUE)
    Listing<Lookup.Equipment> equipment(
            @RequestParam(defaultValue = "") String q,
            @RequestParam @Nullable Integer size,
            @RequestParam @Nullable String after) {
        return lookup.equipment(q, Listing.size(size), after);
    }

    @GetMapping("/unrecognised")
    @May(Action.READ_ASSETS)
    Listing<Unrecognised.Line> unrecognised(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return unrecognised.most(viewer.scope(), Listing.size(size), after);
    }

    @GetMapping("/vendors.csv")
    @May(Action.READ_CATALOGUE)
    void vendorsCsv(@RequestParam(defaultValue = "") String q, HttpServletResponse response) throws IOException {
        csv("vendors.csv", q, Lookup.Vendor.class, response, lookup::vendors);
    }

    @GetMapping("/modules.csv")
    @May(Action.READ_CATALOGUE)
    void familiesCsv(@RequestParam(defaultValue = "") String q, HttpServletResponse response) throws IOException {
        csv("modules.csv", q, Lookup.Family.class, response, lookup::families);
    }

    @GetMapping("/equipment.csv")
    @May(Action.READ_CATALOGUE)
    void equipmentCsv(@RequestParam(defaultValue = "") String q, HttpServletResponse response) throws IOException {
        csv("equipment.csv", q, Lookup.Equipment.class, response, lookup::equipment);
    }

    /** A page of what is sought. */
    private interface Pages<T> {
        Listing<T> of(String q, int size, @Nullable String after);
    }

    private <T extends Record> void csv(
            String name, String q, Class<T> type, HttpServletResponse response, Pages<T> pages) throws IOException {
        String address =
                "/api/v1/catalogue/" + name + (q.isBlank() ? "" : "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
        exports.send(
                new Exports.File(name, "catalogue.export", address, null),
                type,
                response,
                after -> pages.of(q, MOST_AT_ONCE, after));
    }

    @GetMapping("/unrecognised.csv")
    @May(Action.EXPORT)
    void unrecognisedCsv(Viewer viewer, HttpServletResponse response) throws IOException {
        exports.send(
                new Exports.File("unrecognised.csv", "catalogue.export", "/catalogue/unrecognised", null),
                Unrecognised.Line.class,
                response,
                after -> unrecognised.most(viewer.scope(), MOST_AT_ONCE, after));
    }

    /** Words as a caller says them; what is not said may be left out. */
    record Said(
            @Nullable String maker,
            @Nullable String model,
            @Nullable String orderCode,
            @Nullable String firmware,
            @Nullable String connectivity,
            @Nullable String moduleMaker,
            @Nullable String module,
            @Nullable String fccId,
            @Nullable String tac,
            @Nullable String usb) {

        Wording wording() {
            return new Wording(
                    word(maker),
                    word(model),
                    word(orderCode),
                    word(firmware),
                    word(connectivity),
                    word(moduleMaker),
                    word(module),
                    word(fccId),
                    codeOf(tac),
                    word(usb));
        }

        /** Of a whole IMEI only the type allocation code is looked at. */
        private static String codeOf(@Nullable String tac) {
            String digits = word(tac).replaceAll("[^0-9]", "");
            return digits.length() > 8 ? digits.substring(0, 8) : digits;
        }

        private static String word(@Nullable String said) {
            String word = said == null ? "" : said.trim();
            return word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word;
        }
    }

    record Recognise(@Nullable List<@Nullable Said> wordings) {}

    @PostMapping("/recognise")
    @May(Action.READ_CATALOGUE)
    Map<String, List<Answers.Result>> recognise(@RequestBody Recognise asked) {
        List<@Nullable Said> wordings = asked.wordings();
        if (wordings == null || wordings.stream().anyMatch(Objects::isNull)) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "wordings",
                    null,
                    "wordings-missing",
                    "wordings must be a list of objects",
                    "Send {\"wordings\": [{\"module\": \"EC25\"}]}")));
        }
        if (wordings.size() > MOST_WORDINGS) {
            throw new BadInput(
                    HttpStatus.PAYLOAD_TOO_LARGE, "too-many-wordings", "At most 10,000 wordings can be asked at once");
        }
        return Map.of(
                "results",
                wordings.stream()
                        .map(said -> answers.of(Objects.requireNonNull(said).wording()))
                        .toList());
    }
}
