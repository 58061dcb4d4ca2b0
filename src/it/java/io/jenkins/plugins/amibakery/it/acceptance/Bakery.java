package io.jenkins.plugins.amibakery.it.acceptance;

import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** All that a bake needs: a local cloud, a Jenkins and an agent. One for all tests. */
final class Bakery implements AutoCloseable {
    private final Path directory;
    private final Cloud cloud;
    private final Controller controller;
    private final Agent agent;

    /** @param directory an empty one, for everything */
    Bakery(RealJenkins real, Path directory) {
        this.directory = directory;
        this.cloud = Cloud.start(directory.resolve("cloud"));
        this.controller = Controller.start(real, directory.resolve("home"));
        this.agent = Agent.start(controller, "agent", directory.resolve("agent"), Map.of());
    }

    Cloud cloud() {
        return cloud;
    }

    Controller controller() {
        return controller;
    }

    Agent agent() {
        return agent;
    }

    Path directory() {
        return directory;
    }

    /**
     * A Jenkinsfile that runs steps on the agent, in the environment of the cloud. The small template lies in the workspace, and
     * {@code vars} are the variables that lead packer to the cloud.
     */
    String onAgent(String steps) {
        return onAgent("agent", cloud.environment(), steps);
    }

    String onAgent(String node, Map<String, String> environment, String steps) {
        return """
                def vars = [%s]
                node('%s') {
                  writeFile file: 'small.json', text: '''%s'''
                  withEnv([%s]) {
                    %s
                  }
                }
                """.formatted(
                        pairs(cloud.variables(), "%s: '%s'"),
                        node,
                        SmallTemplate.TEXT,
                        pairs(environment, "'%s=%s'"),
                        steps.strip());
    }

    private static String pairs(Map<String, String> map, String format) {
        return map.entrySet().stream()
                .map(entry -> format.formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        try (cloud;
                controller;
                agent) {
            cloud.calm();
        }
    }
}
