package io.jenkins.plugins.amibakery.library;

import com.lesfurets.jenkins.unit.BasePipelineTest;
import com.lesfurets.jenkins.unit.global.lib.LibraryConfiguration;
import groovy.lang.Closure;
import hudson.AbortException;
import io.jenkins.plugins.amibakery.steps.library.PlayedConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Jenkinsfile that uses the library of this repository, with Jenkins' steps played and all calls of them recorded. A step of the plugin
 * answers as it does in a good build unless it is told otherwise.
 */
final class Jenkinsfile extends BasePipelineTest {
    static final String AMI = "ami-0d53cc9bd365ad65b";
    static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String RESOURCES = "resources/";

    private final Map<String, Step> answers = new HashMap<>();
    private final List<String> tree = new ArrayList<>();
    private final Map<String, Object> build = new HashMap<>();
    private int depth;

    Jenkinsfile() {
        setScriptRoots(new String[] {"."});
        setScriptExtension("groovy");
        LibraryConfiguration library = new LibraryConfiguration();
        library.setName("ami-bakery");
        library.setDefaultVersion("main");
        library.setTargetPath(".");
        library.setImplicit(true);
        library.setRetriever((name, version, target) -> List.of(root()));
        try {
            super.setUp();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        getHelper().registerSharedLibrary(library);
        getBinding().setVariable("scm", "the sources");
        getBinding().setVariable("currentBuild", build);
        getBinding()
                .setVariable(
                        "env",
                        Map.of(
                                "WORKSPACE", "/agent/workspace/web",
                                "BUILD_URL", "https://jenkins.example.com/job/web/7/",
                                "BUILD_NUMBER", "7",
                                "JOB_NAME", "web"));
        blocks("node", "ws", "stage", "withEnv", "timeout");
        steps("checkout", "deleteDir", "unstash", "stash", "echo", "mail", "sh", "bakeAmi", "runwayDeploy", "input");
        steps("runwayApproval", "runwayCheck", "verifyFleet", "testAmi", "prove", "unstable");
        steps("slackSend", "libraryResource", "readTrusted", "readBakeryConfig", "fileExists", "readFile", "error");
        step("parallel", this::parallel, Map.class);
        goodBuild();
    }

    private static URL root() {
        try {
            return Path.of("").toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void goodBuild() {
        on("error", said -> {
            throw new Failed(said.get(0).toString());
        });
        on("libraryResource", path -> read(RESOURCES + path.get(0)));
        on("readBakeryConfig", given -> {
            Map<?, ?> map = (Map<?, ?>) given.get(0);
            try {
                return PlayedConfig.read(
                        map.get("text").toString(), map.get("file").toString());
            } catch (AbortException e) {
                throw new Failed(e.getMessage());
            }
        });
        on("fileExists", path -> false);
        on("sh", given -> 0);
        on("input", question -> "alice");
        on("runwayApproval", given -> Map.of("input", "Deploy-dev", "question", "Deploy?", "answer", "Deploy to dev"));
        on("bakeAmi", given -> List.of(ami(AMI, false, "")));
        on("runwayDeploy", given -> deployment((Map<?, ?>) given.get(0)));
    }

    /** An AMI as bakeAmi returns it. */
    static Map<String, Object> ami(String id, boolean reused, String reason) {
        Map<String, Object> ami = new LinkedHashMap<>();
        ami.put("id", id);
        ami.put("region", "us-west-2");
        ami.put("reused", reused);
        ami.put("reason", reason);
        return ami;
    }

    private static Map<String, Object> deployment(Map<?, ?> given) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", given.get("environment"));
        map.put("ami", AMI);
        map.put(
                "stacks",
                List.of(Map.of("name", "web", "status", "CREATE_COMPLETE", "outputs", Map.of("Url", "http://web"))));
        if ("plan".equals(given.get("action"))) {
            map.put("plan", Map.of("digest", DIGEST, "whole", true, "gaps", List.of()));
        }
        return map;
    }

    static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a step answer otherwise. */
    Jenkinsfile on(String step, Step answer) {
        answers.put(step, answer);
        return this;
    }

    /** What the build's page shows beside its number. */
    Object description() {
        return build.get("description");
    }

    /** Runs a text. */
    Object run(String text) {
        try {
            Path file = Files.createTempFile(Path.of("target"), "Jenkinsfile", ".groovy");
            try {
                Files.writeString(file, text);
                return runScript(file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message with which it fails. */
    String failure(String text) {
        try {
            run(text);
        } catch (Failed e) {
            return e.getMessage();
        }
        throw new AssertionError("It does not fail; its calls:\n" + String.join("\n", tree));
    }

    /** What was called, a line each, indented by blocks. */
    List<String> tree() {
        return tree;
    }

    /** What was called of one step. */
    List<String> calls(String step) {
        return tree.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(step + "("))
                .toList();
    }

    private void steps(String... names) {
        for (String name : names) {
            Step play = given -> {
                tree.add(Calls.line(depth, name, given));
                return answers.getOrDefault(name, nothing -> null).of(given);
            };
            step(name, play);
            step(name, play, String.class);
            step(name, play, Map.class);
        }
    }

    private void blocks(String... names) {
        for (String name : names) {
            Step play = given -> {
                tree.add(Calls.line(depth, name, given));
                answers.getOrDefault(name, nothing -> null).of(given);
                return inside(given.get(given.size() - 1));
            };
            step(name, play, String.class, Closure.class);
            step(name, play, List.class, Closure.class);
            step(name, play, Map.class, Closure.class);
        }
    }

    private Object inside(Object body) {
        depth++;
        try {
            return ((Closure<?>) body).call();
        } finally {
            depth--;
        }
    }

    private Object parallel(List<Object> given) {
        Map<?, ?> branches = (Map<?, ?>) given.get(0);
        tree.add("  ".repeat(depth) + "parallel(" + branches.keySet() + ")");
        branches.values().forEach(this::inside);
        return null;
    }

    private void step(String name, Step play, Class<?>... types) {
        getHelper().registerAllowedMethod(name, List.of(types), new Played(play));
    }

    /** What a step does. */
    interface Step {
        /** @param given its arguments */
        Object of(List<Object> given) throws Exception;
    }

    /** How a played build fails. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    /** A step. */
    private static final class Played extends Closure<Object> {
        private static final long serialVersionUID = 1L;

        private final transient Step play;

        Played(Step play) {
            super(null);
            this.play = play;
        }

        /** What Groovy calls. */
        @SuppressWarnings("unused")
        public Object doCall(Object... arguments) throws Exception {
            return play.of(List.of(arguments));
        }
    }
}
