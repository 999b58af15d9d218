package org.linchpin.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.Header;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Proposals;
import org.linchpin.reading.Sample;
import org.linchpin.reading.TemplateColumn;
import org.linchpin.reading.Vocabulary;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a person says how a file is written, what its columns mean, and which of its rows count. */
@Controller
class MappingPage {

    /** Without any of these nobody knows what an asset is. */
    private static final Set<String> IDENTIFYING = Stream.of(
                    TemplateColumn.MANUFACTURER,
                    TemplateColumn.MODEL,
                    TemplateColumn.ORDER_CODE,
                    TemplateColumn.FIRMWARE,
                    TemplateColumn.MODULE_MANUFACTURER,
                    TemplateColumn.MODULE_MODEL,
                    TemplateColumn.FCC_ID,
                    TemplateColumn.IMEI_OR_TAC,
                    TemplateColumn.USB_ID)
            .map(TemplateColumn::key)
            .collect(Collectors.toSet());

    private static final List<String> PAIRS = List.of("latitude, longitude", "longitude, latitude");

    private final Desk desk;
    private final Receiving receiving;
    private final Mappings mappings;
    private final Vocabulary vocabulary;

    MappingPage(Desk desk, Receiving receiving, Mappings mappings, Vocabulary vocabulary) {
        this.desk = desk;
        this.receiving = receiving;
        this.mappings = mappings;
        this.vocabulary = vocabulary;
    }

    /**
     * A column of a file: where it stands, what it is called, what it holds, and what it is taken for.
     *
     * @param why by what it was told what it means; null where a person said so, or nobody can tell
     * @param news whether it is new since the header was decided about
     * @param amongWords whether its number must be taken out of words; null where it stands alone
     * @param ask what must be said of how its cells are written, {@code dates} or {@code units}; null where the rows show it
     * @param written what was said of that
     */
    record ColumnRow(
            int index,
            String letter,
            String label,
            String values,
            String chosen,
            @Nullable String why,
            boolean news,
            @Nullable Boolean amongWords,
            @Nullable String ask,
            String written) {

        public boolean used() {
            return !chosen.equals(Mapping.ASIDE);
        }
    }

    /** A choice in a list. */
    record Choice(String key, String name) {}

    /** A word of the operator's, and what it stands for. */
    record WordRow(String column, int index, String word, String chosen) {}

    /** What a person has chosen so far, however it came about. */
    private record Chosen(Map<Integer, String> meanings, Map<Integer, String> whys, Mapping mapping) {}

    @GetMapping("/submissions/{id}/mapping")
    @May(Action.UPLOAD)
    String mapping(Viewer viewer, @PathVariable long id, FileForm.Correction correction, Model model) {
        Desk.Filed filed = desk.submission(id);
        FileForm form = filed.submission().form();
        Sample sample;
        try {
            form = receiving.corrected(filed.submission(), correction.since(form));
            sample = receiving.sample(filed.submission(), form);
        } catch (BadInput mistake) {
            model.addAttribute("faults", mistake.faults().isEmpty() ? List.of(asFault(mistake)) : mistake.faults());
            form = filed.submission().form();
            sample = receiving.sample(filed.submission(), form);
        }
        Mapping before = mappings.read(filed.register().mapping());
        Mapping.Applied applied = before.to(sample);
        Map<Integer, String> meanings = new LinkedHashMap<>();
        Map<Integer, String> whys = new LinkedHashMap<>();
        List<String> labels = sample.header().labels();
        for (int i = 0; i < labels.size(); i++) {
            String said = before.columns().get(labels.get(i));
            if (said != null) {
                meanings.put(i, said);
            }
        }
        applied.byName().forEach((i, meaning) -> {
            if (meanings.putIfAbsent(i, meaning) == null) {
                whys.put(i, "from its name");
            }
        });
        Proposals.of(sample, applied, vocabulary).forEach((i, proposal) -> {
            meanings.putIfAbsent(i, proposal.meaning());
            whys.put(i, proposal.why());
        });
        model.addAttribute("typed", Map.of());
        return page(model, filed, form, sample, before, new Chosen(meanings, whys, before));
    }

