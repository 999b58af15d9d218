package org.linchpin;

import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts the SQL statements that a thread sends: what a page costs must not grow with the number of assets. */
public final class Statements implements BeanPostProcessor {

    private static final ThreadLocal<Integer> COUNT = ThreadLocal.withInitial(() -> 0);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof DataSource database) || !name.equals("dataSource")) {
            return bean;
        }
        return ProxyDataSourceBuilder.create(database)
                .listener(new QueryExecutionListener() {
                    @Override
                    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

                    @Override
                    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                        boolean scope = queries.stream()
                                .anyMatch(query -> query.getQuery().contains("set_config"));
                        COUNT.set(COUNT.get() + (scope ? 0 : 1));
                    }
                })
                .build();
    }

    /** How many statements the work sends on this thread, the setting of its scope left out. */
    public static <T> int during(Supplier<T> work) {
        int before = COUNT.get();
        work.get();
        return COUNT.get() - before;
    }
}
