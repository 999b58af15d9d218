package org.linchpin.ownership;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.ownership.BodsFile.Aside;
import org.linchpin.ownership.BodsFile.Content;
import org.linchpin.ownership.BodsFile.Said;
import tools.jackson.databind.JsonNode;

/** One relationship of a file through all its statements: what held from when until when, in the terms of the rules here. */
final class BodsRelationship {

    private static final BigDecimal HALF = BigDecimal.valueOf(50);

    /** The smallest step above a limit that is not itself included. */
    private static final BigDecimal STEP = new BigDecimal("0.0001");

    private static final Set<String> CONTROL = Set.of(
            "appointmentOfBoard",
            "otherInfluenceOrControl",
            "controlViaCompanyRulesOrArticles",
            "controlByLegalFramework");

    private final String record;
    private final Ties.Party child;
    private final Ties.Party parent;
    private final Map<Relation, Spell> open = new EnumMap<>(Relation.class);

    BodsRelationship(String record, Ties.@Nullable Party child, Ties.@Nullable Party parent) {
        this.record = record;
        this.child = Objects.requireNonNull(child);
        this.parent = Objects.requireNonNull(parent);
    }

    /** What an interest amounts to. */
    private record Holding(
            Relation relation,
            @Nullable BigDecimal percent,
            @Nullable String basis) {

        boolean as(Holding other) {
            return relation == other.relation
                    && (percent == null
                            ? other.percent == null
                            : other.percent != null && percent.compareTo(other.percent) == 0);
        }
    }

    private record Spell(Holding holding, @Nullable LocalDate from, String note) {}

    /** @param versions its statements in the order of their days */
    void read(List<JsonNode> versions, Content content) {
        for (JsonNode version : versions) {
            boolean last = version == versions.get(versions.size() - 1);
            version(version, content, last);
        }
        open.values().forEach(spell -> end(spell, null, content));
    }

    private void version(JsonNode statement, Content content, boolean last) {
        LocalDate declared = BodsFile.declared(statement);
        JsonNode details = statement.path("recordDetails");
        Map<Relation, JsonNode> found = new EnumMap<>(Relation.class);
        Map<Relation, Holding> holdings = new EnumMap<>(Relation.class);
        if (details.path("interests").isEmpty() && last) {
            content.aside().add(new Aside(record, "interest-missing", "It states no interest"));
        }
        for (JsonNode interest : details.path("interests")) {
            Optional<Holding> holding = holding(interest, details, last ? content : null);
            holding.filter(one -> !holdings.containsKey(one.relation())).ifPresent(one -> {
                holdings.put(one.relation(), one);
                found.put(one.relation(), interest);
            });
        }
        Set.copyOf(open.keySet()).stream()
                .filter(relation -> !holdings.containsKey(relation))
                .forEach(relation -> close(relation, declared, content));
        holdings.forEach((relation, holding) -> {
            JsonNode interest = Objects.requireNonNull(found.get(relation));
            held(holding, interest, declared, note(statement, interest), content);
        });
        if (statement.path("recordStatus").asString("").equals("closed")) {
            Set.copyOf(open.keySet()).forEach(relation -> close(relation, declared, content));
        }
    }

    private void held(Holding holding, JsonNode interest, LocalDate declared, String note, Content content) {
        Relation relation = holding.relation();
        LocalDate start = day(interest, "startDate");
        Spell before = open.get(relation);
        if (before == null) {
            open.put(relation, new Spell(holding, start, note));
        } else if (!before.holding().as(holding)) {
            boolean later = start != null && (before.from() == null || start.isAfter(before.from()));
            LocalDate changed = later ? start : declared;
            close(relation, changed, content);
            open.put(relation, new Spell(holding, changed, note));
        }
        LocalDate end = day(interest, "endDate");
        if (end != null) {
            close(relation, end, content);
        }
    }

    private void close(Relation relation, @Nullable LocalDate on, Content content) {
        Spell spell = open.remove(relation);
        if (spell != null) {
            end(spell, on, content);
        }
    }

    /** A spell that was replaced on the day it began never held. */
    private void end(Spell spell, @Nullable LocalDate on, Content content) {
        LocalDate from = spell.from();
        if (from == null || on == null || on.isAfter(from)) {
            content.ties()
                    .add(new Said(
                            record,
                            child,
                            parent,
                            spell.holding().relation(),
                            spell.holding().percent(),
                            spell.holding().basis(),
                            from == null ? null : from.toString(),
                            on == null ? null : on.toString(),
                            spell.note()));
        }
    }

    private static @Nullable LocalDate day(JsonNode interest, String field) {
        return interest.has(field) ? LocalDate.parse(interest.path(field).asString()) : null;
    }