    private String page(Model model, Desk.Filed filed, FileForm form, Sample sample, Mapping before, Chosen chosen) {
        List<String> labels = sample.header().labels();
        List<ColumnRow> columns = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String meaning = chosen.meanings().getOrDefault(i, Mapping.ASIDE);
            columns.add(new ColumnRow(
                    i,
                    Header.letter(i),
                    labels.get(i),
                    sample.values(i),
                    meaning,
                    chosen.whys().get(i),
                    !before.header().isEmpty() && !before.header().contains(labels.get(i)),
                    Proposals.amongWords(sample, i, meaning)
                            ? Boolean.valueOf(true)
                            : chosen.mapping().numbers().contains(meaning) ? Boolean.valueOf(true) : null,
                    ask(sample, i, meaning, chosen.mapping()),
                    written(meaning, chosen.mapping())));
        }
        model.addAttribute(
                "nameless",
                chosen.meanings().values().stream().noneMatch(IDENTIFYING::contains)
                        && chosen.mapping().constants().keySet().stream().noneMatch(IDENTIFYING::contains));
        model.addAttribute(
                "modelless",
                chosen.meanings().containsValue(TemplateColumn.MANUFACTURER.key())
                        && !chosen.meanings().containsValue(TemplateColumn.MODEL.key())
                        && !chosen.mapping().constants().containsKey(TemplateColumn.MODEL.key()));
        List<String> gone = before.columns().keySet().stream()
                .filter(label -> !label.equals(Mapping.OTHERS) && !labels.contains(label))
                .sorted()
                .toList();
        model.addAttribute("submission", filed.submission());
        model.addAttribute("register", filed.register());
        model.addAttribute("operator", filed.operator());
        model.addAttribute("used", columns.stream().filter(ColumnRow::used).toList());
        model.addAttribute("unused", columns.stream().filter(one -> !one.used()).toList());
        model.addAttribute("gone", gone);
        model.addAttribute("asBefore", before.form().asBefore(form));
        model.addAttribute("otherwise", before.form().changes(form));
        model.addAttribute("sample", sample);
        model.addAttribute(
                "rows", sample.rows().subList(0, Math.min(3, sample.rows().size())));
        model.addAttribute("meanings", meanings(chosen.meanings()));
        model.addAttribute("mapping", chosen.mapping());
        model.addAttribute("before", before);
        model.addAttribute("words", words(sample, chosen));
        model.addAttribute("vocabulary", choices());
        model.addAttribute("form", form);
        model.addAttribute("template", TemplateColumn.values());
        model.addAttribute("delimiters", choices(FileForm.delimiterNames(), form.delimiterName()));
        model.addAttribute("quotes", quotes(form.quoteName()));
        model.addAttribute("encodings", choices(FileForm.encodings(), form.encoding()));
        model.addAttribute(
                "sheets",
                receiving.sheets(filed.submission()).stream()
                        .map(name -> new Choice(name, name))
                        .toList());
        model.addAttribute(
                "orders",
                List.of(
                        new Choice("dmy", "day, month, year: 31/12/2025"),
                        new Choice("mdy", "month, day, year: 12/31/2025"),
                        new Choice("ymd", "year, month, day: 2025-12-31")));
        model.addAttribute(
                "units",
                List.of(new Choice("kw", "kilowatts"), new Choice("w", "watts"), new Choice("mw", "megawatts")));
        model.addAttribute(
                "decimals", List.of(new Choice("point", "a point: 3.7"), new Choice("comma", "a comma: 3,7")));
        return "register/mapping";
    }

    private static @Nullable String ask(Sample sample, int column, String meaning, Mapping mapping) {
        return TemplateColumn.of(meaning)
                .map(one -> one.kind() == TemplateColumn.Kind.DAY
                                && (mapping.dates().containsKey(meaning)
                                        || sample.ambiguousDays(column)
                                        || sample.mixedDays(column))
                        ? "dates"
                        : mapping.units().containsKey(meaning) ? "units" : null)
                .orElse(null);
    }

    private static String written(String meaning, Mapping mapping) {
        return mapping.dates().getOrDefault(meaning, mapping.units().getOrDefault(meaning, ""));
    }

    /** The names of a list, with the present one even if it is none of them. */
    private static List<Choice> choices(List<String> names, String present) {
        List<String> all = new ArrayList<>(names);
        if (!all.contains(present)) {
            all.add(present);
        }
        return all.stream().map(name -> new Choice(name, name)).toList();
    }

    private static List<Choice> quotes(String present) {
        List<Choice> all = new ArrayList<>(List.of(
                new Choice("double", "double quotation marks"),
                new Choice("single", "single quotation marks"),
                new Choice("none", "nothing: marks belong to cells")));
        if (all.stream().noneMatch(choice -> choice.key().equals(present))) {
            all.add(new Choice(present, present));
        }
        return all;
    }

    private static List<Choice> meanings(Map<Integer, String> chosen) {
        List<Choice> all = new ArrayList<>();
        for (TemplateColumn column : TemplateColumn.values()) {
            all.add(new Choice(column.key(), column.key() + ": " + column.meaning()));
        }
        PAIRS.forEach(pair -> all.add(new Choice(pair, "both in one cell: " + pair)));
        chosen.values().stream()
                .filter(meaning -> !meaning.equals(Mapping.ASIDE)
                        && all.stream().noneMatch(choice -> choice.key().equals(meaning)))
                .distinct()
                .forEach(meaning -> all.add(new Choice(meaning, meaning)));
        return all;
    }

    private List<WordRow> words(Sample sample, Chosen chosen) {
        Map<String, String> columns = new LinkedHashMap<>();
        chosen.meanings()
                .forEach((i, meaning) -> columns.put(sample.header().labels().get(i), meaning));
        Mapping mapping = chosen.mapping();
        Mapping now = new Mapping(
                columns,
                Map.of(),
                mapping.values(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                sample.header().labels(),
                mapping.form());
        List<WordRow> rows = new ArrayList<>();
        Proposals.unknownWords(sample, now, now.to(sample), vocabulary).forEach((column, words) -> {
            Map<String, String> said = mapping.values().getOrDefault(column, Map.of());
            for (int i = 0; i < words.size(); i++) {
                rows.add(new WordRow(column, i, words.get(i), said.getOrDefault(words.get(i), "")));
            }
        });
        return rows;
    }

    private Map<String, List<Choice>> choices() {
        return vocabulary.lists().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        list -> list.getValue().entrySet().stream()
                                .map(word -> new Choice(word.getKey(), word.getValue()))
                                .toList()));
    }

    @PostMapping("/submissions/{id}/mapping")
    @May(Action.UPLOAD)
    String decide(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam Map<String, String> fields,
            FileForm.Correction correction,
            Model model) {
        Desk.Filed filed = desk.submission(id);
        FileForm form = receiving.corrected(filed.submission(), correction);
        Sample sample = receiving.sample(filed.submission(), form);
        Mapping before = mappings.read(filed.register().mapping());
        Map<Integer, String> meanings = new LinkedHashMap<>();
        for (int i = 0; i < sample.header().size(); i++) {
            meanings.put(i, fields.getOrDefault("column-" + i, Mapping.ASIDE));
        }
        Mapping said = said(fields, sample, before, meanings);
        try {
            receiving.decide(id, said, form);
            return "redirect:/submissions/" + id;
        } catch (BadInput mistake) {
            model.addAttribute(
                    "faults", mistake.faults().isEmpty() ? List.of(asFault(mistake)) : placed(mistake, sample));
            model.addAttribute("typed", fields);
            return page(model, filed, form, sample, before, new Chosen(meanings, Map.of(), said));
        }
    }

    private static Mapping said(
            Map<String, String> fields, Sample sample, Mapping before, Map<Integer, String> meanings) {
        List<String> labels = sample.header().labels();
        Map<String, String> columns = new LinkedHashMap<>();
        List<String> numbers = new ArrayList<>();
        meanings.forEach((i, meaning) -> {
            columns.put(labels.get(i), meaning);
            if (fields.containsKey("number-" + i) && !meaning.equals(Mapping.ASIDE)) {
                numbers.add(meaning);
            }
        });
        Map<String, String> constants = new LinkedHashMap<>();
        before.constants().forEach((column, value) -> {
            if (fields.containsKey("constant-" + column)) {
                constants.put(column, value);
            }
        });
        String constant = fields.getOrDefault("constant-column", "");
        String value = fields.getOrDefault("constant-value", "").strip();
        if (!constant.isEmpty() && !value.isEmpty()) {
            constants.put(constant, value);
        }
        List<Mapping.LeftOut> leftOut = new ArrayList<>();
        for (int i = 0; i < before.leaveOut().size(); i++) {
            if (fields.containsKey("leave-" + i)) {
                leftOut.add(before.leaveOut().get(i));
            }
        }
        String words = fields.getOrDefault("leave-values", "").strip();
        String why = fields.getOrDefault("leave-why", "").strip();
        if (!words.isEmpty() || !why.isEmpty()) {
            leftOut.add(Mapping.LeftOut.typed(fields.getOrDefault("leave-column", ""), words, why));
        }
        return new Mapping(
                columns,
                constants,
                values(fields, before),
                written("dates", before.dates(), fields, meanings),
                written("decimal", before.decimal(), fields, meanings),
                written("units", before.units(), fields, meanings),
                numbers,
                leftOut,
                labels,
                before.form());
    }

    /** How cells are written: for all columns, and for those that were asked about or known before. */
    private static Map<String, String> written(
            String what, Map<String, String> before, Map<String, String> fields, Map<Integer, String> meanings) {
        Map<String, String> said = new LinkedHashMap<>(before);
        said.put(Mapping.OTHERS, fields.getOrDefault(what, ""));
        meanings.forEach((i, meaning) -> {
            String answer = fields.get(what + "-" + i);
            if (answer != null && !meaning.equals(Mapping.ASIDE)) {
                said.put(meaning, answer);
            }
        });
        said.values().removeIf(String::isEmpty);
        return said;
    }

    /** What the operator's words stand for: those that were asked for now, and those that were known before. */
    private static Map<String, Map<String, String>> values(Map<String, String> fields, Mapping before) {
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        before.values().forEach((column, words) -> values.put(column, new LinkedHashMap<>(words)));
        fields.forEach((name, meaning) -> {
            if (name.startsWith("word-")) {
                String column = name.substring("word-".length(), name.lastIndexOf('-'));
                String word = fields.getOrDefault("said-" + name.substring("word-".length()), "");
                Map<String, String> words = values.computeIfAbsent(column, key -> new LinkedHashMap<>());
                if (meaning.isEmpty()) {
                    words.remove(word);
                } else {
                    words.put(word, meaning);
                }
            }
        });
        values.values().removeIf(Map::isEmpty);
        return values;
    }

    /** A fault names a header; the page's field is named after the column's number. */
    private static List<BadInput.Fault> placed(BadInput mistake, Sample sample) {
        return mistake.faults().stream()
                .map(fault -> {
                    int at = sample.header().labels().indexOf(String.valueOf(fault.column()));
                    return BadInput.Fault.field(
                            at < 0 ? "leave-values" : "column-" + at,
                            fault.value(),
                            fault.code(),
                            fault.message(),
                            fault.fix());
                })
                .toList();
    }

    private static BadInput.Fault asFault(BadInput mistake) {
        return BadInput.Fault.field("decide", null, mistake.code(), mistake.getMessage(), "");
    }
}
