package org.linchpin.inventory;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Exports;
import org.linchpin.access.Language;
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

    private final Assets assets;
    private final Names names;
    private final Exports exports;
    private final AssetFile file;
    private final Language language;

    AssetPages(Assets assets, AssetFile file, Names names, Exports exports, Language language) {
        this.language = language;
        this.assets = assets;
        this.file = file;
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
        Assets.Found found = assets.find(viewer, slice, asked.filter(), after, fits + 1);
        return Listing.of(found.rows(), fits, found.total(), Assets.Asset::next);
    }

    /** Every row in the filter, streamed in an order that is always the same. How many rows there are stands in a header. */
    @GetMapping("/api/v1/assets.csv")
    @May(value = Action.EXPORT, heavy = true)
    void csv(Viewer viewer, Slice slice, @ModelAttribute Asked asked, HttpServletResponse response) throws IOException {
        Assets.Looked looked = assets.look(viewer, slice, asked.filter());
        response.setHeader("X-Total-Count", String.valueOf(looked.total()));
        exports.send(
                new Exports.File("assets.csv", "assets.export", slice.on("/assets"), null),
                response,
                (out, rows) -> file.write(looked.search(), out, rows));
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
        Assets.Found found = assets.find(viewer, slice, filter, after, ON_A_PAGE + 1);
        Listing<Assets.Asset> page = Listing.of(found.rows(), ON_A_PAGE, found.total(), Assets.Asset::next);
        model.addAttribute("page", page);
        model.addAttribute("asked", filter);
        model.addAttribute("beginnings", found.beginnings());
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
        List<Assets.Asset> shown = page.items();
        model.addAttribute(
                "operatorNames", names.of(Dimension.OPERATOR, shown.stream().map(Assets.Asset::operator)));
        model.addAttribute(
                "regionNames",
                names.of(
                        Dimension.REGION,
                        shown.stream().map(Assets.Asset::region).filter(Objects::nonNull)));
        model.addAttribute(
                "classNames", names.of(Dimension.ASSET_CLASS, shown.stream().map(Assets.Asset::assetClass)));
        return "inventory/assets";
    }

    private List<Names.Named> grades() {
        List<Names.Named> grades = new ArrayList<>(said("assets.grade.", Stream.of("A", "B", "C", "D", "E")));
        grades.add(new Names.Named("?", names.of(Dimension.GRADE, "?")));
        return grades;
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

    private List<Names.Named> sorts() {
        return said("assets.sort.", Arrays.stream(AssetFilter.Order.values()).map(AssetFilter.Order::key));
    }

    private List<Names.Named> said(String message, Stream<String> keys) {
        return keys.map(key -> new Names.Named(key, language.say(message + key)))
                .toList();
    }

    private static String address(String path, HttpServletRequest request, @Nullable String after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path).query(request.getQueryString());
        address.replaceQueryParam("after", after == null ? new Object[0] : new Object[] {after});
        return address.build(false).toUriString();
    }
}
