package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list of parts that goes out inside the jar: it is there, it is whole, and each part may be passed on. */
class PartsTests {

    /** What a part may be licensed under to be passed on, unchanged, inside a program under Apache-2.0. */
    private static final Set<String> MAY_BE_PASSED_ON = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence",
            "EPL-2.0",
            "LGPL-2.1-or-later",
            "MIT",
            "Mozilla Public License Version 1.1",
            "Unicode-3.0");

    private static final List<JsonNode> PARTS = parts();

    private static List<JsonNode> parts() {
        try (InputStream list = PartsTests.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            assertThat(list)
                    .as("the list of parts, which Maven writes unless it is offline")
                    .isNotNull();
            JsonNode bom = JsonMapper.shared().readTree(list);
            assertThat(bom.get("bomFormat").stringValue()).isEqualTo("CycloneDX");
            return StreamSupport.stream(bom.get("components").spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the list of parts is not in the build", e);
        }
    }

    @Test
    void everyPartHasALicenceUnderWhichItMayBePassedOn() {
        assertThat(PARTS)
                .allSatisfy(part -> assertThat(licences(part)).as(name(part)).containsAnyElementsOf(MAY_BE_PASSED_ON));
    }

    @Test
    void everyPartIsToldByItsVersionItsAddressAndItsDigest() {
        assertThat(PARTS).hasSizeGreaterThan(100).allSatisfy(part -> {
            assertThat(part.get("purl").stringValue()).as(name(part)).startsWith("pkg:maven/");
            assertThat(part.get("version").stringValue()).as(name(part)).isNotBlank();
            assertThat(part.get("hashes")).as(name(part)).isNotEmpty();
        });
    }

    @Test
    void whatTheProgramIsMadeOfIsListedAndWhatTestsItIsNot() {
        assertThat(PARTS.stream().map(PartsTests::name).toList())
                .contains("org.postgresql:postgresql", "org.springframework:spring-core", "de.siegmar:fastcsv")
                .doesNotContain("org.assertj:assertj-core", "org.seleniumhq.selenium:selenium-api");
    }

    private static String name(JsonNode part) {
        return part.path("group").stringValue("") + ":" + part.get("name").stringValue();
    }

    /** One of several is enough where the giver lets one choose; words that are no known licence count as none. */
    private static List<String> licences(JsonNode part) {
        List<String> licences = new ArrayList<>();
        part.path("licenses").forEach(one -> {
            JsonNode licence = one.path("license");
            licences.add(licence.path("id").stringValue(licence.path("name").stringValue("")));
            licences.add(one.path("expression").stringValue(""));
        });
        return licences;
    }
}
