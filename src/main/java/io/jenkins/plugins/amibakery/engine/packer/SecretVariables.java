package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Secret variables as a var file that both of packer's languages read. {@code PKR_VAR_} variables work for HCL alone, and
 * {@code -var} is seen by everyone on the machine.
 */
public final class SecretVariables {
    /** A name whose extension tells packer that it is JSON. */
    public static final String FILE_NAME = "secret.pkrvars.json";

    private SecretVariables() {}

    /** The var file's text. */
    public static String json(Map<String, String> variables) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        variables.forEach(object::put);
        return object.toString();
    }
}
