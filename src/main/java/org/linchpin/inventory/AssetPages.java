package org.linchpin.inventory;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Exports;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.AssetFilter.Asked;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** The rows behind the figures: as a page, as JSON, and every one of them as CSV. */
@Controller
class AssetPages {

    private static final int ON_A_PAGE = 50;

    private static final List<String> HEADER = List.of(
            "operator",
            "asset_ref",
            "row",
            "asset_class",
            "sector",
            "region",
            "units",
            "manufacturer",
            "model",
            "module_manufacturer",
            "module",
            "outcome",
            "candidates",
            "vendors",
            "controllers",
            "countries",
            "grade",
            "reason",
            "installed_on",
            "criticality",
            "site",
            "status");

    private final Assets assets;
    private final Names names;
    private final Exports exports;

    AssetPages(Assets assets, Names names, Exports exports) {
        this.assets = assets;
        this.names = names;
        this.exports = exports;
    }

    @GetMapping("/api/v1/assets")
    @ResponseBody
    @May(Action.READ_ASSETS)
    Listing<Assets.Asset> list(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked asked,
            @RequestParam @Nullable Integer size,
            @RequestParam @Nullable String after) {
        int fits = Listing.size(size);
        AssetFilter filter = asked.filter();
        return Listing.of(
                assets.after(viewer.scope(), slice, filter, after, fits + 1),
                fits,
                assets.count(viewer.scope(), slice, filter),
                Assets.Asset::next);
    }

    /** Every row in the filter, streamed in an order that is always the same. How many rows there are stands in a header. */
    @GetMapping("/api/v1/assets.csv")
    @May(Action.EXPORT)
    void csv(Viewer viewer, Slice slice, @ModelAttribute Asked asked, HttpServletResponse response) throws IOException {
        AssetFilter filter = asked.filter();
        response.setHeader("X-Total-Count", String.valueOf(assets.count(viewer.scope(), slice, filter)));
        exports.send(
                new Exports.File("assets.csv", "assets.export", slice.on("/assets"), null),
                HEADER,
                response,
                row -> assets.each(viewer.scope(), slice, filter, asset -> row.accept(cells(asset))));
    }

    private static List<String> cells(Assets.Asset asset) {
        return Arrays.asList(
                asset.operator(),
                asset.assetRef(),
                String.valueOf(asset.row()),
                asset.assetClass(),
                asset.sector(),
                asset.region(),
                String.valueOf(asset.units()),
                asset.manufacturer(),
                asset.model(),
                asset.moduleManufacturer(),
                asset.module(),
                asset.outcome(),
                String.join("; ", asset.modules()),
                String.join("; ", asset.vendors()),
                String.join("; ", asset.controllers()),
                String.join("; ", asset.countries()),
                asset.grade(),
                asset.reason(),
                asset.installedOn() == null ? "" : asset.installedOn().toString(),
                asset.criticality() == null ? "" : asset.criticality().toString(),
                asset.site(),
                asset.status());
    }

    @GetMapping("/assets")
    @May(Action.READ_ASSETS)
    String page(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked asked,
            @RequestParam @Nullable String after,
            HttpServletRequest request,
            Model model) {
        AssetFilter filter = asked.filter();
        List<Assets.Asset> fetched = assets.after(viewer.scope(), slice, filter, after, ON_A_PAGE + 1);
        long total = assets.count(viewer.scope(), slice, filter);
        Listing<Assets.Asset> page = Listing.of(fetched, ON_A_PAGE, total, Assets.Asset::next);
        model.addAttribute("page", page);
        model.addAttribute("asked", filter);
        model.addAttribute("slice", slice);
        model.addAttribute("first", after == null);
        model.addAttribute("next", page.next() == null ? null : address("/assets", request, page.next()));
        model.addAttribute("csv", address("/api/v1/assets.csv", request, null));
        model.addAttribute("sectorChoices", names.all(Dimension.SECTOR));
        model.addAttribute("regionChoices", names.all(Dimension.REGION));
        model.addAttribute("classChoices", names.all(Dimension.ASSET_CLASS));
        model.addAttribute("gradeChoices", grades());
        model.addAttribute("vendorChoices", vendors());
        model.addAttribute("generationChoices", generations());
        model.addAttribute("sortChoices", sorts());
        model.addAttribute("view", address("/assets", request, null));
        model.addAttribute("sectorNames", byKey(Dimension.SECTOR));
        model.addAttribute("regionNames", byKey(Dimension.REGION));
        model.addAttribute("classNames", byKey(Dimension.ASSET_CLASS));
        return "inventory/assets";
    }

    private static List<Names.Named> grades() {
        return List.of(
                new Names.Named("A", "A, an identifier"),
                new Names.Named("B", "B, the module named"),
                new Names.Named("C", "C, batch of known equipment"),
                new Names.Named("D", "D, model of known equipment"),
                new Names.Named("E", "E, a brand"),
                new Names.Named("?", "Not identified"));
    }

    /** Firms that may be makers or controllers; jurisdictions, persons and states are none. */
    private List<Names.Named> vendors() {
        return names.all(Dimension.VENDOR).stream()
                .filter(named -> !named.key().contains(":"))
                .sorted(Comparator.comparing(named -> named.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<Names.Named> generations() {
        return Stream.of("2G", "3G", "4G", "5G", "LPWA", "NB-IoT", "SAT")
                .map(key -> new Names.Named(key, key))
                .toList();
    }

    private static List<Names.Named> sorts() {
        return List.of(
                new Names.Named("file", "As in the files"),
                new Names.Named("asset_ref", "By reference"),
                new Names.Named("units", "Most units first"),
                new Names.Named("installed_on", "Oldest first"));
    }

    private Map<String, String> byKey(Dimension dimension) {
        return names.all(dimension).stream()
                .collect(Collectors.toMap(Names.Named::key, Names.Named::name, (a, b) -> a, LinkedHashMap::new));
    }

    private static String address(String path, HttpServletRequest request, @Nullable String after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path).query(request.getQueryString());
        address.replaceQueryParam("after", after == null ? new Object[0] : new Object[] {after});
        return address.build(false).toUriString();
    }
}
