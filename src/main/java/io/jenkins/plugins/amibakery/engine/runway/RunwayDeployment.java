package io.jenkins.plugins.amibakery.engine.runway;

import java.util.List;

/**
 * A deployment of runway.yml.
 *
 * @param name its name; Runway numbers those that have none
 * @param regions the regions' codes; one that is a lookup and cannot be resolved here stays as it is written
 * @param modules in order; those of a parallel group one by one
 * @param assumesRole whether Runway works there with a role of its own choice
 */
record RunwayDeployment(String name, List<String> regions, List<RunwayModule> modules, boolean assumesRole) {
    RunwayDeployment {
        regions = List.copyOf(regions);
        modules = List.copyOf(modules);
    }
}
