package org.linchpin.ownership;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.linchpin.Patience;
import org.linchpin.access.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any bytes as a file of ownership; or, where they begin with a sign that begins none, as changes to one that is right: {@code !17=value} puts
 * a value, JSON or else a text, in the seventeenth place of it. Most that is wrong in JSON never comes past the form.
 */
public final class OwnershipTarget {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final BodsParties HELD = new BodsParties(held());
    private static final String RIGHT = """
            [{"statementId": "1dc0e987-5c57-4a1c-b3ad-61353b66a9b7", "declarationSubject": "c", "statementDate": "2024-02-01",
              "publicationDetails": {"publicationDate": "2024-02-02", "bodsVersion": "0.4", "publisher": {"name": "A register"}},
              "recordId": "c", "recordStatus": "new", "recordType": "entity",
              "recordDetails": {"isComponent": false, "entityType": {"type": "registeredEntity"}, "name": "Profitech Ltd",
                "jurisdiction": {"name": "Germany", "code": "DE"},
                "identifiers": [{"scheme": "DE-CR", "schemeName": "A register", "id": "06981852"}]}},
             {"statementId": "019a93f1-e470-42e9-957b-03559861b2e2", "declarationSubject": "c", "statementDate": "2024-02-01",
              "publicationDetails": {"publicationDate": "2024-02-02", "bodsVersion": "0.4", "publisher": {"name": "A register"}},
              "recordId": "p", "recordStatus": "new", "recordType": "person",
              "recordDetails": {"isComponent": false, "personType": "knownPerson",
                "names": [{"type": "legal", "fullName": "Jennifer Hewitson-Smith"}]}},
             {"statementId": "fbfd0547-d0c6-4a00-b559-5c5e91c34f5c", "declarationSubject": "c", "statementDate": "2024-02-01",
              "publicationDetails": {"publicationDate": "2024-02-02", "bodsVersion": "0.4", "publisher": {"name": "A register"}},
              "source": {"type": ["officialRegister"], "url": "https://example.org/1", "description": "a register"},
              "recordId": "r", "recordStatus": "new", "recordType": "relationship",
              "recordDetails": {"isComponent": false, "subject": "c", "interestedParty": "p",
                "interests": [
                  {"type": "shareholding", "directOrIndirect": "direct", "beneficialOwnershipOrControl": true,
                   "startDate": "2016-04-06", "share": {"exact": 100}},
                  {"type": "votingRights", "directOrIndirect": "indirect", "startDate": "2017-04-06", "endDate": "2020-04-06",
                   "share": {"minimum": 50, "exclusiveMaximum": 75}},
                  {"type": "otherInfluenceOrControl", "details": "acting_in_concert; as declared"}]}}]
            """;
    private static final int MOST_CHANGES = 20;

    private OwnershipTarget() {}

    private static List<BodsParties.Held> held() {
        return OwnershipFiles.lines("vendors.csv").stream()
                .map(OwnershipTarget::held)
                .toList();
    }

    private static BodsParties.Held held(NamedCsvRecord line) {
        return new BodsParties.Held(line.getField("vendor_id"), line.getField("display_name"), List.of());
    }

    /** Once before anything is measured, so that loading the program is not counted. */
    public static void fuzzerInitialize() {
        if (BodsFile.read(JSON, RIGHT, () -> HELD).ties().isEmpty()) {
            throw new IllegalStateException("the file that is changed states nothing");
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String file = text.startsWith("!") ? changed(text.split("!", MOST_CHANGES)) : text;
        Patience.within(() -> read(file));
    }

    private static void read(String file) {
        try {
            BodsFile.read(JSON, file, () -> HELD);
        } catch (BadInput refused) {
            if (refused.status().is5xxServerError()) {
                throw refused;
            }
        }
    }

    private static String changed(String[] changes) {
        JsonNode file = JSON.readTree(RIGHT);
        for (String change : changes) {
            int at = change.indexOf('=');
            if (at >= 0) {
                List<Runnable> places = new ArrayList<>();
                JsonNode value = value(change.substring(at + 1));
                places(file, value, places);
                places.get(Math.floorMod(change.substring(0, at).hashCode(), places.size()))
                        .run();
            }
        }
        try {
            return JSON.writeValueAsString(file);
        } catch (JacksonException tooDeep) {
            return RIGHT;
        }
    }

    private static JsonNode value(String said) {
        try {
            JsonNode value = JSON.readTree(said);
            return value.isMissingNode() ? JSON.getNodeFactory().stringNode(said) : value;
        } catch (JacksonException text) {
            return JSON.getNodeFactory().stringNode(said);
        }
    }

    /** How to put a value wherever one stands. */
    private static void places(JsonNode in, JsonNode value, List<Runnable> places) {
        if (in instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                places.add(() -> object.set(name, value));
                places(object.get(name), value, places);
            }
        } else if (in instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int place = i;
                places.add(() -> array.set(place, value));
                places(array.get(i), value, places);
            }
        }
    }
}
