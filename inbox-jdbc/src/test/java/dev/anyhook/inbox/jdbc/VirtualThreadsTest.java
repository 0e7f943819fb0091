package dev.anyhook.inbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualThreadsTest {
    @Test
    void tellsAVirtualThreadWhereThereIsOne() throws Exception {
        boolean known = Runtime.version().feature() >= 21;
        var told = new CompletableFuture<Boolean>();
        Runnable tells = () -> told.complete(VirtualThreads.isCurrent());
        if (known) {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, tells);
        } else {
            tells.run();
        }
        assertThat(Events.result(told)).isEqualTo(known);
    }

    @Test
    void tellsThatThisOneIsNot() {
        assertThat(VirtualThreads.isCurrent()).isFalse();
    }
}
