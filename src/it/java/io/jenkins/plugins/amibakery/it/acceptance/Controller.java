package io.jenkins.plugins.amibakery.it.acceptance;

import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A Jenkins with the plugin, in a process of its own, on a port of 127.0.0.1. */
final class Controller implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final String OPTIONS = "-Xmx700m -XX:TieredStopAtLevel=1 -Dhudson.model.UpdateCenter.never=true"
            + " -Dhudson.plugins.git.GitSCM.ALLOW_LOCAL_CHECKOUT=true";
    private static final Pattern RECORD =
            Pattern.compile("(?m)^(?=\\d{4}-\\d\\d-\\d\\d [\\d:.]+[+-]\\d{4} |Jenkins on )");
    private static final Pattern OURS = Pattern.compile("amibakery|ami-bakery|\\bi\\.j\\.p\\.a\\.|ClassFilterImpl");

    private final RealJenkins real;
    private final Path home;
    private final Path log;
    private final int port;
    private final Map<String, String> environment = new TreeMap<>();
    private final Set<String> told = new HashSet<>();
    private String options = OPTIONS;
    private Program program;
    private Web web;

    /** One with an empty home, which does not run yet. */
    Controller(RealJenkins real, Path home) {
        this.real = real;
        this.home = home;
        this.log = home.resolveSibling("controller.log");
        this.port = freePort();
    }

    /** Starts one with an empty home. */
    static Controller start(RealJenkins real, Path home) {
        Controller controller = new Controller(real, home);
        controller.restart();
        return controller;
    }

    /** Gives its process further variables, at each start from now on. */
    void environment(Map<String, String> variables) {
        environment.putAll(variables);
    }

    /** Gives its JVM a further option, at each start from now on. */
    void option(String option) {
        options += " " + option;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts its process. Sessions end with the last one. */
    void launch() {
        web = null;
        environment.put("JENKINS_HOME", home.toString());
        environment.put("JENKINS_PORT", String.valueOf(port));
        environment.put("JAVA_OPTS", options);
        program = Program.start(
                Path.of("").toAbsolutePath(),
                log,
                environment,
                List.of(
                        "bash",
                        "src/it/sh/controller.sh",
                        real.war().toString(),
                        real.plugins().toString(),
                        System.getProperty("hpi")));
    }

    /** Waits until it answers as a Jenkins that has loaded everything. */
    void awaitReady() {
        Until.isTrue("Jenkins is up", START, this::isReady, this::log);
    }

    private boolean isReady() {
        if (!program.runs()) {
            throw new AssertionError("Jenkins ended:\n" + log());
        }
        Path password = home.resolve("admin.password");
        if (web == null && Files.exists(password)) {
            web = new Web(url(), "admin", read(password));
        }
        return web != null && web.ask("/api/json?tree=mode").isGood();
    }

    /** As a power cut does: kill -9. */
    void crash() {
        program.kill();
    }

    /** Starts it, for the first time or again. */
    void restart() {
        launch();
        awaitReady();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Web web() {
        return web;
    }

    /** Another user's browser. */
    Web web(String user, String password) {
        return new Web(url(), user, password);
    }

    Path home() {
        return home;
    }

    /** Makes a Pipeline job that runs in the sandbox, or changes it. */
    Job pipeline(String name, String script) {
        return job(name, """
                <flow-definition plugin="workflow-job">
                  <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition" plugin="workflow-cps">
                    <script>%s</script>
                    <sandbox>true</sandbox>
                  </definition>
                </flow-definition>""".formatted(xml(script)));
    }

    /** Makes a folder whose jobs trust each other's AMIs, or do not. */
    void folder(String name, boolean trusting) {
        job(name, """
                <com.cloudbees.hudson.plugins.folder.Folder plugin="cloudbees-folder"><properties>
                  <io.jenkins.plugins.amibakery.trust.AmiTrustProperty plugin="ami-bakery">
                    <trusting>%s</trusting>
                  </io.jenkins.plugins.amibakery.trust.AmiTrustProperty>
                </properties></com.cloudbees.hudson.plugins.folder.Folder>""".formatted(trusting));
    }

    /** Makes a job, or changes it; one in a folder is named {@code FOLDER/job/NAME}. */
    Job job(String name, String xml) {
        boolean there = web.ask("/job/" + name + "/api/json?tree=name").isGood();
        int last = name.lastIndexOf("/job/");
        String create = (last < 0 ? "" : "/job/" + name.substring(0, last)) + "/createItem?name="
                + name.substring(last < 0 ? 0 : last + "/job/".length());
        Web.Answer answer = web.postXml(there ? "/job/" + name + "/config.xml" : create, xml);
        if (!answer.isGood()) {
            throw new AssertionError("Job " + name + ": " + answer);
        }
        return new Job(this, name);
    }

    static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Runs an administrator's script, and returns what it prints. */
    String script(String groovy) {
        return web.post("/scriptText", Map.of("script", groovy)).strip();
    }

    /** Adds credentials that every job may use, given as XML. */
    void credentials(String xml) {
        Web.Answer answer = web.postXml("/credentials/store/system/domain/_/createCredentials", xml);
        if (!answer.isGood()) {
            throw new AssertionError("Credentials: " + answer);
        }
    }

    String log() {
        return read(log);
    }

    /** Warnings and errors of its log that come from our classes, or are about them; each is told once. */
    List<String> newComplaints() {
        return RECORD.splitAsStream(log())
                .filter(record -> record.contains("\tWARNING\t") || record.contains("\tSEVERE\t"))
                .filter(record ->
                        OURS.matcher(record.replace(home.toString(), "")).find())
                .map(String::strip)
                .filter(told::add)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.stop();
    }
}
