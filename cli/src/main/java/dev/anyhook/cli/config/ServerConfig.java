package dev.anyhook.cli.config;

/**
 * Where the server listens.
 *
 * @param host a name or an address of this machine
 * @param port 0 for any free one
 * @param maxBody the most bytes a body may have
 */
public record ServerConfig(String host, int port, int maxBody) {
    static final ServerConfig STANDARD = new ServerConfig("127.0.0.1", 8080, 1024 * 1024);
}
