package org.linchpin.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.LinchpinTest;
import org.linchpin.Statements;
import org.linchpin.recognition.Wording;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@LinchpinTest
class CatalogueDatabaseTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Wordings wordings;

    @Autowired
    Regions regions;

    @Autowired
    AssetClasses assetClasses;

    @ParameterizedTest(name = "{0} fills {1}")
    @CsvSource({
        "sources.csv, source",
        "ownership.csv, ownership",
        "designations.csv, designation",
        "module_families.csv, module_family",
        "identifiers.csv, identifier",
        "device_models.csv, equipment",
        "sectors.csv, sector",
        "regions.csv, region",
        "asset_classes.csv, asset_class",
        "cost_parameters.csv, cost_parameter",
        "bands.csv, band",
        "deflators.csv, deflator",
        "discount_rates.csv, discount_rate",
        "network_sunsets.csv, network_sunset",
        "outside_views.csv, outside_view"
    })
    void everyLineOfTheReferenceDataIsThereOnce(String file, String table) {
        String ofTheReference = switch (table) {
            case "source" -> "id not like 'ST%'";
            case "ownership" -> "author = 'reference' and retracted_at is null";
            case "designation", "module_family", "equipment" -> "stated_by is null";
            default -> "true";
        };
        assertThat(jdbc.sql("select count(*) from " + table + " where " + ofTheReference)
                        .query(Long.class)
                        .single())
                .isEqualTo(ReferenceData.lines(file).size());
    }

    @Test
    void everySourceThatALineNamesExists() {
        List<String> unknown = jdbc.sql("""
            select distinct split_part(trim(s), ' ', 1) from (
                select unnest(sources) s from organisation union all select unnest(sources) from ownership
                union all select unnest(sources) from designation union all select unnest(sources) from module_family
                union all select unnest(sources) from identifier union all select unnest(sources) from equipment
                union all select unnest(sources) from cost_parameter) named
            where split_part(trim(s), ' ', 1) not in (select id from source) and s not like 'R00%'
            """).query(String.class).list();
        assertThat(unknown).isEmpty();
    }

    @Test
    void aWordingIsKeptOnceHoweverManyAskAtOnce() throws Exception {
        Wording wording = new Wording("", "", "", "", "", "Quectel", "EC25-" + System.nanoTime(), "", "", "");
        ExecutorService many = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asking.add(() -> wordings.idsOf(List.of(wording)).get(wording));
        }
        List<Integer> ids = new ArrayList<>();
        for (Future<Integer> answer : many.invokeAll(asking)) {
            ids.add(answer.get());
        }
        many.shutdown();
        assertThat(ids).allMatch(ids.get(0)::equals);
        assertThat(jdbc.sql("select outcome from wording where id = ?")
                        .param(ids.get(0))
                        .query(String.class)
                        .single())
                .isEqualTo("certain");
        assertThat(jdbc.sql("select count(*) from candidate where wording_id = ?")
                        .param(ids.get(0))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aKnownWordingCostsALookUpInMemoryAndNoStatement() {
        Wording wording = new Wording("", "", "", "", "", "Quectel", "EC21-" + System.nanoTime(), "", "", "");
        Integer id = wordings.idsOf(List.of(wording)).get(wording);
        assertThat(Statements.during(
                        () -> assertThat(wordings.idsOf(List.of(wording))).containsValue(id)))
                .isZero();
    }

    @Test
    void recognisingAgainWithTheSameKnowledgeChangesNothing() {
        Wording wording = new Wording("Teltonika", "RUT955", "", "", "", "", "", "", "", "");
        Integer id = wordings.idsOf(List.of(wording)).get(wording);
        List<Map<String, Object>> before = candidates(id);
        wordings.recogniseAgain();
        assertThat(candidates(id)).isEqualTo(before).isNotEmpty();
    }

    private List<Map<String, Object>> candidates(Integer id) {
        return jdbc.sql("select position, vendor_key, maker_key, family_key, module, grade, reason from candidate"
                        + " where wording_id = ? order by position")
                .param(id)
                .query()
                .listOfRows();
    }

    @ParameterizedTest(name = "{0}, {1} lies in {2}")
    @CsvSource({
        "51.5074, -0.1278, TLI",
        "55.9533, -3.1883, TLM",
        "51.4816, -3.1791, TLL",
        "54.5973, -5.9301, TLN",
        "53.4808, -2.2426, TLD",
        "30.2672, -97.7431, "
    })
    void aPlaceLiesInItsRegion(double latitude, double longitude, String region) {
        assertThat(regions.at(latitude, longitude).orElse(null)).isEqualTo(region);
    }

    @Test
    void aPostcodeWhoseAreaCrossesABoundaryIsNotGuessed() {
        assertThat(regions.ofPostcode("M1 1AE")).contains("TLD");
        assertThat(regions.ofPostcode("DA1 1AA")).isEmpty();
        assertThat(regions.ofPostcode("nonsense")).isEmpty();
        assertThat(regions.codeOf("yorkshire & the humber")).isEmpty();
        assertThat(regions.codeOf("Yorkshire and The Humber")).contains("TLE");
    }

    @Test
    void aKindOfEquipmentIsFoundHoweverItIsWritten() {
        assertThat(assetClasses.keyOf("EV Charger")).contains("ev_charger");
        assertThat(assetClasses.keyOf("smart meters")).contains("smart_meter");
        assertThat(assetClasses.keyOf("CCTV camera")).contains("camera");
        assertThat(assetClasses.keyOf("teapot")).isEmpty();
    }
}
