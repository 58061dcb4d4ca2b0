package io.jenkins.plugins.amibakery.it.acceptance;

import java.util.Map;

/** A job. */
record Job(Controller controller, String name) {
    /** Starts a build. */
    Build start() {
        int number = controller
                .web()
                .json("/job/" + name + "/api/json?tree=nextBuildNumber")
                .path("nextBuildNumber")
                .asInt();
        controller.web().post("/job/" + name + "/build?delay=0sec", Map.of());
        return new Build(controller, "/job/" + name + "/" + number, name, number);
    }

    /** Runs a build to its end. */
    Build run() {
        Build build = start();
        build.result();
        return build;
    }
}
