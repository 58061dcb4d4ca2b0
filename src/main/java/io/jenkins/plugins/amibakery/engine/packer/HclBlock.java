package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A block of HCL, or a whole file as the block without a type: what stands in it, not what it means.
 *
 * @param type its first word
 * @param labels the words after that
 * @param attributes source text of each attribute's expression, by name
 * @param blocks the blocks in it
 * @param place where it stands in its text
 */
public record HclBlock(
        String type, List<String> labels, Map<String, String> attributes, List<HclBlock> blocks, Place place) {
    /**
     * Offsets in a text.
     *
     * @param start of its first word
     * @param open after its opening brace
     * @param end after its closing brace
     */
    public record Place(int start, int open, int end) {
        static final Place NONE = new Place(-1, -1, -1);
    }

    static HclBlock empty(String type, List<String> labels) {
        return new HclBlock(type, labels, new LinkedHashMap<>(), new ArrayList<>(), Place.NONE);
    }

    HclBlock at(Place where) {
        return new HclBlock(type, labels, attributes, blocks, where);
    }

    /** The blocks of a type in it, in order. */
    public Stream<HclBlock> blocks(String wanted) {
        return blocks.stream().filter(block -> block.type.equals(wanted));
    }

    /** A label by its place, empty text when there is none. */
    public String label(int index) {
        return index < labels.size() ? labels.get(index) : "";
    }

    /** The value of an attribute that is a plain quoted text, and the source of any other; empty when it is not there. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(attributes.get(name)).map(HclBlock::unquoted);
    }

    private static String unquoted(String expression) {
        boolean quoted = expression.length() > 1
                && expression.startsWith("\"")
                && expression.indexOf('"', 1) == expression.length() - 1;
        return quoted ? expression.substring(1, expression.length() - 1) : expression;
    }

    /**
     * Makes HCL's JSON syntax into blocks.
     *
     * @param body a JSON object, or a list of objects that each add to the block
     * @param labelled how many labels the blocks of a type have; all other types are attributes
     */
    static HclBlock of(String type, List<String> labels, JsonNode body, Map<String, Integer> labelled) {
        HclBlock block = empty(type, labels);
        for (JsonNode part : Json.list(body)) {
            part.properties().forEach(entry -> {
                Integer count = labelled.get(entry.getKey());
                if (count == null) {
                    block.attributes.put(entry.getKey(), source(entry.getValue()));
                } else {
                    addBlocks(block, entry.getKey(), List.of(), count, entry.getValue(), labelled);
                }
            });
        }
        return block;
    }

    private static void addBlocks(
            HclBlock parent,
            String type,
            List<String> labels,
            int missing,
            JsonNode body,
            Map<String, Integer> labelled) {
        for (JsonNode one : Json.list(body)) {
            if (missing == 0) {
                parent.blocks.add(of(type, labels, one, labelled));
            } else {
                one.properties().forEach(entry -> {
                    List<String> more = new ArrayList<>(labels);
                    more.add(entry.getKey());
                    addBlocks(parent, type, more, missing - 1, entry.getValue(), labelled);
                });
            }
        }
    }

    private static String source(JsonNode value) {
        return value.isTextual() ? '"' + value.asText() + '"' : value.toString();
    }
}
