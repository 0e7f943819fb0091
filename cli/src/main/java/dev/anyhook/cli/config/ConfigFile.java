package dev.anyhook.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file of YAML into nodes that know their lines; refuses what no configuration needs. */
final class ConfigFile {
    private static final int MAX_BYTES = 256 * 1024;
    private static final LoadSettings YAML = LoadSettings.builder().build();

    private ConfigFile() {}

    /** The file's one document; empty when there is nothing in it. */
    static Optional<Node> read(Path file, Problems problems) {
        String text = text(file);
        try {
            YamlLimits.check(text, YAML, problems);
            problems.throwIfAny();
            return new Compose(YAML).composeString(text);
        } catch (MarkedYamlEngineException notYaml) {
            problems.at(place(notYaml), "not YAML: " + said(notYaml) + wayOut(notYaml, text));
        } catch (YamlEngineException notYaml) {
            problems.at(Place.FILE, "not YAML: it holds a character that YAML does not allow");
        }
        problems.throwIfAny();
        return Optional.empty();
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ConfigException(file + ": larger than " + MAX_BYTES + " bytes; is it the right file?");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException missing) {
            throw new ConfigException(file + ": no such file; name the configuration with --config FILE");
        } catch (AccessDeniedException closed) {
            throw new ConfigException(file + ": cannot be read: permission denied");
        } catch (CharacterCodingException notText) {
            throw new ConfigException(file + ": not text in UTF-8");
        } catch (IOException unreadable) {
            throw new ConfigException(file + ": cannot be read: " + unreadable.getMessage());
        }
    }

    private static Place place(MarkedYamlEngineException notYaml) {
        int line = notYaml.getProblemMark()
                .or(notYaml::getContextMark)
                .map(mark -> mark.getLine() + 1)
                .orElse(1);
        return new Place(line, 1, "");
    }

    /** The parser's words, unless they might repeat a piece of a value. */
    private static String said(MarkedYamlEngineException notYaml) {
        String problem = notYaml.getProblem();
        boolean quotes = problem == null || problem.matches(".*(alias|anchor|tag|directive|document|escape).*");
        return quotes ? "it cannot be understood from here on" : problem;
    }

    private static String wayOut(MarkedYamlEngineException notYaml, String text) {
        String line = text.lines().skip(place(notYaml).line() - 1L).findFirst().orElse("");
        return line.contains("${") ? "; inside { } and [ ] put quotes around \"${NAME}\"" : "";
    }
}
