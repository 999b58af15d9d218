package org.linchpin.access;

import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The files that whoever asks took away, each with its row count and its SHA-256. */
@Controller
class ExportPages {

    private final ExportReceipts receipts;

    ExportPages(ExportReceipts receipts) {
        this.receipts = receipts;
    }

    @GetMapping("/exports")
    @May(Action.OPEN)
    String page(Viewer viewer, Model model) {
        model.addAttribute("receipts", receipts.own());
        model.addAttribute("utc", ZoneOffset.UTC);
        return "access/exports";
    }

    @GetMapping("/api/v1/exports")
    @ResponseBody
    @May(Action.OPEN)
    Listing<ExportReceipts.Receipt> list(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return Listing.page(receipts.own(), Listing.size(size), after, ExportReceipts.Receipt::id);
    }

    @GetMapping("/api/v1/exports/{id:[0-9]+}")
    @ResponseBody
    @May(Action.OPEN)
    ExportReceipts.Receipt one(Viewer viewer, @PathVariable long id) {
        return receipts.own(id).orElseThrow(() -> BadInput.notFound("export"));
    }
}
