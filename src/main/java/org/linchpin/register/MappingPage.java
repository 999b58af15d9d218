package org.linchpin.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.Header;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Sample;
import org.linchpin.reading.TemplateColumn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a person says what the columns of a file mean. */
@Controller
class MappingPage {

    private final Desk desk;
    private final Receiving receiving;
    private final Mappings mappings;

    MappingPage(Desk desk, Receiving receiving, Mappings mappings) {
        this.desk = desk;
        this.receiving = receiving;
        this.mappings = mappings;
    }

    /** A column of a file: where it stands, what it is called, what it holds, and what it is taken for. */
    record ColumnRow(int index, String letter, String label, String values, String chosen, boolean news) {}

    /** A choice in a list. */
    record Choice(String key, String name) {}

    @GetMapping("/submissions/{id}/mapping")
    @May(Action.UPLOAD)
    String mapping(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam @Nullable String encoding,
            @RequestParam @Nullable String delimiter,
            Model model) {
        Desk.Filed filed = desk.submission(id);
        FileForm form = form(filed.submission(), encoding, delimiter);
        Sample sample = receiving.sample(filed.submission(), form);
        Mapping before = mappings.read(filed.register().mapping());
        Mapping.Applied applied = before.to(sample.header());
        Map<Integer, String> chosen = new LinkedHashMap<>();
        applied.from().forEach((column, i) -> chosen.put(i, column.key()));
        return mapping(model, filed, form, sample, before, chosen);
    }

    private String mapping(
            Model model, Desk.Filed filed, FileForm form, Sample sample, Mapping before, Map<Integer, String> chosen) {
        List<ColumnRow> columns = new ArrayList<>();
        for (int i = 0; i < sample.header().size(); i++) {
            String label = sample.header().labels().get(i);
            columns.add(new ColumnRow(
                    i,
                    Header.letter(i),
                    label,
                    sample.values(i),
                    chosen.getOrDefault(i, Mapping.ASIDE),
                    !before.columns().isEmpty() && !before.columns().containsKey(label)));
        }
        List<String> gone = before.columns().keySet().stream()
                .filter(label -> !label.equals(Mapping.OTHERS)
                        && !sample.header().labels().contains(label))
                .sorted()
                .toList();
        model.addAttribute("submission", filed.submission());
        model.addAttribute("register", filed.register());
        model.addAttribute("operator", filed.operator());
        model.addAttribute("columns", columns);
        model.addAttribute("gone", gone);
        model.addAttribute("template", TemplateColumn.values());
        model.addAttribute("form", form);
        model.addAttribute("dates", before.dates());
        model.addAttribute(
                "delimiters",
                FileForm.delimiterNames().stream()
                        .map(name -> new Choice(name, name))
                        .toList());
        model.addAttribute(
                "encodings",
                List.of("UTF-8", "UTF-16", "windows-1252", "GB18030", "x-windows-949").stream()
                        .map(name -> new Choice(name, name))
                        .toList());
        model.addAttribute(
                "orders",
                List.of(
                        new Choice("dmy", "day, month, year: 31/12/2025"),
                        new Choice("mdy", "month, day, year: 12/31/2025"),
                        new Choice("ymd", "year, month, day: 2025-12-31")));
        return "register/mapping";
    }

    private static FileForm form(Submission submission, @Nullable String encoding, @Nullable String delimiter) {
        FileForm found = submission.form();
        try {
            return found.with(
                    encoding == null ? found.encoding() : encoding,
                    delimiter == null ? found.delimiterName() : delimiter,
                    found.sheet(),
                    found.headerRow());
        } catch (IllegalArgumentException unknown) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "encoding", encoding, "encoding-unknown", "There is no such encoding", "Choose one of the list")));
        }
    }

    @PostMapping("/submissions/{id}/mapping")
    @May(Action.UPLOAD)
    String decide(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam Map<String, String> fields,
            @RequestParam @Nullable String encoding,
            @RequestParam @Nullable String delimiter,
            Model model) {
        Desk.Filed filed = desk.submission(id);
        FileForm form = form(filed.submission(), encoding, delimiter);
        Sample sample = receiving.sample(filed.submission(), form);
        Mapping before = mappings.read(filed.register().mapping());
        Map<Integer, String> chosen = new LinkedHashMap<>();
        Map<String, String> columns = new LinkedHashMap<>(before.columns());
        columns.remove(Mapping.OTHERS);
        for (int i = 0; i < sample.header().size(); i++) {
            String meaning = fields.getOrDefault("column-" + i, Mapping.ASIDE);
            chosen.put(i, meaning);
            columns.put(sample.header().labels().get(i), meaning);
        }
        String dates = fields.getOrDefault("dates", "");
        columns.keySet().retainAll(sample.header().labels());
        try {
            receiving.decide(
                    id,
                    new Mapping(columns, before.constants(), before.values(), dates.isEmpty() ? null : dates),
                    form);
            return "redirect:/submissions/" + id;
        } catch (BadInput mistake) {
            model.addAttribute(
                    "faults", mistake.faults().isEmpty() ? List.of(asFault(mistake)) : placed(mistake, sample));
            return mapping(model, filed, form, sample, before, chosen);
        }
    }

    /** A fault names a header; the page's field is named after the column's number. */
    private static List<BadInput.Fault> placed(BadInput mistake, Sample sample) {
        return mistake.faults().stream()
                .map(fault -> BadInput.Fault.field(
                        "column-" + sample.header().labels().indexOf(String.valueOf(fault.column())),
                        fault.value(),
                        fault.code(),
                        fault.message(),
                        fault.fix()))
                .toList();
    }

    private static BadInput.Fault asFault(BadInput mistake) {
        return BadInput.Fault.field("decide", null, mistake.code(), mistake.getMessage(), "");
    }
}
