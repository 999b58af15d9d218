package org.linchpin.ownership;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a file of the Beneficial Ownership Data Standard 0.4 as ties. What has not the form is refused as a whole; of what
 * has it, whatever is no ownership or control as the rules here count it is left aside, with its reason.
 */
@Component
public class BodsFile {

    private final JsonMapper json;
    private final JdbcClient jdbc;

    BodsFile(JsonMapper json, JdbcClient jdbc) {
        this.json = json;
        this.jdbc = jdbc;
    }

    /**
     * A tie that the file states.
     *
     * @param record the publisher's number of the relationship, the same in every later statement of it
     * @param basis what a per cent is where the file gives a range or an indirect holding
     */
    public record Said(
            String record,
            Ties.Party child,
            Ties.Party parent,
            Relation relation,
            @Nullable BigDecimal percent,
            @Nullable String basis,
            @Nullable String from,
            @Nullable String to,
            String note) {}

    /** A relationship that states nothing that counts here, and why. */
    public record Aside(String record, String code, String reason) {}

    /** What a file says. */
    public record Content(List<Said> ties, List<Aside> aside) {}

    @Transactional(readOnly = true)
    public Content read(String text) {
        return read(json, text, () -> BodsParties.of(jdbc));
    }

    /** @param parties who is held here, asked only where the file has the form */
    static Content read(JsonMapper json, String text, Supplier<BodsParties> parties) {
        String whole = text.isBlank() ? "null" : text;
        JsonNode file = parsed(json, whole);
        List<Fault> faults = new ArrayList<>(BodsSchema.faults(whole));
        if (faults.isEmpty()) {
            faults.addAll(twice(file));
        }
        if (!faults.isEmpty()) {
            throw refused(
                    "bods-form", "The file has not the form of the Beneficial Ownership Data Standard 0.4", faults);
        }
        return content(file, parties.get());
    }

    private static JsonNode parsed(JsonMapper json, String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ": line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw refused("bods-json", "This is no JSON that can be read" + place, List.of());
        }
    }

    private static BadInput refused(String code, String message, List<Fault> faults) {
        return new BadInput(
                HttpStatus.UNPROCESSABLE_CONTENT,
                code,
                message,
                faults.isEmpty()
                        ? List.of(Fault.field(
                                "file", null, code, message, "Send a list of statements of the standard, as JSON"))
                        : faults);
    }

    private static List<Fault> twice(JsonNode file) {
        Set<String> seen = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        int at = 0;
        for (JsonNode statement : file) {
            String id = statement.path("statementId").asString();
            if (!seen.add(id)) {
                faults.add(Fault.field(
                        "/" + at + "/statementId",
                        id,
                        "bods-twice",
                        "Two statements have the number " + id,
                        "Give each statement a number of its own"));
            }
            at++;
        }
        return faults;
    }

    private static Content content(JsonNode file, BodsParties parties) {
        Map<String, Ties.Party> known = new HashMap<>();
        Set<String> records = new HashSet<>();
        Map<String, List<JsonNode>> relationships = new LinkedHashMap<>();
        inOrder(file).forEach(statement -> {
            String record = statement.path("recordId").asString();
            if (statement.path("recordType").asString().equals("relationship")) {
                relationships.computeIfAbsent(record, any -> new ArrayList<>()).add(statement);
            } else {
                records.add(record);
                parties.of(statement).ifPresent(party -> known.put(record, party));
            }
        });
        Content content = new Content(new ArrayList<>(), new ArrayList<>());
        relationships.forEach((record, versions) -> {
            JsonNode last = versions.get(versions.size() - 1).path("recordDetails");
            Optional<Aside> open = open(record, last, records, known);
            if (open.isPresent()) {
                content.aside().add(open.get());
            } else {
                Ties.Party child = known.get(last.path("subject").asString());
                Ties.Party parent = known.get(last.path("interestedParty").asString());
                new BodsRelationship(record, child, parent).read(versions, content);
            }
        });
        return content;
    }

    /** By the day of declaration, and on one day as the file has them. */
    private static List<JsonNode> inOrder(JsonNode file) {
        List<JsonNode> statements = new ArrayList<>();
        file.forEach(statements::add);
        statements.sort(Comparator.comparing(BodsFile::declared));
        return statements;
    }

    static LocalDate declared(JsonNode statement) {
        return LocalDate.parse(statement.path("statementDate").asString().substring(0, 10));
    }

    /** Why a relationship joins no two parties, if it does not. */
    private static Optional<Aside> open(
            String record, JsonNode details, Set<String> records, Map<String, Ties.Party> known) {
        for (String end : List.of("subject", "interestedParty")) {
            JsonNode party = details.path(end);
            if (party.isObject()) {
                return Optional.of(new Aside(
                        record,
                        "party-unspecified",
                        "The " + words(end) + " is not named: "
                                + party.path("reason").asString()));
            }
            if (!records.contains(party.asString())) {
                return Optional.of(new Aside(
                        record,
                        "party-missing",
                        "The file has no record " + party.asString() + " of the " + words(end)));
            }
            if (!known.containsKey(party.asString())) {
                return Optional.of(new Aside(record, "party-nameless", "The " + words(end) + " has no name"));
            }
        }
        String subject = details.path("subject").asString();
        return subject.equals(details.path("interestedParty").asString())
                ? Optional.of(new Aside(record, "party-itself", "An organisation cannot own itself"))
                : Optional.empty();
    }

    private static String words(String end) {
        return end.equals("subject") ? "owned party" : "interested party";
    }
}
