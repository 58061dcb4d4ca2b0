package io.jenkins.plugins.amibakery.engine.packer.log;

/**
 * Where a build was when it failed; texts are empty when unknown.
 *
 * @param provisioned whether its provisioners had begun
 * @param script the script that ran last
 * @param lastOutput the last line a provisioner printed
 * @param host the address packer tried to connect to
 * @param choices the build names packer offered when a selection matched none
 */
record FailureContext(boolean provisioned, String script, String lastOutput, String host, String choices) {
    static final FailureContext UNKNOWN = new FailureContext(false, "", "", "", "");

    FailureContext withChoices(String offered) {
        return new FailureContext(provisioned, script, lastOutput, host, offered);
    }
}
