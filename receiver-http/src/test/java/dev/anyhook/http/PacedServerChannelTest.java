package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PacedServerChannelTest {
    private static final int CROWD = 100;

    private final EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final CountDownLatch free = new CountDownLatch(1);
    private final List<Socket> crowd = new ArrayList<>();
    private final AtomicInteger unfit = new AtomicInteger();
    private volatile boolean turningAway;
    private Channel server;
    private final OpenChannels open = new OpenChannels();
    private final AtomicInteger lacking = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();

    /** How much comes between two moments in which answers can leave. */
    private final class Piecemeal extends ChannelInboundHandlerAdapter {
        private int sinceTheLast;

        @Override
        public void channelRead(ChannelHandlerContext context, Object piece) {
            int bytes = ((ByteBuf) piece).readableBytes();
            ReferenceCountUtil.release(piece);
            sinceTheLast += bytes;
            mostAtOnce.accumulateAndGet(sinceTheLast, Math::max);
            read.addAndGet(bytes);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            sinceTheLast = 0;
        }
    }

    @BeforeEach
    void listen() throws InterruptedException {
        server = new ServerBootstrap()
                .group(acceptor, loop)
                .channelFactory(() -> new PacedServerChannel(new Warnings(), open) {
                    @Override
                    SocketChannel accept() throws IOException {
                        if (lacking.getAndDecrement() > 0) {
                            throw new IOException("Too many open files");
                        }
                        return super.accept();
                    }

                    @Override
                    Channel newcomer(SocketChannel socket) {
                        if (unfit.getAndDecrement() > 0) {
                            throw new ChannelException("no such socket");
                        }
                        return super.newcomer(socket);
                    }
                })
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object newcomer) {
                        taken.incrementAndGet();
                        context.fireChannelRead(newcomer);
                    }
                })
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel newcomer) {
                        arrived.incrementAndGet();
                        if (turningAway) {
                            newcomer.close();
                        }
                        newcomer.pipeline().addLast(new Piecemeal());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    @AfterEach
    void close() throws Exception {
        free.countDown();
        for (Socket socket : crowd) {
            socket.close();
        }
        server.close().sync();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        acceptor.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }

    @Test
    void takesNoMoreThanAFewWhileTheirLoopIsBusy() throws Exception {
        loop.execute(this::awaitFree);
        connectAll();
        Spin.until(() -> !server.config().isAutoRead());
        acceptor.submit(() -> {}).sync();

        assertThat(taken).hasValue(PacedServerChannel.MOST_ON_THEIR_WAY);
        assertThat(arrived).hasValue(0);

        free.countDown();
        Spin.until(() -> arrived.get() == CROWD);
        assertThat(taken).hasValue(CROWD);
    }

    /** All that is read at once is decoded, even behind a delivery whose refusal ends the connection. */
    @Test
    void readsLittleBeforeAnAnswerCanLeave() throws Exception {
        int sent = 1024 * 1024;
        try (Socket talkative =
                new Socket(InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.localAddress()).getPort())) {
            talkative.getOutputStream().write(new byte[sent]);
            Spin.until(() -> read.get() == sent);
        }

        assertThat(mostAtOnce.get()).isBetween(1, PacedChannel.PIECE);
    }

    @Test
    void knowsWhichConnectionsAreOpen() throws Exception {
        connectAll();
        Spin.until(() -> open.size() == CROWD);
        for (Socket socket : crowd) {
            socket.close();
        }
        Spin.until(() -> open.size() == 0);
        assertThat(arrived).hasValue(CROWD);
    }

    @Test
    void countsThoseThatAreTurnedAwayAsArrived() throws Exception {
        turningAway = true;
        connectAll();

        for (Socket socket : crowd) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(arrived).hasValue(CROWD);
    }

    @Test
    void goesOnListeningAfterOneThatCannotBeUsed() throws Exception {
        unfit.set(PacedServerChannel.MOST_ON_THEIR_WAY + 1);
        connectAll();

        for (Socket socket : crowd.subList(0, PacedServerChannel.MOST_ON_THEIR_WAY + 1)) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        Spin.until(() -> arrived.get() == CROWD - PacedServerChannel.MOST_ON_THEIR_WAY - 1);
    }

    @Test
    void saysWhatTheSystemLacksAndGoesOnListening() throws Exception {
        try (LogBook log = LogBook.open()) {
            lacking.set(1);
            connectAll();

            Spin.until(() -> arrived.get() == CROWD);
            assertThat(log.with("no connection can be taken up for a second: Too many open files"))
                    .hasSize(1);
        }
    }

    private void connectAll() throws IOException {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        for (int i = 0; i < CROWD; i++) {
            crowd.add(new Socket(address.getAddress(), address.getPort()));
        }
    }

    private void awaitFree() {
        try {
            free.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
