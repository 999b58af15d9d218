package org.linchpin.briefing;

import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Templates of one's own over the API: kept, and given back as they are sent to issue a briefing. */
@RestController
@RequestMapping("/api/v1/briefings/saved")
class TemplatesApi {

    private final Templates templates;
    private final Commissioning commissioning;
    private final ComposerForm form;

    TemplatesApi(Templates templates, Commissioning commissioning, ComposerForm form) {
        this.templates = templates;
        this.commissioning = commissioning;
        this.form = form;
    }

    @GetMapping
    @May(Action.ISSUE)
    Listing<Templates.Saved> all(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return Listing.page(templates.of(viewer), Listing.size(size), after, one -> String.valueOf(one.id()));
    }

    /** Keeps a commission under its title, without its day. */
    @PostMapping
    @May(Action.ISSUE)
    @ResponseStatus(HttpStatus.CREATED)
    Templates.Saved save(Viewer viewer, @RequestBody Commissioning.Sent sent) {
        Commission commission = commissioning.read(viewer, sent);
        return templates.save(viewer, commission.title(), commission);
    }

    @GetMapping("/{id:[0-9]+}")
    @May(Action.ISSUE)
    Commissioning.Sent one(Viewer viewer, @PathVariable long id) {
        return form.sent(form.of(templates.one(viewer, id), null));
    }
}
