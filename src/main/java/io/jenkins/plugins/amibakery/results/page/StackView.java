package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import java.util.List;
import java.util.stream.Stream;
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

    /** CloudFormation's own word where that is known of a stack that went well. */
    public StatusView getStatus() {
        boolean good = List.of(StackRecord.COMPLETE, StackRecord.SKIPPED).contains(record.getVerdict());
        return StatusView.ofStack(
                good && !record.getStatus().isEmpty() ? record.getStatus() : record.getVerdict(), running);
    }

    /** The whole name as far as it is known. */
    public String getName() {
        return record.getName().isEmpty() ? record.getStack() : record.getName();
    }

    /** In the order of their names. */
    public List<LinkedText> getOutputs() {
        return record.getOutputs().stream()
                .map(output -> new LinkedText(output.getName(), output.getValue()))
                .toList();
    }

    /** What explains it best; empty when nothing gave a reason. */
    public String getReason() {
        return Stream.of(record.getFirstFailure(), record.getRollback(), record.getReason())
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** For a person: {@code img-mgr (us-west-2)}. */
    public String getPlace() {
        return record.getRegion().isEmpty() ? getName() : Messages.Stack_place(getName(), record.getRegion());
    }

    /** Where the CloudFormation console shows it; null when it does not. */
    public String getConsoleUrl() {
        return endpoint.isEmpty() ? ConsoleLink.toStack(record.getRegion(), getName(), destroyed) : null;
    }
}
