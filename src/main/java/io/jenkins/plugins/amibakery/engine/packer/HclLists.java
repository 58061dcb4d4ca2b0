package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The functions of HCL that make a list of lists. */
final class HclLists {
    private HclLists() {}

    /** The value of a call; empty where only packer can tell it. */
    static Optional<JsonNode> of(String function, ArrayNode lists) {
        if (!members(lists).allMatch(JsonNode::isArray)) {
            return Optional.empty();
        }
        Stream<JsonNode> members = members(lists).flatMap(HclLists::members);
        return switch (function) {
            case "concat" -> Optional.of(list(members.toList()));
            case "flatten" -> Optional.of(list(members.flatMap(HclLists::flat).toList()));
            case "compact" ->
                Optional.of(list(members.filter(
                                one -> Unresolved.is(one) || !one.asText("").isEmpty())
                        .toList()));
            case "distinct" -> Optional.of(list(new LinkedHashSet<>(members.toList())));
            default -> Optional.empty();
        };
    }

    private static Stream<JsonNode> members(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Stream<JsonNode> flat(JsonNode one) {
        return one.isArray() ? members(one).flatMap(HclLists::flat) : Stream.of(one);
    }

    private static JsonNode list(Collection<JsonNode> members) {
        return JsonNodeFactory.instance.arrayNode().addAll(members);
    }
}
