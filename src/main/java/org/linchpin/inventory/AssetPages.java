package org.linchpin.inventory;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Csv;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
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

    private final Assets assets;
    private final Names names;
    private final Trail trail;

    AssetPages(Assets assets, Names names, Trail trail) {
        this.assets = assets;
        this.names = names;
        this.trail = trail;
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

    /** Every row in the filter, streamed in an order that is always the same. */
    @GetMapping("/api/v1/assets.csv")
    @May(Action.EXPORT)
    void csv(Viewer viewer, Slice slice, @ModelAttribute Asked asked, HttpServletResponse response) throws IOException {
        AssetFilter filter = asked.filter();
        trail.record("assets.export", slice.on("/assets"), null, null);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"assets.csv\"");
        try (CsvWriter csv = CsvWriter.builder().build(response.getWriter())) {
            csv.writeRecord(
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
            assets.each(viewer.scope(), slice, filter, asset -> csv.writeRecord(cells(asset)));
        }
    }

    private static List<String> cells(Assets.Asset asset) {
        return List.of(
                asset.operator(),
                Csv.safe(asset.assetRef()),
                String.valueOf(asset.row()),
                asset.assetClass(),
                asset.sector(),
                Csv.safe(asset.region()),
                String.valueOf(asset.units()),
                Csv.safe(asset.manufacturer()),
                Csv.safe(asset.model()),
                Csv.safe(asset.moduleManufacturer()),
                Csv.safe(asset.module()),
                asset.outcome(),
                Csv.safe(String.join("; ", asset.modules())),
                Csv.safe(String.join("; ", asset.vendors())),
                Csv.safe(String.join("; ", asset.controllers())),
                Csv.safe(String.join("; ", asset.countries())),
                Csv.safe(asset.grade()),
                Csv.safe(asset.reason()),
                asset.installedOn() == null ? "" : asset.installedOn().toString(),
                asset.criticality() == null ? "" : asset.criticality().toString(),
                Csv.safe(asset.site()),
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
