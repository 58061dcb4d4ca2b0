package io.jenkins.plugins.amibakery.it.acceptance;

import java.util.Map;

/** A job. */
record Job(Controller controller, String name) {
    /** Starts a build. */
    Build start() {
        Build build = build(next());
        controller.web().post("/job/" + name + "/build?delay=0sec", Map.of());
        return build;
    }

    /** Starts a build with parameters. */
    Build start(Map<String, String> parameters) {
        Build build = build(next());
        controller.web().post("/job/" + name + "/buildWithParameters?delay=0sec", parameters);
        return build;
    }

    private int next() {
        return controller
                .web()
                .json("/job/" + name + "/api/json?tree=nextBuildNumber")
                .path("nextBuildNumber")
                .asInt();
    }

    private Build build(int number) {
        return new Build(controller, "/job/" + name + "/" + number, name, number);
    }

    /** Runs a build to its end. */
    Build run() {
        Build build = start();
        build.result();
        return build;
    }
}
