package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A stack as a page shows it. */
@Restricted(NoExternalUse.class)
public final class StackView {
    private final StackRecord record;
    private final boolean running;
    private final boolean destroyed;
    private final String endpoint;

    /**
     * @param running whether its deployment still runs
     * @param destroyed whether it was to be deleted
     * @param endpoint the address of a test cloud; empty for AWS
     */
    StackView(StackRecord record, boolean running, boolean destroyed, String endpoint) {
        this.record = record;
        this.running = running;
        this.destroyed = destroyed;
        this.endpoint = endpoint;
    }

    public StackRecord getRecord() {
        return record;
    }

    public StatusView getStatus() {
        return StatusView.ofStack(record.getStatus(), running);
    }

    /** For a person: {@code img-mgr (us-west-2)}. */
    public String getPlace() {
        return record.getRegion().isEmpty()
                ? record.getStack()
                : Messages.Stack_place(record.getStack(), record.getRegion());
    }

    /** Where the CloudFormation console shows it; null when it does not. */
    public String getConsoleUrl() {
        return endpoint.isEmpty() ? ConsoleLink.toStack(record.getRegion(), record.getStack(), destroyed) : null;
    }
}
