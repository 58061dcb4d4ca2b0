package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads var files: JSON, or HCL by the name's end. */
final class VariableFile {
    private VariableFile() {}

    /** The var files packer reads by itself: those of a directory of HCL, and none beside a single file. */
    static List<Path> automatic(PackerTemplate template) {
        if (!template.isHcl() || !Files.isDirectory(template.path())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(template.path())) {
            List<Path> files = entries.filter(Files::isRegularFile).sorted().toList();
            return Stream.concat(ending(files, ".auto.pkrvars.hcl"), ending(files, ".auto.pkrvars.json"))
                    .toList();
        } catch (IOException e) {
            throw new BakeFailedException(
                    FailureCause.TEMPLATE_MISSING, template.path() + " cannot be read: " + e.getMessage());
        }
    }

    private static Stream<Path> ending(List<Path> files, String end) {
        return files.stream().filter(file -> file.toString().endsWith(end));
    }

    /**
     * The values in a var file; {@link VariableValue#NULL} for null.
     *
     * @param shown how the user named it
     * @throws BakeFailedException {@link FailureCause#INPUT_MISSING} when it is not there, or not what its name says
     */
    static Map<String, String> read(Path file, String shown) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return shown.endsWith(".hcl") ? hcl(bytes, shown) : json(bytes);
        } catch (JsonProcessingException e) {
            throw new BakeFailedException(FailureCause.TEMPLATE_ERROR, Json.complaint(shown, e));
        } catch (IOException e) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING,
                    "The var file '" + shown + "' cannot be read"
                            + (Files.notExists(file) ? ": there is none" : ": " + e.getMessage()));
        }
    }

    private static Map<String, String> json(byte[] bytes) throws JsonProcessingException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : Json.parse(bytes).properties()) {
            JsonNode value = member.getValue();
            String text = value.isContainerNode() ? value.toString() : value.asText();
            values.put(member.getKey(), value.isNull() ? VariableValue.NULL : text);
        }
        return values;
    }

    private static Map<String, String> hcl(byte[] bytes, String shown) {
        HclBlock file = HclScanner.scan(new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new BakeFailedException(
                        FailureCause.TEMPLATE_ERROR, "The var file '" + shown + "' is not valid HCL"));
        Map<String, String> values = new LinkedHashMap<>();
        file.attributes()
                .forEach((name, source) -> values.put(
                        name,
                        source.strip().equals("null")
                                ? VariableValue.NULL
                                : file.text(name).orElseThrow()));
        return values;
    }
}
