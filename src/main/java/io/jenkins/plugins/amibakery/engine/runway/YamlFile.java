package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads files of YAML that a deployment is made of. */
final class YamlFile {
    private static final int LARGEST = 1_000_000;

    private YamlFile() {}

    /**
     * The mapping a file holds, as {@link YamlText} reads it.
     *
     * @param shown how to name the file in messages
     * @return never null; an empty mapping for an empty file
     * @throws DeployFailedException {@link DeployFailureCause#CONFIG_INVALID} with file, line and column
     */
    static Map<String, Object> read(Path file, String shown) {
        try {
            if (Files.size(file) > LARGEST) {
                throw invalid(shown + " is larger than 1 MB, the limit for such a file");
            }
            return YamlText.mapping(Files.readString(file, StandardCharsets.UTF_8), shown);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        } catch (MalformedInputException e) {
            throw invalid(shown + " is not UTF-8 text");
        } catch (IOException e) {
            throw invalid(shown + " cannot be read: " + e.getMessage());
        }
    }

    /** The entries of a mapping by their names as text; 8080: and true: are names too. */
    static Map<String, Object> named(Map<?, ?> map) {
        return YamlText.named(map);
    }

    /** What a value is, for a message. */
    static String kind(Object value) {
        return YamlText.kind(value);
    }

    static DeployFailedException invalid(String what) {
        return new DeployFailedException(DeployFailureCause.CONFIG_INVALID, what);
    }
}
