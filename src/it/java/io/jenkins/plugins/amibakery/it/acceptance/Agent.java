package io.jenkins.plugins.amibakery.it.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An agent in a JVM of its own, connected by WebSocket. Its packer is the one under test. */
final class Agent implements AutoCloseable {
    private static final Duration CONNECTION = Duration.ofMinutes(2);
    private static final Pattern SECRET = Pattern.compile("<argument>([0-9a-f]{64})</argument>");

    private final Controller controller;
    private final String name;
    private final Path directory;
    private final Map<String, String> environment;
    private String option = "-XX:TieredStopAtLevel=1";
    private Program program;

    private Agent(Controller controller, String name, Path directory, Map<String, String> environment) {
        this.controller = controller;
        this.name = name;
        this.directory = directory;
        this.environment = environment;
    }

    /**
     * Adds a node and connects it.
     *
     * @param environment what the agent has over the environment of the tests
     */
    static Agent start(Controller controller, String name, Path directory, Map<String, String> environment) {
        Agent agent = new Agent(controller, name, directory, new TreeMap<>(environment));
        agent.prepare();
        agent.makeNode();
        agent.connect();
        return agent;
    }

    /** Adds a node whose agent's JVM has a further option, and connects it. */
    static Agent withOption(Controller controller, String name, Path directory, String option) {
        Agent agent = new Agent(controller, name, directory, new TreeMap<>());
        agent.option = option;
        agent.prepare();
        agent.makeNode();
        agent.connect();
        return agent;
    }

    /** Connects the agent of a node that is there. */
    static Agent ofNode(Controller controller, String name, Path directory, Map<String, String> environment) {
        Agent agent = new Agent(controller, name, directory, new TreeMap<>(environment));
        agent.prepare();
        agent.connect();
        return agent;
    }

    private void prepare() {
        try {
            Path bin = Files.createDirectories(directory.resolve("bin"));
            Files.createSymbolicLink(bin.resolve("packer"), packer());
            if (Lab.isThere()) {
                Files.createSymbolicLink(bin.resolve("runway"), Lab.RUNWAY);
            }
            environment.put("PATH", bin + ":" + System.getenv("PATH"));
            try (var jar =
                    URI.create(controller.url() + "/jnlpJars/agent.jar").toURL().openStream()) {
                Files.copy(jar, directory.resolve("agent.jar"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeNode() {
        controller
                .web()
                .post(
                        "/computer/doCreateItem",
                        Map.of("name", name, "type", "hudson.slaves.DumbSlave", "json", """
                                {"name": "%s", "nodeDescription": "", "numExecutors": "4", "remoteFS": "%s", "labelString": "",
                                 "mode": "EXCLUSIVE", "retentionStrategy": {"stapler-class": "hudson.slaves.RetentionStrategy$Always"},
                                 "nodeProperties": {"stapler-class-bag": "true"},
                                 "launcher": {"stapler-class": "hudson.slaves.JNLPLauncher"}, "type": "hudson.slaves.DumbSlave"}""".formatted(
                                        name, directory)));
    }

    /** The packer under test: as PACKER says, else the first on PATH. */
    private static Path packer() {
        String named = System.getenv().getOrDefault("PACKER", "packer");
        return Pattern.compile(":")
                .splitAsStream(named.contains("/") ? "" : System.getenv("PATH"))
                .map(folder -> Path.of(folder).resolve(named))
                .map(Path::toAbsolutePath)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no packer: " + named));
    }

    /** Starts its process, and waits until Jenkins has it. */
    void connect() {
        Matcher secret = SECRET.matcher(controller.web().get("/computer/" + name + "/jenkins-agent.jnlp"));
        if (!secret.find()) {
            throw new AssertionError("Jenkins tells no secret of agent " + name);
        }
        program = Program.start(
                directory,
                directory.resolveSibling(name + ".log"),
                environment,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        option,
                        "-jar",
                        "agent.jar",
                        "-url",
                        controller.url() + "/",
                        "-name",
                        name,
                        "-secret",
                        secret.group(1),
                        "-webSocket",
                        "-workDir",
                        directory.toString()));
        Until.isTrue("agent " + name + " is connected", CONNECTION, this::isConnected, program::output);
    }

    private boolean isConnected() {
        return !controller
                .web()
                .json("/computer/" + name + "/api/json?tree=offline")
                .path("offline")
                .asBoolean(true);
    }

    /** As a power cut of its machine does, but what it had started runs on. */
    void crash() {
        program.kill();
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        program.stop();
    }
}