    /** @param content where to say why an interest is left aside; null where that has been or will be said */
    private Optional<Holding> holding(JsonNode interest, JsonNode details, @Nullable Content content) {
        String type = interest.path("type").asString("");
        boolean indirect = interest.path("directOrIndirect").asString("").equals("indirect");
        String refusal = "";
        Holding holding = null;
        if (indirect && !details.path("componentRecords").isEmpty()) {
            refusal = "interest-indirect: An indirect interest follows from its parts, which the file states";
        } else if (type.equals("shareholding")) {
            holding = shares(interest, indirect);
            refusal = holding == null ? "share-missing: It does not say how large a part of the shares at least" : "";
        } else if (type.equals("votingRights")) {
            BigDecimal votes = least(interest.path("share"));
            boolean controls = votes != null && votes.compareTo(HALF) > 0;
            holding = controls ? new Holding(Relation.CONTROLLING_SHAREHOLDER, null, null) : null;
            refusal = controls ? "" : "votes-half: Half of the votes or fewer control nothing by themselves";
        } else if (CONTROL.contains(type)) {
            holding = new Holding(control(type, interest.path("details").asString("")), null, null);
        } else {
            refusal = type.isEmpty()
                    ? "interest-untyped: It does not say what kind of interest it is"
                    : "interest-other: " + words(type) + " is neither ownership nor control as it is counted here";
        }
        if (holding == null && content != null) {
            String[] both = refusal.split(": ", 2);
            content.aside().add(new Aside(record, both[0], both[1]));
        }
        return Optional.ofNullable(holding);
    }

    /** What this software writes comes back as what it was. */
    private static Relation control(String type, String details) {
        return Optional.of(details.split("[;,]", 2)[0])
                .filter(any -> type.equals("otherInfluenceOrControl"))
                .flatMap(Relation::of)
                .filter(relation -> Set.of(Relation.Nature.CONTROLS, Relation.Nature.CONCERT, Relation.Nature.FOUNDED)
                        .contains(relation.nature()))
                .orElse(Relation.CONTROLLING_SHAREHOLDER);
    }

    private @Nullable Holding shares(JsonNode interest, boolean indirect) {
        Relation relation = parent.kind().equals("state") ? Relation.STATE_OWNERSHIP : Relation.EQUITY;
        JsonNode share = interest.path("share");
        BigDecimal least = least(share);
        if (least == null) {
            return relation == Relation.STATE_OWNERSHIP && share.isMissingNode()
                    ? new Holding(relation, null, null)
                    : null;
        }
        String range = share.has("exact") || least.compareTo(number(share, "maximum", least.negate())) == 0
                ? ""
                : range(share);
        String basis = (range + (indirect ? (range.isEmpty() ? "" : "; ") + "indirect, as declared" : "")).strip();
        return new Holding(relation, least, basis.isEmpty() ? null : basis);
    }

    /** The least that the share can be; null where the file gives no lower limit. */
    private static @Nullable BigDecimal least(JsonNode share) {
        if (share.has("exact")) {
            return rounded(share.path("exact"));
        }
        if (share.has("minimum")) {
            return rounded(share.path("minimum"));
        }
        return share.has("exclusiveMinimum")
                ? rounded(share.path("exclusiveMinimum")).add(STEP).min(BigDecimal.valueOf(100))
                : null;
    }

    private static BigDecimal rounded(JsonNode number) {
        BigDecimal plain = number.decimalValue().setScale(4, RoundingMode.DOWN).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static BigDecimal number(JsonNode share, String field, BigDecimal otherwise) {
        return share.has(field) ? share.path(field).decimalValue() : otherwise;
    }

    private static String range(JsonNode share) {
        String low = share.has("minimum")
                ? "at least " + share.path("minimum").asString() + "%"
                : "more than " + share.path("exclusiveMinimum").asString() + "%";
        String high = share.has("maximum")
                ? ", at most " + share.path("maximum").asString() + "%"
                : share.has("exclusiveMaximum")
                        ? ", less than " + share.path("exclusiveMaximum").asString() + "%"
                        : "";
        return low + high + "; the least is counted";
    }

    private static String words(String type) {
        String words = type.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String note(JsonNode statement, JsonNode interest) {
        StringBuilder note = new StringBuilder(
                "BODS statement " + statement.path("statementId").asString());
        String publisher = statement
                .path("publicationDetails")
                .path("publisher")
                .path("name")
                .asString("");
        String source = statement
                .path("source")
                .path("url")
                .asString(statement.path("source").path("description").asString(""));
        String details = interest.path("details").asString("");
        note.append(publisher.isEmpty() ? "" : " of " + publisher)
                .append(source.isEmpty() ? "" : ", source " + source)
                .append(details.isEmpty() ? "" : ": " + details);
        return note.length() > 1_000 ? note.substring(0, 999) + "…" : note.toString();
    }
}
