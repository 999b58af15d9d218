package org.linchpin;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Threads that a struck one makes are struck as well. */
    private static final InheritableThreadLocal<Strike> STRIKE = new InheritableThreadLocal<>();

    /** Something that happens before the statement whose turn it is. */
    private record Strike(AtomicInteger left, Runnable blow) {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof DataSource database) || !name.equals("dataSource")) {
            return bean;
        }
        return ProxyDataSourceBuilder.create(database)
                .listener(new QueryExecutionListener() {
                    @Override
                    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                        Strike strike = STRIKE.get();
                        if (strike != null && strike.left().decrementAndGet() == 0) {
                            strike.blow().run();
                        }
                    }

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

    /**
     * Does the work and strikes before its nth statement.
     *
     * @return whether there were as many
     */
    public static boolean struck(int nth, Runnable blow, Runnable work) {
        AtomicInteger left = new AtomicInteger(nth);
        STRIKE.set(new Strike(left, blow));
        try {
            work.run();
        } catch (RuntimeException hit) {
            if (left.get() > 0) {
                throw hit;
            }
        } finally {
            STRIKE.remove();
        }
        return left.get() <= 0;
    }
}
