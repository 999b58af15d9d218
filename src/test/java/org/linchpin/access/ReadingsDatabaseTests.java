package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever is shown something of an operator, by whatever address, leaves a line that the operator can read. */
@LinchpinTest
class ReadingsDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Scopes scopes;

    @LocalServerPort
    int port;

    private Addresses addresses;
    private Person owner;
    private String mark;
    private String count;
    private String register;
    private String submission;

    @BeforeEach
    void anOperatorWithAMarkOnAllItHas() {
        addresses = new Addresses(application);
        mark = "mark" + Long.toHexString(System.nanoTime());
        count = String.valueOf(ThreadLocalRandom.current().nextInt(7_000_000, 9_000_000));
        // Names of operators are a directory; what they have is not.
        // Operators and their registers by name are a directory, words for equipment are everybody's; rows and counts
        // are not.
        owner = Person.of(application, Role.UTILITY, "An Operator of the Directory");
        accepted(Person.of(application, Role.UTILITY, "Another of the Directory"), "another", "1");
        accepted(owner, mark, count);
    }

    private void accepted(Person utility, String word, String units) {
        Api api = Api.on(port, utility.token());
        register = api.register("{\"name\": \"Assets\", \"assetClass\": \"industrial_router\"}");
        String file =
                "asset_ref,units,model,module_manufacturer,site\n%s,%s,R1,Quectel,%s\n".formatted(word, units, word);
        submission = api.submit(register, file.getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31")
                .read("$.id");
        api.accept(submission, "{}").is(200);
    }

    private List<String> lines(String username) {
        return scopes.within(
                Scope.all(),
                () -> new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
                        .execute(status -> jdbc.sql("""
                                        select t.subject from trail t left join operator o on o.id = t.operator_id
                                        where t.username = ? and t.kind = 'read' and (t.everyone or o.code = ?)
                                        """)
                                .params(username, owner.operator())
                                .query(String.class)
                                .list()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFFICIAL", "ANALYST"})
    void nothingOfAnOperatorIsShownWithoutALineItCanRead(Role role) throws Exception {
        Person reader = Person.of(application, role);
        String code = owner.operator();
        List<String> unseen = new ArrayList<>();
        TreeSet<String> shown = new TreeSet<>();
        int before = lines(reader.username()).size();
        for (String address : addresses.readable(
                List.of(register, submission, code),
                List.of(
                        "",
                        "?operator=" + code,
                        "?q=" + mark.substring(0, 9),
                        "?by=operator",
                        "?by=operator&weight=assets",
                        "?dimension=operator",
                        "?rows=operator",
                        "?split=operator",
                        "?group=operator",
                        "?register=" + register,
                        "?size=1000"))) {
            String answer = Addresses.text(addresses.ask(HttpMethod.GET, address, reader.token()));
            int after = lines(reader.username()).size();
            if (answer.contains(mark) || answer.replace(",", "").contains(count)) {
                shown.add(address.replaceAll("[0-9]{6,}", "{id}"));
                if (after == before) {
                    unseen.add(address + " shows " + around(answer));
                }
            }
            before = after;
        }
        assertThat(shown).as("the reader is shown something at all").hasSizeGreaterThan(10);
        assertThat(unseen).isEmpty();
    }

    private String around(String answer) {
        String plain = answer.replace(",", "");
        int at = plain.contains(mark) ? plain.indexOf(mark) : plain.indexOf(count);
        return plain.substring(Math.max(0, at - 60), at + 20).replaceAll("\\s+", " ");
    }

    @Test
    void aQuestionThatNamesAnOperatorInItsBodyLeavesALineToo() throws Exception {
        Person reader = Person.of(application, Role.ANALYST);
        String slice = "\"target\": {\"controller\": \"quectel\"}, \"slice\": {\"operator\": [\"%s\"]}"
                .formatted(owner.operator());
        String budget = ", \"budgetByYear\": 1000000000000";
        for (String[] asked : new String[][] {
            {"/api/v1/replacement/estimates", ""},
            {"/api/v1/replacement/plans", budget},
            {"/api/v1/replacement/plans/file", budget}
        }) {
            int before = lines(reader.username()).size();
            assertThat(addresses.post(asked[0], "{" + slice + asked[1] + "}", reader.token()))
                    .extracting(MockHttpServletResponse::getStatus)
                    .as(asked[0])
                    .isEqualTo(200);
            assertThat(lines(reader.username())).as(asked[0]).hasSizeGreaterThan(before);
        }
        int before = lines(reader.username()).size();
        addresses.post(
                "/api/v1/briefings",
                "{\"title\": \"One operator\", \"sections\": [\"national picture\"], \"scope\": {\"operator\": [\"%s\"]}}"
                        .formatted(owner.operator()),
                reader.token());
        assertThat(lines(reader.username())).hasSizeGreaterThan(before);
    }
}
