package org.linchpin.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a second person, over the API. */
@RestController
@RequestMapping("/api/v1/approvals")
class ApprovalApi {

    private final Approvals approvals;

    ApprovalApi(Approvals approvals) {
        this.approvals = approvals;
    }

    /** Why not. */
    record Reason(@Nullable String why) {}

    @GetMapping
    @May(Action.APPROVE)
    Listing<Approval> all(Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        List<Approval> all = approvals.all(viewer);
        return Listing.page(all, Listing.size(size), after, Approval::id);
    }

    @PostMapping("/{id}/approve")
    @May(Action.APPROVE)
    Approval approve(Viewer viewer, @PathVariable long id) {
        return approvals.approve(viewer, id);
    }

    @PostMapping("/{id}/decline")
    @May(Action.APPROVE)
    Approval decline(Viewer viewer, @PathVariable long id, @RequestBody(required = false) @Nullable Reason reason) {
        return approvals.decline(viewer, id, reason == null ? null : reason.why());
    }
}
