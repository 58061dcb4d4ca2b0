package io.jenkins.plugins.amibakery.schedule;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.agent.EngineCall;
import io.jenkins.plugins.amibakery.agent.RemoteIdentity;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;

/**
 * An agent that does a piece of the engine's work for a look.
 *
 * @param identity its own
 */
record AskedAgent(VirtualChannel channel, RemoteIdentity identity) {
    /** EC2 throttling a busy account for a while is waited for. */
    private static final long PATIENCE_MINUTES = 10;

    /** Empty when it is not connected. */
    static Optional<AskedAgent> of(String name) throws IOException, InterruptedException {
        Computer computer = Jenkins.get().getComputer(name);
        VirtualChannel channel = computer == null ? null : computer.getChannel();
        return channel == null
                ? Optional.empty()
                : Optional.of(new AskedAgent(
                        channel, RemoteIdentity.ofEnvironment(new HashMap<>(computer.getEnvironment()))));
    }

    /** What is said of one that is not. */
    static String gone(String name) {
        return "the agent " + name + " is not connected any more";
    }

    <R extends Serializable> R answer(EngineCall<R> call, Class<R> type)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        return new FilePath(channel, ".")
                .actAsync(call)
                .get(PATIENCE_MINUTES, TimeUnit.MINUTES)
                .of(type, new Masker(List.of()));
    }
}
