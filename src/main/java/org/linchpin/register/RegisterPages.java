package org.linchpin.register;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Operators;
import org.linchpin.access.Viewer;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Sectors;
import org.linchpin.reading.Mapping;
import org.linchpin.register.FileStore.UploadLimit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pages of registers: which there are, a new one, and a new file for one. */
@Controller
class RegisterPages {

    private final Desk desk;
    private final Receiving receiving;
    private final Operators operators;
    private final AssetClasses assetClasses;
    private final Sectors sectors;
    private final UploadLimit limit;

    RegisterPages(
            Desk desk,
            Receiving receiving,
            Operators operators,
            AssetClasses assetClasses,
            Sectors sectors,
            UploadLimit limit) {
        this.desk = desk;
        this.receiving = receiving;
        this.operators = operators;
        this.assetClasses = assetClasses;
        this.sectors = sectors;
        this.limit = limit;
    }

    /** A register as the list shows it. */
    record Row(
            long id,
            String name,
            String operator,
            @Nullable Submission current,
            @Nullable Submission latest) {

        /** How many of its assets count at present. */
        public long counted() {
            Long counted = current == null ? null : current.counted();
            return counted == null ? 0 : counted;
        }

        /** How many more the register holds: they are planned or removed, and no figure counts them. */
        public long others() {
            Long lines = current == null ? null : current.lines();
            return lines == null ? 0 : lines - counted();
        }
    }

    @GetMapping("/registers")
    @May(Action.READ_REGISTERS)
    String all(Viewer viewer, Model model) {
        model.addAttribute("rows", desk.registers().stream().map(this::row).toList());
        if (viewer.may(Action.UPLOAD)) {
            model.addAttribute("acting", operators.within(viewer.scope()));
            model.addAttribute("assetClasses", assetClasses.all());
            model.addAttribute("sectors", sectors.all());
        }
        return "register/registers";
    }

    private Row row(Desk.Owned owned) {
        Register register = owned.register();
        List<Submission> all = desk.submissions(register.id());
        Submission current = all.stream()
                .filter(one -> Objects.equals(one.id(), register.currentSubmission()))
                .findFirst()
                .orElse(null);
        return new Row(
                register.id(), register.name(), owned.operator().name(), current, all.isEmpty() ? null : all.get(0));
    }

    @PostMapping("/registers")
    @May(Action.UPLOAD)
    String open(
            Viewer viewer,
            @RequestParam(defaultValue = "") String operator,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String assetClass,
            @RequestParam(defaultValue = "") String sector,
            Model model) {
        Desk.NewRegister asked = new Desk.NewRegister(operator, name, assetClass, sector, Mapping.none());
        try {
            return "redirect:/registers/"
                    + desk.open(asked, viewer.scope()).register().id();
        } catch (BadInput mistake) {
            model.addAttribute("asked", asked);
            model.addAttribute("faults", mistake.faults());
            return all(viewer, model);
        }
    }

    @GetMapping("/registers/{id}")
    @May(Action.READ_REGISTERS)
    String one(Viewer viewer, @PathVariable long id, Model model) {
        Desk.Owned owned = desk.register(id);
        model.addAttribute("register", owned.register());
        model.addAttribute("operator", owned.operator());
        model.addAttribute("assetClass", nameOf(owned.register().assetClass()));
        model.addAttribute("submissions", desk.submissions(id));
        model.addAttribute("today", LocalDate.now(ZoneOffset.UTC));
        model.addAttribute("limit", limit);
        model.addAttribute(
                "kinds",
                List.of(
                        new MappingPage.Choice("full", "The whole register: what it leaves out is gone"),
                        new MappingPage.Choice("update", "What is new or changed: all else stays")));
        return "register/register";
    }

    private @Nullable String nameOf(@Nullable String assetClass) {
        return assetClasses.all().stream()
                .filter(one -> one.key().equals(assetClass))
                .map(AssetClasses.AssetClass::plural)
                .findFirst()
                .orElse(null);
    }

    @PostMapping("/registers/{id}/submissions")
    @May(Action.UPLOAD)
    String send(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String effective,
            @RequestParam(defaultValue = "full") String kind,
            @RequestParam(name = "periodFrom", defaultValue = "") String from,
            @RequestParam(name = "periodTo", defaultValue = "") String to,
            Model model,
            RedirectAttributes next)
            throws IOException {
        try {
            if (file == null
                    || file.isEmpty()
                            && Objects.requireNonNullElse(file.getOriginalFilename(), "")
                                    .isEmpty()) {
                throw fault("file", "file-missing", "Choose the file to upload");
            }
            Submission.Terms terms =
                    Receiving.terms(kind, day("effective", effective), day("periodFrom", from), day("periodTo", to));
            try (InputStream bytes = file.getInputStream()) {
                Receiving.Taken taken = receiving.take(
                        id,
                        terms,
                        new Receiving.Sent(
                                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                                file.getSize(),
                                bytes,
                                viewer.username()),
                        true);
                String address = "/submissions/" + taken.submission().id();
                next.addFlashAttribute("again", taken.again());
                return "redirect:" + address + (taken.undecided() && !taken.again() ? "/mapping" : "");
            }
        } catch (BadInput mistake) {
            if (mistake.status().value() == 404) {
                throw mistake;
            }
            model.addAttribute(
                    "faults",
                    mistake.faults().isEmpty()
                            ? List.of(BadInput.Fault.field("file", null, mistake.code(), mistake.getMessage(), ""))
                            : mistake.faults());
            return one(viewer, id, model);
        }
    }

    /** There is nothing to report, perhaps for a time: a submission without a file. */
    @PostMapping("/registers/{id}/nothing")
    @May(Action.UPLOAD)
    String nothing(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String nilFrom,
            @RequestParam(defaultValue = "") String nilTo,
            Model model) {
        desk.register(id);
        try {
            Submission.Terms terms =
                    Receiving.terms(Kind.NIL.key(), null, day("nilFrom", nilFrom), day("nilTo", nilTo));
            Submission nil = receiving.nothing(id, terms, viewer.username());
            return "redirect:/submissions/" + nil.id();
        } catch (BadInput mistake) {
            model.addAttribute(
                    "faults",
                    mistake.faults().stream()
                            .map(fault -> BadInput.Fault.field(
                                    String.valueOf(fault.column()).replace("periodTo", "nilTo"),
                                    fault.value(),
                                    fault.code(),
                                    fault.message(),
                                    fault.fix()))
                            .toList());
            return one(viewer, id, model);
        }
    }

    private static @Nullable LocalDate day(String field, String said) {
        if (said.isBlank() && !field.equals("effective")) {
            return null;
        }
        try {
            return LocalDate.parse(said.strip());
        } catch (DateTimeParseException e) {
            throw fault(field, field + "-form", "Enter the day as year, month, day, such as 2026-01-31");
        }
    }

    private static BadInput fault(String field, String code, String message) {
        return BadInput.fields(List.of(BadInput.Fault.field(field, null, code, message, message)));
    }
}
