package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file that CFNgin deploys, as far as what it makes can be named before; what can only be guessed is left out.
 *
 * @param values the file's
 * @param lookups what its names stand for
 * @param region where it is deployed
 */
record CfnginConfig(Map<String, Object> values, Lookups lookups, String region) {
    /** The whole name of each stack, namespace included, by CFNgin's own name of it. */
    Map<String, String> stackNames() {
        Map<String, String> names = new LinkedHashMap<>();
        if (values.get("stacks") instanceof Map<?, ?> stacks) {
            YamlFile.named(stacks).forEach((name, stack) -> add(names, name, stack));
        } else if (values.get("stacks") instanceof List<?> stacks) {
            stacks.forEach(stack -> add(names, stack instanceof Map<?, ?> map ? map.get("name") : null, stack));
        }
        return names;
    }

    private void add(Map<String, String> names, Object called, Object stack) {
        Optional<String> name = called instanceof String text ? lookups.resolve(text) : Optional.empty();
        Optional<String> own = stack instanceof Map<?, ?> map && map.get("stack_name") instanceof String text
                ? lookups.resolve(text).map(given -> given.isEmpty() ? name.orElse("") : given)
                : name;
        name.ifPresent(known -> own.flatMap(this::whole).ifPresent(whole -> names.put(known, whole)));
    }

    /** A name with the namespace before it, once; the same where there is no namespace. */
    private Optional<String> whole(String name) {
        Optional<String> delimiter =
                values.containsKey("namespace_delimiter") ? text("namespace_delimiter") : Optional.of("-");
        return base().flatMap(base -> delimiter.map(
                between -> base.isEmpty() || name.startsWith(base + between) ? name : base + between + name));
    }

    private Optional<String> base() {
        return text("namespace").map(namespace -> namespace.replace('.', '-').toLowerCase(Locale.ROOT));
    }

    /** Where it keeps its lock, with an empty code; empty when it keeps none, or nobody can tell where. */
    Optional<GraphLock> lock() {
        Optional<String> bucket = bucket().filter(name -> !name.isEmpty());
        Optional<String> graph = text("persistent_graph_key").filter(key -> !key.isEmpty());
        return text("namespace")
                .flatMap(namespace -> bucket.flatMap(home -> graph.map(key -> new GraphLock(
                        text("cfngin_bucket_region").orElse(region),
                        home,
                        "persistent_graphs/" + namespace + "/" + (key.endsWith(".json") ? key : key + ".json"),
                        ""))));
    }

    /** What is given, else the one that CFNgin calls after the namespace; an empty text for none. */
    private Optional<String> bucket() {
        return values.get("cfngin_bucket") != null
                ? text("cfngin_bucket")
                : base().map(base -> base.isEmpty() ? "" : "cfngin-" + base + "-" + region);
    }

    private Optional<String> text(String name) {
        return values.get(name) instanceof String text ? lookups.resolve(text) : Optional.empty();
    }
}
