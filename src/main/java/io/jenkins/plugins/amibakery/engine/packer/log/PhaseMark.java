package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.Phase;
import java.util.List;

/**
 * The lines by which a phase of a build is known to begin, the same in packer's generations but for capitals.
 *
 * @param phase the phase that begins
 * @param words how the line begins
 */
record PhaseMark(Phase phase, String words) {
    private static final List<PhaseMark> ALL = List.of(
            new PhaseMark(Phase.LAUNCH, "Launching a source AWS instance"),
            new PhaseMark(Phase.LAUNCH, "Launching a spot AWS instance"),
            new PhaseMark(Phase.CONNECT, "Waiting for auto-generated password"),
            new PhaseMark(Phase.CONNECT, "Using ssh communicator"),
            new PhaseMark(Phase.CONNECT, "Using SSH communicator"),
            new PhaseMark(Phase.CONNECT, "Using winrm communicator"),
            new PhaseMark(Phase.CONNECT, "Using WinRM communicator"),
            new PhaseMark(Phase.CONNECT, "Waiting for SSH to become available"),
            new PhaseMark(Phase.CONNECT, "Waiting for WinRM to become available"),
            new PhaseMark(Phase.PROVISION, "Connected to SSH!"),
            new PhaseMark(Phase.PROVISION, "Connected to WinRM!"),
            new PhaseMark(Phase.PROVISION, "Provisioning with "),
            new PhaseMark(Phase.PROVISION, "Running local shell script: "),
            new PhaseMark(Phase.PROVISION, "Uploading "),
            new PhaseMark(Phase.STOP, "Stopping the source instance"),
            new PhaseMark(Phase.STOP, "Automatic instance stop disabled"),
            new PhaseMark(Phase.IMAGE, "Creating AMI "),
            new PhaseMark(Phase.IMAGE, "Creating snapshot of EBS Volume "),
            new PhaseMark(Phase.IMAGE, "Creating snapshot..."),
            new PhaseMark(Phase.IMAGE, "Registering the AMI"),
            new PhaseMark(Phase.COPY, "Copying/Encrypting AMI ("),
            new PhaseMark(Phase.TAG, "Enabling deprecation on AMI ("),
            new PhaseMark(Phase.TAG, "Modifying attributes on AMI ("),
            new PhaseMark(Phase.TAG, "Adding tags to AMI ("),
            new PhaseMark(Phase.CLEANUP, "Terminating the source AWS instance"),
            new PhaseMark(Phase.CLEANUP, "Deleting temporary security group"),
            new PhaseMark(Phase.CLEANUP, "Deleting temporary keypair"));

    /** The phase a line begins, null when it begins none. */
    static Phase begunBy(String line) {
        if (line.isEmpty() || "LUWCPSARETMD".indexOf(line.charAt(0)) < 0) {
            return null;
        }
        for (PhaseMark mark : ALL) {
            if (line.startsWith(mark.words)) {
                return mark.phase;
            }
        }
        return null;
    }
}
