package dev.anyhook.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Inputs made from others by chance; equal chances make equal inputs. */
final class Mutation {
    private static final List<String> WORDS = List.of(
            "<sig>",
            "<sig:old>",
            "<sig:near>",
            "<now>",
            "<now-301>",
            "<token>",
            "<bearer>",
            "<*300:a>",
            "\n",
            "\r\n",
            "\0",
            ",",
            " ",
            "v1=",
            "v1,",
            "t=",
            "sha256=",
            "\"",
            "\\ud800",
            "[",
            "{",
            "null",
            "1e9",
            "zebracanary",
            "Content-Length: 1\r\n",
            "Transfer-Encoding: chunked\r\n",
            "\u00e4",
            "%2F",
            "/");

    private final Random random;
    private final List<byte[]> seeds;

    Mutation(Random random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    byte[] next() {
        byte[] input = seed();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int to = at + random.nextInt(input.length - at + 1);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(input, at);
            case 1 -> joined(input, at, new byte[0], to);
            case 2 -> joined(input, to, Arrays.copyOfRange(input, at, to), to);
            case 3 -> joined(input, at, WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8), at);
            case 4 -> joined(input, at, seed(), input.length);
            default -> Arrays.copyOf(input, at);
        };
    }

    private byte[] flipped(byte[] input, int at) {
        if (at < input.length) {
            input[at] ^= (byte) (1 << random.nextInt(8));
        }
        return input;
    }

    private static byte[] joined(byte[] input, int until, byte[] middle, int from) {
        var joined = new ByteArrayOutputStream();
        joined.write(input, 0, until);
        joined.writeBytes(middle);
        joined.write(input, from, input.length - from);
        return joined.toByteArray();
    }
}
