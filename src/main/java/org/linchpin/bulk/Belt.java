package org.linchpin.bulk;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Work for another thread, done in the order in which it is put down. Whoever puts down more than a few pieces waits, so
 * that memory is bounded; what went wrong with one piece is thrown at whoever comes with the next, and nothing more is done.
 */
public final class Belt implements AutoCloseable {

    private final ExecutorService worker;
    private final Semaphore room;
    private final int waiting;
    private volatile @Nullable RuntimeException failure;

    /** @param waiting how many pieces may wait or be at work */
    public Belt(String name, int waiting) {
        this.worker = Executors.newSingleThreadExecutor(task -> new Thread(task, name));
        this.room = new Semaphore(waiting);
        this.waiting = waiting;
    }

    public void put(Runnable work) {
        room.acquireUninterruptibly();
        worker.execute(() -> {
            try {
                if (failure == null) {
                    work.run();
                }
            } catch (RuntimeException wrong) {
                failure = wrong;
            } catch (Error wrong) {
                failure = new IllegalStateException(wrong);
            } finally {
                room.release();
            }
        });
        complain();
    }

    /** Waits until all is done. */
    public void await() {
        room.acquireUninterruptibly(waiting);
        room.release(waiting);
        complain();
    }

    private void complain() {
        RuntimeException wrong = failure;
        if (wrong != null) {
            throw wrong;
        }
    }

    /** Waits until all is done, without caring what becomes of it. */
    @Override
    public void close() {
        room.acquireUninterruptibly(waiting);
        worker.shutdown();
    }
}
