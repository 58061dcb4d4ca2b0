package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads from a builder, or from a data source, which base AMI it takes and into which regions its AMIs go. */
final class BaseQueries {
    /** What a setting must be to be understood: the query cannot be told otherwise. */
    static final class NotKnown extends Exception {
        private static final long serialVersionUID = 1L;

        NotKnown(String what) {
            super(what);
        }
    }

    private final Optional<Region> fallback;

    /** @param fallback the region when none is set */
    BaseQueries(Optional<Region> fallback) {
        this.fallback = fallback;
    }

    /** The query of a builder; empty when it takes no base AMI. */
    Optional<BaseImageQuery> of(ObjectNode builder) throws NotKnown {
        JsonNode id = builder.path("source_ami");
        boolean given = !id.isMissingNode() && !id.isNull() && !id.asText("x").isEmpty();
        JsonNode filter = builder.path("source_ami_filter");
        if (given) {
            return Optional.of(BaseImageQuery.of(region(builder), ami(text(id, "source_ami"))));
        }
        return filter.isMissingNode() ? Optional.empty() : Optional.of(filtered(region(builder), filter));
    }

    /** The query of an {@code amazon-ami} data source. */
    BaseImageQuery ofData(ObjectNode data) throws NotKnown {
        return filtered(region(data), data);
    }

    private static AmiId ami(String text) throws NotKnown {
        if (!AmiId.isAmiId(text)) {
            throw new NotKnown("'" + text + "' is no AMI's id");
        }
        return new AmiId(text);
    }

    private static BaseImageQuery filtered(Region region, JsonNode filter) throws NotKnown {
        SortedMap<String, List<String>> filters = new TreeMap<>();
        for (var one : Json.list(filter.path("filters"))) {
            for (var member : one.properties()) {
                filters.put(member.getKey(), texts(member.getValue(), member.getKey()));
            }
        }
        for (JsonNode one : Json.list(filter.path("filter"))) {
            String name = text(one.path(one.has("key") ? "key" : "name"), "filter");
            filters.put(name, texts(one.path(one.has("value") ? "value" : "values"), name));
        }
        if (filters.isEmpty()) {
            throw new NotKnown("the filter is empty");
        }
        return new BaseImageQuery(
                region,
                Optional.empty(),
                filters,
                list(filter.path("owners"), "owners"),
                isTrue(filter, "most_recent"),
                isTrue(filter, "include_deprecated"));
    }

    /** The regions in which AMIs of a builder will lie. */
    Set<Region> targets(ObjectNode builder) throws NotKnown {
        Set<Region> regions = new TreeSet<>();
        if (isTrue(builder, "skip_create_ami")) {
            return regions;
        }
        Region own = region(builder);
        for (String code : list(builder.path("ami_regions"), "ami_regions")) {
            regions.add(region(code));
        }
        if (!isTrue(builder, "skip_save_build_region") || regions.contains(own)) {
            regions.add(own);
        }
        return regions;
    }

    private Region region(ObjectNode builder) throws NotKnown {
        JsonNode region = builder.path("region");
        if (region.isMissingNode() || region.isNull() || region.asText("x").isEmpty()) {
            return fallback.orElseThrow(() -> new NotKnown("neither the template nor the environment names a region"));
        }
        return region(text(region, "region"));
    }

    /** The region that a builder names; empty when it names none, or only packer can tell. */
    static Optional<Region> regionOf(ObjectNode builder) {
        try {
            return Optional.of(new BaseQueries(Optional.empty()).region(builder));
        } catch (NotKnown e) {
            return Optional.empty();
        }
    }

    private static Region region(String code) throws NotKnown {
        if (!Region.isRegion(code)) {
            throw new NotKnown("'" + code + "' is no region");
        }
        return new Region(code);
    }

    private static boolean isTrue(JsonNode node, String name) throws NotKnown {
        JsonNode value = node.path(name);
        return !value.isMissingNode() && !value.isNull() && text(value, name).equals("true");
    }

    /** Packer splits a text at its commas where it wants a list. */
    private static List<String> list(JsonNode value, String what) throws NotKnown {
        return texts(value, what).stream()
                .flatMap(text -> Stream.of(text.split("\\s*,\\s*")))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<String> texts(JsonNode value, String what) throws NotKnown {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : Json.list(value)) {
            texts.add(text(one, what));
        }
        return texts;
    }

    private static String text(JsonNode value, String what) throws NotKnown {
        if (Unresolved.is(value) || value.isContainerNode() || value.isMissingNode()) {
            throw new NotKnown("only Packer can evaluate its " + what);
        }
        return value.asText();
    }
}
