package io.jenkins.plugins.amibakery.engine.packer.log;

/**
 * Where a build was when it failed; texts are empty when unknown.
 *
 * @param provisioned whether its provisioners had begun
 * @param script the script that ran last
 * @param lastOutput the last line a provisioner printed
 * @param lastError the last line it printed that calls itself an error: with two streams it need not be the last of all
 * @param host the address packer tried to connect to
 * @param choices the build names packer offered when a selection matched none
 */
record FailureContext(
        boolean provisioned, String script, String lastOutput, String lastError, String host, String choices) {
    static final FailureContext UNKNOWN = new FailureContext(false, "", "", "", "", "");

    FailureContext withChoices(String offered) {
        return new FailureContext(provisioned, script, lastOutput, lastError, host, offered);
    }
}
