package org.linchpin.ownership;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.linchpin.access.Sha256;
import org.springframework.stereotype.Component;

/**
 * Ownership as statements of the Beneficial Ownership Data Standard 0.4. Licences, factories, likeness and sales of a business
 * are no ownership or control of a firm, so they are left out.
 */
@Component
class Bods {

    private static final String VERSION = "0.4";

    private final Dossier dossier;

    Bods(Dossier dossier) {
        this.dossier = dossier;
    }

    /** All standing ties of ownership and control, each after the parties that it joins. */
    List<Map<String, Object>> statements() {
        List<Dossier.Ownership> ties = dossier.standing().stream()
                .filter(tie -> interest(tie) != Interest.NONE)
                .toList();
        Map<String, Dossier.Party> parties = dossier.parties();
        Set<String> named = new LinkedHashSet<>();
        ties.forEach(tie -> {
            named.add(tie.child());
            named.add(tie.parent());
        });
        List<Map<String, Object>> statements = new ArrayList<>();
        named.forEach(key -> statements.add(party(Objects.requireNonNull(parties.get(key)))));
        ties.forEach(tie -> statements.add(relationship(tie)));
        return statements;
    }

    private enum Interest {
        SHAREHOLDING("shareholding"),
        INFLUENCE("otherInfluenceOrControl"),
        NONE("");

        private final String code;

        Interest(String code) {
            this.code = code;
        }
    }

    private static Interest interest(Dossier.Ownership tie) {
        return Relation.of(tie.relation())
                .map(relation -> switch (relation.nature()) {
                    case OWNS -> Interest.SHAREHOLDING;
                    case CONTROLS, CONCERT, FOUNDED -> Interest.INFLUENCE;
                    case MOVED, DEPENDS, NONE -> Interest.NONE;
                })
                .orElse(Interest.NONE);
    }

    private static Map<String, Object> party(Dossier.Party party) {
        boolean person = party.kind().equals("person");
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("isComponent", false);
        if (person) {
            details.put("personType", "knownPerson");
            details.put("names", List.of(Map.of("fullName", party.name())));
        } else {
            details.put("entityType", Map.of("type", party.kind().equals("state") ? "state" : "registeredEntity"));
            details.put("name", party.name());
            String country = party.country();
            if (country != null && country.matches("[A-Z]{2}")) {
                details.put(
                        "jurisdiction",
                        Map.of(
                                "code",
                                country,
                                "name",
                                new Locale.Builder().setRegion(country).build().getDisplayCountry(Locale.UK)));
            }
        }
        return statement(
                record(party.key()),
                record(party.key()),
                person ? "person" : "entity",
                today(),
                details,
                party.sources());
    }

    private static Map<String, Object> relationship(Dossier.Ownership tie) {
        Map<String, Object> interest = new LinkedHashMap<>();
        interest.put("type", interest(tie).code);
        interest.put("directOrIndirect", "direct");
        interest.put("beneficialOwnershipOrControl", false);
        Double percent = tie.percent();
        if (percent != null && interest(tie) == Interest.SHAREHOLDING) {
            interest.put("share", Map.of("exact", percent));
        }
        String from = tie.validFrom();
        if (from != null) {
            interest.put("startDate", Tie.firstDay(from).toString());
        }
        String to = tie.validTo();
        if (to != null) {
            interest.put("endDate", Tie.firstDay(to).toString());
        }
        interest.put(
                "details", tie.words() + (from == null ? "" : ", since " + from) + ", confidence " + tie.confidence());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("isComponent", false);
        details.put("subject", record(tie.child()));
        details.put("interestedParty", record(tie.parent()));
        details.put("interests", List.of(interest));
        return statement(
                record(tie.child()),
                "linchpin-tie-" + tie.id(),
                "relationship",
                tie.recordedAt().toLocalDate().toString(),
                details,
                tie.sources());
    }

    private static Map<String, Object> statement(
            String subject,
            String record,
            String type,
            String date,
            Map<String, Object> details,
            List<String> sources) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("statementId", "linchpin-" + digest(record + details));
        statement.put("declarationSubject", subject);
        statement.put("statementDate", date);
        statement.put("recordId", record);
        statement.put("recordStatus", "new");
        statement.put("recordType", type);
        statement.put(
                "publicationDetails",
                Map.of("publicationDate", today(), "bodsVersion", VERSION, "publisher", Map.of("name", "Linchpin")));
        if (!sources.isEmpty()) {
            statement.put("source", Map.of("type", List.of("thirdParty"), "description", String.join(", ", sources)));
        }
        statement.put("recordDetails", details);
        return statement;
    }

    private static String record(String key) {
        return BodsParties.OWN + key;
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private static String digest(String words) {
        return HexFormat.of().formatHex(Sha256.of(words.getBytes(StandardCharsets.UTF_8)), 0, 20);
    }
}
