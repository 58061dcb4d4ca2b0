package io.jenkins.plugins.amibakery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.List;

/** A schema of docs/schemas. */
public final class Schema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchema schema;

    private Schema(JsonSchema schema) {
        this.schema = schema;
    }

    /** @param name of the file, without its ending */
    public static Schema of(String name) {
        return new Schema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(
                        Path.of("docs/schemas", name + ".json").toUri().toString())));
    }

    /** What does not fit it, a line each; empty when all does. */
    public List<String> faults(Object tree) {
        return schema.validate(JSON.valueToTree(tree)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The same of a text of JSON. */
    public List<String> faultsOf(String json) throws JsonProcessingException {
        return faults(JSON.readTree(json));
    }
}
