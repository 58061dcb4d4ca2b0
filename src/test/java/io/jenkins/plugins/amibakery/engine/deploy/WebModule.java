package io.jenkins.plugins.amibakery.engine.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small runway.yml with one CFNgin module, {@code web.cfn}, that deploys the stack {@code web-dev-web} to us-west-2. */
public final class WebModule {
    private WebModule() {}

    /** @param directory is made if it is not there */
    public static void in(Path directory) throws IOException {
        Path module = Files.createDirectories(directory.resolve("web.cfn"));
        Files.writeString(directory.resolve("runway.yml"), """
                deployments:
                  - modules: [web.cfn]
                    regions: [us-west-2]
                """);
        Files.writeString(module.resolve("dev-us-west-2.env"), "size: 1\n");
        Files.writeString(module.resolve("cfngin.yml"), """
                namespace: web-${environment}
                cfngin_bucket: web-bucket
                persistent_graph_key: web
                stacks: {web: {template_path: web.yml}}
                """);
    }
}
