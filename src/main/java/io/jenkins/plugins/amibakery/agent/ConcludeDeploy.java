package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.deploy.Deploy;
import io.jenkins.plugins.amibakery.engine.deploy.DeployKnown;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.RunwayEnd;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.runway.RunwayLog;
import io.jenkins.plugins.amibakery.engine.runway.RunwayOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Concludes a deployment where Runway ran and as whom it ran, by the log in its control directory.
 *
 * @param request what was asked
 * @param known what was known before; what runway.yml tells is read anew
 * @param end how Runway ended
 * @param control the control directory
 */
public record ConcludeDeploy(DeployRequest request, DeployKnown known, RunwayEnd end, String control)
        implements UseCase<DeployReport> {
    @Override
    public DeployReport run(Workplace place, Cloud cloud) throws IOException {
        DeployRequest wanted = request.in(place.directory());
        DeployKnown all = known.with(Deploy.scope(wanted, place.environment()));
        return Deploy.conclude(wanted, all, end, log(Path.of(control)), cloud);
    }

    /** Reads a log; one that is not there tells nothing: Runway was never started, or its machine lost the file. */
    static RunwayLog log(Path control) throws IOException {
        RunwayLog log = new RunwayLog();
        RunwayOutput output = new RunwayOutput(log);
        Optional<ControlDirectory> opened = ControlDirectory.open(control);
        if (opened.isPresent()) {
            try (ControlDirectory directory = opened.get()) {
                feed(output, directory);
            }
        }
        output.end();
        return log;
    }

    private static void feed(RunwayOutput output, ControlDirectory directory) throws IOException {
        Optional<SeekableByteChannel> file = directory.file(ControlFiles.LOG);
        if (file.isPresent()) {
            byte[] some = new byte[1 << 16];
            try (InputStream in = Channels.newInputStream(file.get())) {
                for (int read = in.read(some); read >= 0; read = in.read(some)) {
                    output.feed(some, 0, read);
                }
            }
        }
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return "ConcludeDeploy[" + request + "]";
    }
}
