package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A moto server of its own on a free port of this machine, for tests that want an EC2 which remembers. */
public final class MotoServer implements AutoCloseable {
    private static final String IMAGES = """
            [{"ami_id": "ami-0ba5e0ba5e0ba5e00", "name": "base", "owner_id": "801119661308", "state": "available",
              "public": true, "architecture": "x86_64", "virtualization_type": "hvm", "hypervisor": "xen",
              "root_device_type": "ebs", "root_device_name": "/dev/sda1", "image_type": "machine",
              "image_location": "amazon/base", "description": "base", "sriov": "simple"}]""";

    /** S3 looks at a condition and writes in one; moto does it in two, and so has to do one after the other. */
    private static final String PROGRAM = """
            import threading
            from moto.s3.responses import S3Response
            from moto.server import main
            turn, put = threading.Lock(), S3Response.put_object
            def put_in_turn(self):
                with turn:
                    return put(self)
            S3Response.put_object = put_in_turn
            main()""";

    private final Process process;
    private final URI address;

    private MotoServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one; the test is skipped, aloud, where no Python with moto is at hand. */
    public static MotoServer start(Path folder) throws IOException, InterruptedException {
        Optional<Path> python = python();
        if (python.isEmpty()) {
            System.err.println("SKIPPED: tests against moto, as no Python with moto was found; "
                    + "'make test' makes .local/venv, or set AMI_BAKERY_PYTHON.");
        }
        assumeTrue(python.isPresent(), "no Python with moto: set AMI_BAKERY_PYTHON, or run 'make test'");
        Path images = Files.writeString(folder.resolve("amis.json"), IMAGES);
        int port = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(python.get().toString(), "-c", PROGRAM, "-H", "127.0.0.1", "-p", port + "");
        builder.environment().put("MOTO_AMIS_PATH", images.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("moto.log").toFile());
        MotoServer moto = new MotoServer(builder.start(), URI.create("http://127.0.0.1:" + port));
        moto.awaitReady(folder.resolve("moto.log"));
        return moto;
    }

    private static Optional<Path> python() throws IOException, InterruptedException {
        String given = System.getProperty("AMI_BAKERY_PYTHON", System.getenv().getOrDefault("AMI_BAKERY_PYTHON", ""));
        for (Path python :
                List.of(Path.of(given), Path.of(".local/venv/bin/python").toAbsolutePath())) {
            if (Files.isExecutable(python) && !Files.isDirectory(python) && hasMoto(python)) {
                return Optional.of(python);
            }
        }
        return Optional.empty();
    }

    private static boolean hasMoto(Path python) throws IOException, InterruptedException {
        String check = "import importlib.util as u, sys; sys.exit(not (u.find_spec('moto') and u.find_spec('flask')))";
        return new ProcessBuilder(python.toString(), "-c", check)
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        for (int look = 0; look < 600 && process.isAlive(); look++) {
            if (answers()) {
                return;
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        close();
        assertThat(Files.readString(log)).as("moto did not start").isEmpty();
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    address.resolve("/moto-api/data.json").toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public AwsAccess access() {
        return AwsAccess.ofEnvironment(Map.of(
                "AWS_ACCESS_KEY_ID",
                "testing",
                "AWS_SECRET_ACCESS_KEY",
                "testing",
                "AWS_ENDPOINT_URL",
                address.toString()));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
