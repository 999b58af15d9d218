package org.linchpin.ownership;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who owns whom, and what official lists say, over the API. */
@RestController
@RequestMapping("/api/v1/catalogue")
class OwnershipApi {

    private static final int MOST_AT_ONCE = 1_000;

    private final Dossier dossier;
    private final Ties ties;
    private final Bods bods;
    private final Exports exports;

    OwnershipApi(Dossier dossier, Ties ties, Bods bods, Exports exports) {
        this.dossier = dossier;
        this.ties = ties;
        this.bods = bods;
        this.exports = exports;
    }

    /** A vendor with everything stated about it. */
    record VendorAnswer(
            Dossier.Vendor vendor,
            List<Dossier.Led> lookThrough,
            List<Dossier.Ownership> ownership,
            Shares.Holdings equity,
            List<Dossier.Designation> designations,
            List<Dossier.Product> modules) {}

    @GetMapping("/vendors/{key}")
    @May(Action.READ_CATALOGUE)
    VendorAnswer vendor(@PathVariable String key) {
        Dossier.Vendor vendor = dossier.vendor(key).orElseThrow(() -> BadInput.notFound("vendor"));
        return new VendorAnswer(
                vendor,
                dossier.led(key),
                dossier.ownershipOf(key),
                ties.equity(key),
                dossier.designationsOf(vendor),
                dossier.products(key));
    }

    @GetMapping("/ownership")
    @May(Action.READ_CATALOGUE)
    Listing<Dossier.Ownership> ownership(@RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return dossier.ownership(Listing.size(size), after);
    }

    @GetMapping("/designations")
    @May(Action.READ_CATALOGUE)
    Listing<Dossier.Designation> designations(
            @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return dossier.designations(Listing.size(size), after);
    }

    @GetMapping("/ownership.csv")
    @May(Action.READ_CATALOGUE)
    void ownershipCsv(HttpServletResponse response) throws IOException {
        exports.send(
                new Exports.File("ownership.csv", "catalogue.export", "/api/v1/catalogue/ownership.csv", null),
                Dossier.Ownership.class,
                response,
                after -> dossier.ownership(MOST_AT_ONCE, after));
    }

    @GetMapping("/designations.csv")
    @May(Action.READ_CATALOGUE)
    void designationsCsv(HttpServletResponse response) throws IOException {
        exports.send(
                new Exports.File("designations.csv", "catalogue.export", "/api/v1/catalogue/designations.csv", null),
                Dossier.Designation.class,
                response,
                after -> dossier.designations(MOST_AT_ONCE, after));
    }

    /** Ownership and control in the Beneficial Ownership Data Standard 0.4. */
    @GetMapping("/ownership/bods")
    @May(value = Action.EXPORT, heavy = true)
    List<Map<String, Object>> bods() {
        return bods.statements();
    }
}
