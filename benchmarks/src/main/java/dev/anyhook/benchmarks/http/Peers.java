package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** What users would otherwise write, built by Maven when it is needed and its sources are newer. */
final class Peers {
    private final Path folder;
    private final String maven;

    /** The projects in {@code folder}, built with the command {@code maven}. */
    Peers(Path folder, String maven) {
        this.folder = folder;
        this.maven = maven;
    }

    Path springBoot() throws IOException {
        return built(folder.resolve("spring-boot"));
    }

    Path jdkHttpServer() throws IOException {
        return built(folder.resolve("jdk-httpserver"));
    }

    private Path built(Path project) throws IOException {
        Path jar = project.resolve("target").resolve("peer.jar");
        if (!Files.exists(jar) || isOlder(jar, project)) {
            build(project);
        }
        return jar.toAbsolutePath();
    }

    /** What contenders are made of, these and ours. */
    String versions() throws IOException {
        return Versions.text(folder.resolve("spring-boot"));
    }

    private static boolean isOlder(Path jar, Path project) throws IOException {
        FileTime built = Files.getLastModifiedTime(jar);
        try (var files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean source = !file.startsWith(project.resolve("target"));
                if (source && Files.getLastModifiedTime(file).compareTo(built) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void build(Path project) throws IOException {
        System.err.println("building " + project);
        Process build = new ProcessBuilder(
                        List.of(maven, "-q", "-B", "-Dstyle.color=never", "-f", project.toString(), "package"))
                .inheritIO()
                .start();
        try {
            if (build.waitFor() != 0) {
                throw new IOException("could not build " + project);
            }
        } catch (InterruptedException stop) {
            build.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }
}
