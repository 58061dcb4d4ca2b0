package io.jenkins.plugins.amibakery.it.acceptance;

import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A controller that the sample configuration has set up, from nothing, with its agent; the library and the images come from
 * repositories of files, AWS is a local cloud.
 */
final class Workshop implements AutoCloseable {
    private static final String CONTROLLER_KEY = "AKIAOFTHECONTROLLER0";

    /** The keys `aws-baker` of the jobs in the folder img-mgr. */
    static final String IMG_MGR_KEY = "AKIAOFIMGMGR00000000";

    /** Those in the folder playground. */
    static final String PLAYGROUND_KEY = "AKIAOFPLAYGROUND0000";

    private static final String PASSWORD = "only-for-tests";
    private static final Path SAMPLE =
            Path.of("resources/io/jenkins/plugins/amibakery/controller").toAbsolutePath();

    private final Path directory;
    private final Cloud cloud;
    private final Repository images;
    private final Controller controller;
    private final Agent agent;

    /** @param directory for everything; what is in it goes */
    Workshop(RealJenkins real, Path directory) {
        this.directory = empty(directory);
        this.cloud = Cloud.start(directory.resolve("cloud"));
        calm();
        Repository library = Repository.in(directory.resolve("library")).copy("vars", "src/io", "resources");
        library.commit();
        this.images = Repository.in(directory.resolve("images")).copy("packer", "runway");
        prepareImages();
        this.controller = new Controller(real, directory.resolve("home"));
        controller.environment(environment(library));
        write(directory.resolve("home/admin.password"), PASSWORD);
        controller.restart();
        this.agent = Agent.ofNode(controller, "agent", directory.resolve("agent"), agentEnvironment());
    }

    private void prepareImages() {
        String subnet = cloud.variables().get("subnet_id");
        String template = "packer/img-mgr-packer.json";
        images.write(
                template, images.read(template).replace("\"subnet_id\": \"\"", "\"subnet_id\": \"" + subnet + "\""));
        images.write(
                "images/worker.json",
                SmallTemplate.TEXT.replaceFirst("\"subnet_id\": *\"\"", "\"subnet_id\": \"" + subnet + "\""));
        images.commit();
    }

    private Map<String, String> environment(Repository library) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("CASC_JENKINS_CONFIG", SAMPLE.resolve("jenkins.yaml").toString());
        variables.put("CONTROLLER", SAMPLE.toString());
        variables.put("JENKINS_URL", controller.url() + "/");
        variables.put("ADMIN_PASSWORD", PASSWORD);
        variables.put("BAKER_PASSWORD", PASSWORD);
        variables.put("APPROVER_PASSWORD", PASSWORD);
        variables.put("IMAGES", images.url());
        variables.put("LIBRARY", library.url());
        variables.put("AGENT_HOME", directory.resolve("agent").toString());
        variables.put("AWS_ENDPOINT", cloud.endpoint());
        variables.put("AWS_ACCESS_KEY", CONTROLLER_KEY);
        variables.put("AWS_SECRET_KEY", "a-secret");
        variables.put("IMG_MGR_ACCESS_KEY", IMG_MGR_KEY);
        variables.put("IMG_MGR_SECRET_KEY", "a-secret");
        variables.put("PLAYGROUND_ACCESS_KEY", PLAYGROUND_KEY);
        variables.put("PLAYGROUND_SECRET_KEY", "a-secret");
        return variables;
    }

    /** The instances of the local cloud find S3 by its own address, and there are no certificates for prod. */
    private Map<String, String> agentEnvironment() {
        return Map.of(
                "S3_ENDPOINT",
                cloud.instanceEndpoint(),
                "PLAIN_HTTP",
                "allowed",
                "CFNGIN_STACK_POLL_TIME",
                "1",
                "AWS_EC2_METADATA_DISABLED",
                "true");
    }

    /** Makes the cloud quick and faultless; the keys of controller and folders are good in it. */
    void calm() {
        cloud.calm();
        trust(CONTROLLER_KEY, IMG_MGR_KEY, PLAYGROUND_KEY);
    }

    /** From now on the cloud knows these keys of the controller's and folders', and its own. */
    void trust(String... keys) {
        String pairs =
                Stream.of(keys).map(key -> "\"" + key + "\": \"a-secret\"").collect(Collectors.joining(", "));
        cloud.settings("{\"accessKeys\": {" + pairs + "}}");
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

    Repository images() {
        return images;
    }

    /** The browser of one of the users of the sample. */
    Web as(String user) {
        return controller.web(user, PASSWORD);
    }

    /** Makes a Jenkinsfile the one of a job of the sample. */
    Job job(String folder, String name, String jenkinsfile) {
        images.write(name.equals("img-mgr") ? "Jenkinsfile" : "nightly.Jenkinsfile", jenkinsfile);
        images.commit();
        return new Job(controller, folder + "/job/" + name);
    }

    /** Makes a job like img-mgr, with a Jenkinsfile of its own. */
    Job another(String folder, String name, String jenkinsfile) {
        String like = controller.web().get("/job/" + folder + "/job/img-mgr/config.xml");
        Web.Answer made = controller.web().postXml("/job/" + folder + "/createItem?name=" + name, like);
        if (!made.isGood()) {
            throw new AssertionError("Job " + name + ": " + made);
        }
        job(folder, "img-mgr", jenkinsfile);
        return new Job(controller, folder + "/job/" + name);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory, made or emptied. */
    static Path empty(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
