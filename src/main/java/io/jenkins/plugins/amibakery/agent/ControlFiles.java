package io.jenkins.plugins.amibakery.agent;

/**
 * The files by which a bake is steered and followed. They lie in a directory of its own beside the workspace, which only the
 * agent's user can read and which is removed after the bake.
 */
final class ControlFiles {
    /** What packer prints. */
    static final String LOG = "log";

    /** Packer's exit code, once it has ended. */
    static final String EXIT_CODE = "exit-code";

    /** Who runs: process id, what the kernel says of the process, its process id namespace and the machine's boot, a line each. */
    static final String PROCESS = "process";

    /** What packer says of its plugins; there once it is complete, and not for every packer. */
    static final String PLUGINS = "plugins";

    /** A directory that exists from the moment something was started, so that nothing is started twice. */
    static final String STARTED = "started";

    /** Exists once somebody wants the bake to stop. */
    static final String STOP = "stop";

    private ControlFiles() {}
}
