package org.linchpin.statement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.scanning.Scans;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;

/** Ownership brought in from files of the Beneficial Ownership Data Standard, as a page and over the API. */
@Controller
class DeclarationPages {

    private static final List<String> EVIDENCE = List.of("source", "grade", "why");

    private final Declarations declarations;
    private final Scans scans;

    DeclarationPages(Declarations declarations, Scans scans) {
        this.declarations = declarations;
        this.scans = scans;
    }

    @GetMapping("/catalogue/ownership/import")
    @May(Action.PROPOSE)
    String form(Model model) {
        return form(Map.of(), model);
    }

    private static String form(Map<String, String> said, Model model) {
        model.addAttribute("said", said);
        return "statement/import";
    }

    /** The text of the file goes with the page that shows its effect, so that it need not be chosen twice. */
    @PostMapping("/catalogue/ownership/import")
    @May(Action.PROPOSE)
    String bring(
            Viewer viewer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam Map<String, String> said,
            Model model)
            throws IOException {
        Map<String, String> shown = new LinkedHashMap<>(said);
        try {
            byte[] sent = said.getOrDefault("text", "").getBytes(StandardCharsets.UTF_8);
            if (file != null && !file.isEmpty()) {
                if (file.getSize() > 4L * Declarations.MOST_CHARACTERS) {
                    throw new BadInput(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "file-too-large",
                            "A file may have at most a million characters",
                            List.of(Fault.field(
                                    "file",
                                    null,
                                    "file-too-large",
                                    "The file is too large: at most a million characters",
                                    "Send it in parts")));
                }
                sent = file.getBytes();
            }
            if (sent.length == 0) {
                throw BadInput.fields(List.of(
                        Fault.field("file", null, "file-missing", "Choose the file to bring in", "Choose a file")));
            }
            String text = admitted(sent);
            shown.put("text", text);
            boolean make = "make".equals(said.get("step"));
            model.addAttribute(
                    "outcome",
                    make
                            ? declarations.bring(viewer, text, evidence(said))
                            : declarations.look(viewer, text, evidence(said)));
            model.addAttribute("done", make);
        } catch (BadInput mistake) {
            model.addAttribute("faults", atTheFile(mistake));
        }
        return form(shown, model);
    }

    /** The text of a file once nothing malicious is known in it. */
    private String admitted(byte[] file) {
        scans.admit(file);
        return new String(file, StandardCharsets.UTF_8);
    }

    /** Whatever is wrong inside the file is said at the field of the file, with its place. */
    private static List<Fault> atTheFile(BadInput mistake) {
        List<Fault> faults = mistake.faults().isEmpty()
                ? List.of(Fault.field("file", null, mistake.code(), mistake.getMessage(), ""))
                : mistake.faults();
        return faults.stream()
                .map(fault -> EVIDENCE.contains(String.valueOf(fault.column()))
                        ? fault
                        : Fault.field("file", fault.value(), fault.code(), fault.message(), fault.fix()))
                .toList();
    }

    private static Map<String, String> evidence(Map<String, String> said) {
        Map<String, String> evidence = new LinkedHashMap<>();
        EVIDENCE.stream()
                .filter(field -> !said.getOrDefault(field, "").isBlank())
                .forEach(field -> evidence.put(field, said.get(field)));
        return evidence;
    }

    /** With {@code preview=true} nothing is kept and the effect is answered. */
    @PostMapping("/api/v1/catalogue/ownership/bods")
    @May(Action.PROPOSE)
    @ResponseBody
    ResponseEntity<Declarations.Outcome> bring(
            Viewer viewer,
            @RequestParam Map<String, String> said,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody byte[] file) {
        String text = admitted(file);
        return preview
                ? ResponseEntity.ok(declarations.look(viewer, text, evidence(said)))
                : ResponseEntity.status(HttpStatus.CREATED).body(declarations.bring(viewer, text, evidence(said)));
    }
}
