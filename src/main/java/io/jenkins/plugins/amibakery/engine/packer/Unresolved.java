package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;

/**
 * A value that only packer can tell, in a tree of values.
 *
 * @param text its expression as written, or as far as it was resolved
 */
record Unresolved(String text) {
    static JsonNode node(String text) {
        return JsonNodeFactory.instance.pojoNode(new Unresolved(text));
    }

    static boolean is(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Unresolved;
    }

    /** The text of a value, resolved or not. */
    static String text(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Unresolved open ? open.text() : node.asText();
    }

    @Override
    public String toString() {
        return text;
    }
}
