package org.linchpin.statement;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.catalogue.Entries;
import org.linchpin.catalogue.Entry;
import org.linchpin.catalogue.Resolutions.Decision;
import org.linchpin.ownership.Relation;
import org.linchpin.ownership.Tie;
import org.linchpin.ownership.Ties;
import org.springframework.stereotype.Component;

/** Reads what somebody wants to state, from JSON or from a form, and says all that is wrong with it at once. */
@Component
class Drafting {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_KEY = 120;
    private static final int LONGEST_PATTERN = 300;
    private static final int SHORTEST_PREFIX = 2;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._ +-]*");
    private static final Pattern GRADES = Pattern.compile("[A-E]");
    private static final Map<String, String> CONFIDENCES = Map.of("HIGH", "A", "MEDIUM", "C", "LOW", "E");

    private final Entries entries;
    private final Ties ties;

    Drafting(Entries entries, Ties ties) {
        this.entries = entries;
        this.ties = ties;
    }

    /**
     * Checks a statement.
     *
     * @param key the thing's key where the address names it
     * @param before what is held true of it at present; what the body leaves out stays so
     * @param replaces for a tie the line that it corrects
     */
    Draft draft(
            Kind kind, @Nullable String key, Map<String, ?> said, Map<String, Object> before, @Nullable Long replaces) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Object> body = new LinkedHashMap<>(before);
        Map<String, Object> dates = new LinkedHashMap<>();
        List.of("validFrom", "validTo").forEach(field -> {
            Object kept = body.remove(field);
            Object date = said.containsKey(field) ? said.get(field) : kept;
            if (date != null) {
                dates.put(field, date);
            }
        });
        refuseUnknown(kind, said, faults);
        kind.fields().stream().filter(said::containsKey).forEach(field -> {
            Object value = cleaned(field, said.get(field), faults);
            if (value == null) {
                body.remove(field);
            } else {
                body.put(field, value);
            }
        });
        String subject = switch (kind) {
            case OWNERSHIP -> tie(body, faults);
            case WORDING -> words(String.valueOf(key), body, faults);
            default -> line(kind.entry().orElseThrow(), key, body, faults);
        };
        String from = date("validFrom", dates, faults);
        String to = date("validTo", dates, faults);
        if (from != null && to != null && !Tie.firstDay(to).isAfter(Tie.firstDay(from))) {
            faults.add(fault(
                    "validTo",
                    to,
                    "dates-order",
                    "validTo must be later than validFrom",
                    "Leave it out if it still holds"));
        }
        String source = text(said.get("source"));
        if (source == null) {
            faults.add(fault(
                    "source",
                    null,
                    "source-missing",
                    "Say where this comes from",
                    "An address, a document and its page, or the number of a source held here"));
        }
        String grade = grade(text(said.get("grade")), faults);
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return new Draft(kind, subject, body, from, to, String.valueOf(source), grade, text(said.get("why")), replaces);
    }

    /** Checks a statement about something that is not there yet. */
    Draft fresh(Kind kind, Map<String, ?> said) {
        Draft draft = draft(kind, null, said, Map.of(), null);
        if (entries.present(kind.entry().orElseThrow(), draft.subject()).isPresent()) {
            throw BadInput.conflict(
                    "there-already",
                    "%s is there already; state something else of it at its own address".formatted(draft.subject()));
        }
        return draft;
    }

    private static void refuseUnknown(Kind kind, Map<String, ?> said, List<Fault> faults) {
        String known = String.join(", ", kind.fields()) + ", " + String.join(", ", Kind.OF_ALL);
        said.forEach((field, value) -> {
            if (!kind.fields().contains(field) && !Kind.OF_ALL.contains(field)) {
                faults.add(
                        fault(field, null, "field-unknown", "There is no field " + field, "The fields are: " + known));
            } else if (String.valueOf(value).length() > LONGEST) {
                faults.add(fault(field, null, "too-long", field + " must be at most 2,000 characters", "Shorten it"));
            }
        });
    }

    private String line(Entry entry, @Nullable String key, Map<String, Object> body, List<Fault> faults) {
        String said = key == null ? text(body.get(entry.keyField())) : key;
        body.remove(entry.keyField());
        if (entry == Entry.MODULE) {
            usual(body);
            telling(body, faults);
        }
        for (Entry.Field field : entry.fields()) {
            Object value = body.get(field.name());
            if (value != null) {
                check(field, value, faults);
            } else if (field.required()) {
                faults.add(fault(field.name(), null, "missing", field.label() + " is missing", "Send " + field.name()));
            }
        }
        String made = said == null ? slug(entry, body) : said;
        if (made.length() > LONGEST_KEY || !KEY.matcher(made).matches()) {
            faults.add(fault(
                    entry.keyField(),
                    made,
                    "key-form",
                    entry.keyField() + " must be letters, digits and hyphens",
                    "For instance acme_modules"));
        }
        return made;
    }

    /** A family's modules begin with its prefix, and its business is its maker's, unless said otherwise. */
    private static void usual(Map<String, Object> body) {
        if (body.get("vendor") != null) {
            body.putIfAbsent("owner", body.get("vendor"));
        }
        if (body.get("prefix") != null) {
            body.putIfAbsent(
                    "pattern", "^" + String.valueOf(body.get("prefix")).replaceAll("([^A-Za-z0-9 _-])", "\\\\$1"));
        }
    }

    /** A prefix of signs alone would be the beginning of every module's name. */
    private static void telling(Map<String, Object> body, List<Fault> faults) {
        String prefix = text(body.get("prefix"));
        if (prefix != null && prefix.replaceAll("[^A-Za-z0-9]", "").length() < SHORTEST_PREFIX) {
            faults.add(fault(
                    "prefix",
                    prefix,
                    "prefix-short",
                    "prefix must hold at least two letters or digits",
                    "What the names of its modules begin with, such as EC25"));
        }
    }

    private static String slug(Entry entry, Map<String, Object> body) {
        List<String> names = switch (entry) {
            case VENDOR -> List.of("name");
            case MODULE -> List.of("vendor", "prefix");
            case EQUIPMENT -> List.of("maker", "model", "variant");
            case DESIGNATION -> List.of("measure", "targetName", "date");
        };
        String words = String.join(
                        " ",
                        names.stream()
                                .map(name -> String.valueOf(body.getOrDefault(name, "")))
                                .toList())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        return words.substring(0, Math.min(words.length(), LONGEST_KEY));
    }

    private void check(Entry.Field field, Object value, List<Fault> faults) {
        String words = String.valueOf(value);
        String wrong = switch (field.shape()) {
            case LIST -> value instanceof List ? "" : "must be a list of texts";
            case COUNTRY ->
                words.matches("[A-Z]{2}(/[A-Z]{2})*") ? "" : "must be a country of two capital letters, such as DE";
            case VENDOR -> entries.isVendor(words) ? "" : "names no vendor: there is no " + words;
            case ANSWER -> Set.of("yes", "no", "unknown").contains(words) ? "" : "must be yes, no or unknown";
            case DATE -> isDate(words) ? "" : "must be a date such as 2026-01-31";
            case PATTERN -> compiles(words) ? "" : "must be a regular expression that begins with ^";
            case TEXT -> value instanceof List ? "must be a text" : "";
        };
        if (!wrong.isEmpty()) {
            faults.add(fault(field.name(), words, "value-unfit", field.name() + " " + wrong, "Mend " + field.name()));
        }
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return pattern.startsWith("^") && pattern.length() <= LONGEST_PATTERN;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private String tie(Map<String, Object> body, List<Fault> faults) {
        String child = text(body.get("child"));
        String parent = text(body.get("parent"));
        boolean newChild = text(body.get("childName")) != null && keyLike(child);
        if (child == null || !newChild && ties.party(child).isEmpty()) {
            faults.add(fault(
                    "child",
                    child,
                    "child-unknown",
                    "child must be the key of an organisation held here, or a new key with childName",
                    "GET /api/v1/catalogue/vendors lists them"));
        }
        if (parent == null || !keyLike(parent)) {
            faults.add(fault(
                    "parent",
                    parent,
                    "parent-missing",
                    "parent must be the key of an organisation, or a new key with parentName",
                    "For instance acme_holding"));
        } else {
            Optional<Ties.Party> known = ties.party(parent);
            if (known.isEmpty() && text(body.get("parentName")) == null) {
                faults.add(fault(
                        "parent",
                        parent,
                        "parent-unknown",
                        "There is no organisation " + parent,
                        "Send parentName to make it known"));
            }
            known.ifPresent(party -> body.put("parentName", party.name()));
        }
        countries(body, faults);
        if (child != null && child.equals(parent)) {
            faults.add(fault("parent", parent, "parent-itself", "An organisation cannot own itself", "Name another"));
        }
        Optional<Relation> relation =
                Optional.ofNullable(text(body.get("relation"))).flatMap(Relation::of);
        if (relation.isEmpty()) {
            faults.add(fault(
                    "relation",
                    text(body.get("relation")),
                    "relation-unknown",
                    "There is no such relation",
                    "One of: "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Relation.values())
                                            .map(Relation::key)
                                            .toList())));
            return "";
        }
        body.put("relation", relation.get().key());
        percent(relation.get(), body, faults);
        return child + " " + relation.get().key() + " " + parent;
    }

    private static boolean keyLike(@Nullable String key) {
        return key != null && key.length() <= LONGEST_KEY && KEY.matcher(key).matches();
    }

    private static void countries(Map<String, Object> body, List<Fault> faults) {
        for (String field : List.of("childCountry", "parentCountry")) {
            String country = text(body.get(field));
            if (country != null && !country.matches("[A-Z]{2}")) {
                faults.add(fault(
                        field,
                        country,
                        "value-unfit",
                        field + " must be a country of two capital letters, such as DE",
                        "Mend " + field));
            }
        }
    }

    private static void percent(Relation relation, Map<String, Object> body, List<Fault> faults) {
        String said = text(body.get("percent"));
        if (said == null) {
            if (relation == Relation.EQUITY) {
                faults.add(fault(
                        "percent",
                        null,
                        "percent-missing",
                        "Equity needs its per cent",
                        "Send percent between 0 and 100"));
            }
            return;
        }
        Optional<BigDecimal> percent = number(said)
                .filter(one -> one.signum() >= 0 && one.compareTo(BigDecimal.valueOf(100)) <= 0)
                .filter(one -> one.stripTrailingZeros().scale() <= 4);
        percent.ifPresentOrElse(
                one -> body.put("percent", one),
                () -> faults.add(fault(
                        "percent",
                        said,
                        "percent-range",
                        "percent must be between 0 and 100, with at most four decimals",
                        "For instance 22.76")));
    }

    private static Optional<BigDecimal> number(String said) {
        return said.matches("-?[0-9]{1,9}(\\.[0-9]{1,20})?") ? Optional.of(new BigDecimal(said)) : Optional.empty();
    }

    private String words(String likeness, Map<String, Object> body, List<Fault> faults) {
        String said = text(body.get("decision"));
        Optional<Decision> decision = Arrays.stream(Decision.values())
                .filter(one -> one.key().equals(said))
                .findFirst();
        if (decision.isEmpty()) {
            faults.add(fault(
                    "decision",
                    said,
                    "decision-unknown",
                    "Choose what these words mean",
                    "One of: module, maker, none, not"));
            return likeness;
        }
        String vendor = text(body.get("vendor"));
        if (decision.get() == Decision.NONE) {
            body.remove("vendor");
        } else if (vendor == null || !entries.isVendor(vendor)) {
            faults.add(fault(
                    "vendor",
                    vendor,
                    "vendor-unknown",
                    "Choose the maker",
                    "GET /api/v1/catalogue/vendors lists them"));
        }
        if (decision.get() != Decision.MODULE) {
            body.remove("module");
        } else if (text(body.get("module")) == null) {
            faults.add(fault("module", null, "module-missing", "Enter the module", "For instance EC25-E"));
        }
        return likeness;
    }

    private static String grade(@Nullable String said, List<Fault> faults) {
        String grade = said == null ? "" : said.toUpperCase(Locale.ROOT);
        String letter = CONFIDENCES.getOrDefault(grade, grade);
        if (!GRADES.matcher(letter).matches()) {
            faults.add(fault(
                    "grade",
                    said,
                    "grade-unknown",
                    "Say how strong the evidence is: a grade from A to E",
                    "A is a document of the parties, E is a hint"));
        }
        return letter;
    }

    private static @Nullable String date(String field, Map<String, ?> said, List<Fault> faults) {
        String date = text(said.get(field));
        if (date != null && !isDate(date)) {
            faults.add(fault(
                    field,
                    date,
                    "date-form",
                    field + " must be a date such as 2026-01-31, 2026-01 or 2026",
                    "Write year-month-day"));
            return null;
        }
        return date;
    }

    private static boolean isDate(String said) {
        try {
            return said.matches("[0-9]{4}(-[0-9]{2}){0,2}")
                    && Tie.firstDay(said).getYear() > 1800;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static @Nullable Object cleaned(String field, @Nullable Object said, List<Fault> faults) {
        if (said instanceof Map) {
            faults.add(fault(
                    field, null, "type", field + " must be a text, a number or a list of texts", "Send another form"));
            return null;
        }
        return said instanceof String ? text(said) : said;
    }

    private static @Nullable String text(@Nullable Object said) {
        return said == null || String.valueOf(said).isBlank()
                ? null
                : String.valueOf(said).trim();
    }

    private static Fault fault(String field, @Nullable String value, String code, String message, String fix) {
        return Fault.field(field, value, code, message, fix);
    }
}
