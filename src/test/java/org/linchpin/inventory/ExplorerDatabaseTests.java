package org.linchpin.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The rows behind the figures, by any condition, and their file with its count and hash. */
@LinchpinTest
class ExplorerDatabaseTests {

    private static final String REGISTER = """
            asset_ref,manufacturer,model,module_manufacturer,module_model,sector,region,installed_on
            1,Halden,H1,Quectel,EC25-E,Energy,TLI,2024-03-01
            2,Halden,H2,Quectel,M95,Energy,TLM,2016-03-01
            3,Norrland,N1,Telit,LE910C4-EU,Transport,TLM,2025-03-01
            4,Norrland,N9,,,Transport,TLM,
            """;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Api withRegister(String name) {
        Person person = Person.of(application, Role.UTILITY, name);
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Rows\", \"assetClass\": \"smart_meter\"}");
        Api.Answer checked = api.submit(register, REGISTER.getBytes(StandardCharsets.UTF_8), "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return api;
    }

    @Test
    void everyConditionFindsItsRowsWithTheExactTotal() {
        Api api = withRegister("Conditions");
        Map.of(
                        "", 4,
                        "controller=quectel", 2,
                        "vendor=telit_cinterion", 1,
                        "generation=2G", 1,
                        "year=2016", 1,
                        "year=0", 1,
                        "maker=norrland", 2,
                        "grade=%3F", 1,
                        "sector=energy&region=TLM", 1,
                        "controller=quectel&year=2024&region=TLI", 1)
                .forEach((query, total) -> assertThat(
                                api.get("/assets?" + query).is(200).number("$.total"))
                        .as(query)
                        .isEqualTo((long) total));
        assertThat(api.get("/assets?year=x").is(400).body()).contains("year must be a whole number");
    }
}
