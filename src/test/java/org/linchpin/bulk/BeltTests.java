package org.linchpin.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Work goes from one thread to another in order, in bounded memory, and no failure is lost. */
class BeltTests {

    @Test
    void workIsDoneInTheOrderInWhichItIsPutDown() {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        try (Belt belt = new Belt("test", 3)) {
            IntStream.range(0, 100).forEach(i -> belt.put(() -> done.add(i)));
            belt.await();
            assertThat(done)
                    .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        }
    }

    @Test
    void noMoreIsPutDownThanThereIsRoomFor() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger put = new AtomicInteger();
        try (Belt belt = new Belt("test", 2)) {
            Thread giver = new Thread(() -> IntStream.range(0, 5).forEach(i -> {
                belt.put(() -> await(go));
                put.incrementAndGet();
            }));
            giver.start();
            while (put.get() < 2 || giver.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(put).hasValue(2);
            go.countDown();
            join(giver);
            assertThat(put).hasValue(5);
        }
    }

    @Test
    void whatWentWrongIsThrownAtWhoeverComesNextAndNothingMoreIsDone() {
        AtomicInteger done = new AtomicInteger();
        try (Belt belt = new Belt("test", 1)) {
            assertThatThrownBy(() -> {
                        belt.put(() -> {
                            throw new IllegalStateException("the disk is full");
                        });
                        belt.put(done::incrementAndGet);
                        belt.await();
                    })
                    .hasMessage("the disk is full");
            assertThatThrownBy(belt::await).hasMessage("the disk is full");
            assertThat(done).hasValue(0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
