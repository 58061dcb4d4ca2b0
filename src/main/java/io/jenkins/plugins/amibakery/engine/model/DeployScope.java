package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of Runway works on, as far as runway.yml and the modules tell it.
 *
 * @param directory the directory of runway.yml
 * @param modules the modules that are taken, by their names
 * @param stackNames the whole names of the stacks, namespace included, by region and CFNgin's own name, such as {@code
 *     us-west-2/vpc}; a name that only Runway can tell is missing, or empty where several
 *     stacks have CFNgin's
 * @param graphs where CFNgin keeps its locks, each with an empty code, by the place of the module, such as {@code
 *     deployment_1.web.cfn (us-west-2)}; what only Runway can resolve is missing
 * @param unread modules that are not CloudFormation's: their outcome is Runway's exit code only
 */
public record DeployScope(
        String directory,
        List<String> modules,
        Map<String, String> stackNames,
        Map<String, List<GraphLock>> graphs,
        List<String> unread)
        implements Serializable {
    private static final int MOST = 10_000;

    /** @throws IllegalArgumentException with one line when it is larger than any runway.yml */
    public DeployScope {
        Limits.text("the directory of runway.yml", directory, Limits.PATH);
        Limits.texts("the modules of a deployment", modules, MOST, Limits.PATH);
        Limits.texts("the stacks of a deployment", stackNames, MOST, Limits.PATH);
        Limits.texts("the modules of a deployment", graphs.keySet(), MOST, Limits.PATH);
        Limits.texts("the modules of a deployment", unread, MOST, Limits.PATH);
        modules = List.copyOf(modules);
        stackNames = Collections.unmodifiableMap(new LinkedHashMap<>(stackNames));
        Map<String, List<GraphLock>> copy = new LinkedHashMap<>();
        graphs.forEach((place, locks) -> {
            Limits.number("the locks of a module", locks.size(), MOST);
            copy.put(place, List.copyOf(locks));
        });
        graphs = Collections.unmodifiableMap(copy);
        unread = List.copyOf(unread);
    }

    /** The scope of a run of which nothing can be found out any more. */
    public static DeployScope unknown() {
        return new DeployScope("", List.of(), Map.of(), Map.of(), List.of());
    }

    /** Where CFNgin keeps its locks, each with an empty code. */
    public List<GraphLock> locks() {
        return graphs.values().stream().flatMap(List::stream).toList();
    }

    /** The same of one module by its place; of all for an empty place. */
    public List<GraphLock> locks(String place) {
        return place.isEmpty() ? locks() : graphs.getOrDefault(place, List.of());
    }

    /**
     * What it works on, in words that are equal for equal things, whichever machine says them: locks and stacks are the same wherever
     * they are spoken of; a module that has neither is known by its directory only.
     */
    public List<String> things() {
        List<String> things = new ArrayList<>();
        locks().forEach(lock -> things.add("graph " + lock.graph()));
        stackNames.forEach((place, name) -> things.add("stack " + place + " " + name));
        modules.forEach(name -> things.add("module " + directory + " " + name));
        return things;
    }
}
