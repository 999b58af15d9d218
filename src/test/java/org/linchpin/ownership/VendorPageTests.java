package org.linchpin.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

@LinchpinTest
class VendorPageTests {

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    static List<String> vendors() {
        return OwnershipFiles.lines("vendors.csv").stream()
                .map(line -> line.getField("vendor_id"))
                .toList();
    }

    private Document page(String vendor) throws Exception {
        return Jsoup.parse(mvc.perform(get("/catalogue/vendors/" + vendor)
                        .with(Person.of(application, Role.OFFICIAL).signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    /** Case 7 of the founding article's tests. */
    @ParameterizedTest
    @MethodSource("vendors")
    void everyVendorPageSaysWhatAListingDoesNotSayAndWhatTheCompanySays(String vendor) throws Exception {
        Document page = page(vendor);
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("[aria-labelledby=listings]").text())
                .contains("What a listing does not say")
                .contains("The company’s own statement");
        assertThat(page.text().toLowerCase()).doesNotContain("malicious").doesNotContain("banned");
    }

    @Test
    void aListedVendorShowsListDateAndEffectAndItsReply() throws Exception {
        Document page = page("quectel");
        assertThat(page.select(".tag--listed").eachText()).contains("named, 2025-01-07");
        assertThat(page.text()).contains("not a ban on sale or use").contains("disputes the listing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fibocom", "simcom", "sunsea", "rolling_wireless"})
    void aVendorThatAListExpresslyDoesNotNameSaysSo(String vendor) throws Exception {
        assertThat(page(vendor).select(".tag").eachText()).contains("not named, as of 2026-06-08");
    }

    @Test
    void theDrawingShowsOwnershipSolidAndADependencyDotted() throws Exception {
        Document ikotek = page("ikotek");
        assertThat(ikotek.select("h2").first().text()).isEqualTo("Counted to Quectel, jurisdiction CN");
        assertThat(ikotek.select("g .tree-line--follows")).hasSize(1);
        Document eagle = page("eagle_electronics");
        assertThat(eagle.select("g .tree-line--depends")).hasSize(1);
        assertThat(eagle.select("h2").first().text()).isEqualTo("Counted to Eagle Electronics, jurisdiction US");
        assertThat(eagle.select("#ties ~ h3").text()).contains("Dependencies, which are not ownership");
    }

    @Test
    void equityIsShownDirectAndThroughOthers() throws Exception {
        assertThat(page("longsung").select("[aria-label=Equity] tr").eachText())
                .contains("Sunsea AIoT 68.0918% 68.0918%")
                .anyMatch(row -> row.startsWith("珠海润达泰") && row.contains(" 0% 16.811865%"));
    }
}
