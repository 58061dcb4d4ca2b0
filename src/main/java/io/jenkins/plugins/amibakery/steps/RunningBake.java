package io.jenkins.plugins.amibakery.steps;

/** A bake as the controller remembers it beyond its build: enough to stop packer and to clean up. Saved; holds no secret. */
final class RunningBake {
    /** The build, as {@code Run.fromExternalizableId} finds it. */
    final String run;

    final BakeParameters parameters;

    final BakeState state;

    RunningBake(String run, BakeParameters parameters, BakeState state) {
        this.run = run;
        this.parameters = parameters;
        this.state = state;
    }
}
