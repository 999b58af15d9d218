package org.linchpin.inventory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.NationalRegister;
import org.linchpin.access.Operators;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Seen;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What row-level security costs: tallies from a cold store and rows of the explorer, each as the role that policies bind and
 * as the owner whom they do not, in one run: {@code ./mvnw -Pbench test -Dtest=PolicyBench -Drows=100000 -Doperators=4}, with
 * {@code -Dsmall=280} so many files of one row besides. A connection that
 * changes its role forgets its plans, which the application's never do; so the two take turns in blocks, each of which
 * begins with rounds that do not count. A short question's time jumps by a half with the core it runs on, for many rounds at
 * once; so each block is compared with the one beside it, and the ratio is the median of these.
 */
@LinchpinTest
class PolicyBench {

    private static final int OPERATORS = Integer.getInteger("operators", 4);
    private static final int BLOCKS = Integer.getInteger("blocks", 20);
    private static final int ROUNDS = Integer.getInteger("rounds", 15);
    private static final int SMALL = Integer.getInteger("small", 0);
    private static final int WARM = 12;

    @Autowired
    ApplicationContext application;

    @Autowired
    Scopes scopes;

    @Autowired
    Assets assets;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcTemplate database;

    @Autowired
    PlatformTransactionManager transactions;

    @LocalServerPort
    int port;

    @Test
    void withAndWithoutPolicies() throws Exception {
        Operators operators = application.getBean(Operators.class);
        List<Integer> all = new ArrayList<>();
        List<Seen> submissions = new ArrayList<>();
        if (SMALL > 0) {
            Person utility = Person.of(application, Role.UTILITY, "Small files");
            Api api = Api.on(port, utility.token());
            int operator = operators.byCode(utility.operator()).orElseThrow().id();
            for (int i = 0; i < SMALL; i++) {
                submissions.add(new Seen(operator, submission(api, "s" + i, 1, i), Set.of()));
            }
        }
        List<Seen> large = new ArrayList<>();
        for (int i = 0; i < OPERATORS; i++) {
            Person utility = Person.of(application, Role.UTILITY, "Operator " + i);
            all.add(operators.byCode(utility.operator()).orElseThrow().id());
            long rows = Long.getLong("rows", 100_000);
            large.add(new Seen(all.get(i), submission(Api.on(port, utility.token()), "m" + i, rows, i), Set.of()));
        }
        submissions.addAll(large);
        database.execute("set role none");
        database.execute("analyze");
        database.execute("set role linchpin_app");
        Map<String, Scope> askers = new LinkedHashMap<>();
        askers.put("the nation", Scope.all());
        askers.put("one operator", Scope.of(Set.of(all.get(0))));
        System.out.printf("%n| what | with policies | without | ratio, median of neighbouring blocks |%n|---|---|---|---|%n");
        for (Map.Entry<String, Scope> asker : askers.entrySet()) {
            Scope scope = asker.getValue();
            List<Seen> theirs = scope.everything() ? submissions : large.subList(0, 1);
            compare("cells of a tally, " + asker.getKey(), scope, () -> new CellStore(database).of(theirs, null));
            compare("explorer, first rows, " + asker.getKey(), scope, () -> rows(scope, ""));
            compare("explorer, search, " + asker.getKey(), scope, () -> rows(scope, "m0-99"));
            compare("explorer, count, " + asker.getKey(), scope, () -> count(scope));
        }
    }

    private static long submission(Api api, String prefix, long rows, int seed) throws IOException {
        String register = api.register("{\"name\": \"%s\", \"assetClass\": \"smart_meter\"}".formatted(prefix));
        byte[] file = NationalRegister.of(prefix, rows, seed).readAllBytes();
        String id = api.submit(register, file, "?effective=2026-01-31").read("$.id");
        api.accept(id, "{\"partial\": true}").is(200);
        return Long.parseLong(id);
    }

    private Object rows(Scope scope, String q) {
        return assets.find(viewer(scope), Slice.all(), filter(q), null, 50);
    }

    private Object count(Scope scope) {
        return assets.look(viewer(scope), Slice.all(), filter("")).total();
    }

    private static Viewer viewer(Scope scope) {
        return new Viewer(0, "bench", Role.ANALYST, scope);
    }

    private static AssetFilter filter(String q) {
        return new AssetFilter.Asked(null, null, null, null, null, null, null, null, null, q, null).filter();
    }

    private void compare(String what, Scope scope, Supplier<?> work) {
        double[] with = new double[BLOCKS];
        double[] without = new double[BLOCKS];
        double[] ratios = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            with[block] = block(scope, "linchpin_app", work);
            without[block] = block(scope, "none", work);
            ratios[block] = with[block] / without[block];
        }
        System.out.printf("| %s | %.2f ms | %.2f ms | %.3f |%n", what, median(with), median(without), median(ratios));
    }

    private double block(Scope scope, String role, Supplier<?> work) {
        double[] times = new double[ROUNDS];
        for (int i = -WARM; i < ROUNDS; i++) {
            double took = milliseconds(scope, role, work);
            if (i >= 0) {
                times[i] = took;
            }
        }
        return median(times);
    }

    private double milliseconds(Scope scope, String role, Supplier<?> work) {
        return scopes.within(scope, () -> new TransactionTemplate(transactions).execute(status -> {
            jdbc.sql("set local role " + role).update();
            long before = System.nanoTime();
            work.get();
            return (System.nanoTime() - before) / 1e6;
        }));
    }

    private static double median(double[] times) {
        double[] sorted = Arrays.stream(times).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
