package orcareward.ui.shell;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One desktop a person: a second start hands its files to the first and ends. So a window that was closed with its training going on
 * comes back by starting the program again. The socket lies in the user's folder, where nobody else may write.
 */
final class OneWindow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneWindow.class);
    private static final int MOST_BYTES = 1 << 16;
    private static final int PATIENCE_SECONDS = 5;

    private final @Nullable ServerSocketChannel server;
    private final Path socket;

    private OneWindow(@Nullable ServerSocketChannel server, Path socket) {
        this.server = server;
        this.socket = socket;
    }

    /** Whether another window of this person took the files and showed itself. */
    static boolean handOver(Path socket, List<Path> files) {
        if (!Files.exists(socket)) {
            return false;
        }
        String message = files.stream().map(file -> file.toAbsolutePath().toString())
                .collect(Collectors.joining("\n"));
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            return channel.read(ByteBuffer.allocate(1)) == 1; // it answers once it has shown itself
        } catch (IOException | IllegalArgumentException e) {
            return false; // nobody listens: what lies there is of a process that is gone
        }
    }

    /** Listens for later starts; {@code onFiles} hears of them on {@code fx}. Where the platform can't, each start has a window of its own. */
    static OneWindow listen(Path socket, Executor fx, Consumer<List<Path>> onFiles) {
        try {
            Files.createDirectories(socket.toAbsolutePath().getParent());
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().name("one-window").start(() -> accept(server, fx, onFiles));
            return new OneWindow(server, socket);
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            LOG.info("a second start will have a window of its own: {}", e.getMessage());
            return new OneWindow(null, socket);
        }
    }

    private static void accept(ServerSocketChannel server, Executor fx, Consumer<List<Path>> onFiles) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                List<Path> files = read(channel).lines().filter(line -> !line.isBlank()).map(Path::of).toList();
                CompletableFuture<Void> shown = new CompletableFuture<>();
                fx.execute(() -> {
                    onFiles.accept(files);
                    shown.complete(null);
                });
                shown.get(PATIENCE_SECONDS, TimeUnit.SECONDS); // a window that hangs is none
                channel.write(ByteBuffer.wrap(new byte[]{1}));
            } catch (InterruptedException e) {
                return;
            } catch (IOException | IllegalArgumentException | ExecutionException | TimeoutException e) {
                if (server.isOpen()) {
                    LOG.info("a second start could not be heard: {}", e.getMessage());
                }
            }
        }
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            continue;
        }
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
            Files.deleteIfExists(socket);
        }
    }
}
