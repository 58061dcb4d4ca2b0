package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.reuse.KeyQuestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery why}: shows what decides an image, and in what that differs from another bake. */
@Command(
        name = "why",
        description = "Show what decides an image, and how it differs from another bake.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class WhyCommand implements Callable<Integer> {
    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private InputOptions inputs;

    @Option(
            names = "--against",
            paramLabel = "REPORT.json|AMI",
            description = "Compare with another bake: its report (bake --json, why --json), or an AMI's id.")
    private String against;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CliEnvironment surroundings = recipe.surroundings();
        BakeRequest request = recipe.request(surroundings).build();
        Optional<BakeKey> earlier = against == null || AmiId.isAmiId(against)
                ? Optional.empty()
                : Optional.of(KeyJson.read(Path.of(against), new KnownKeys(surroundings.environment())::find));
        LocalPacker packer = new LocalPacker(surroundings.environment());
        PackerVersion version = packer.version(request.packer(), request.directory());
        PackerPlugins plugins = packer.plugins(request.packer(), version, request.directory());
        KeyQuestion question = new KeyQuestion(
                request,
                version,
                plugins,
                surroundings.environment(),
                surroundings.anyRegion(),
                inputs.globs(),
                Optional.empty());
        try (Cloud cloud = new AwsCloud(surroundings.access())) {
            BakeKey key = LocalKeys.keyed(question, cloud).key();
            Optional<String> tagged = against == null || earlier.isPresent()
                    ? Optional.empty()
                    : Optional.of(tagOf(new AmiId(against), surroundings, cloud));
            tell(key, earlier, tagged);
        }
        return ExitCode.OK;
    }

    private void tell(BakeKey key, Optional<BakeKey> earlier, Optional<String> tagged) {
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            root.set("key", KeyJson.of(key));
            root.put("secrets", key.hasSecrets());
            earlier.ifPresent(other -> root.set("changes", KeyJson.of(key.since(other))));
            Optional<String> other = earlier.map(BakeKey::digest).or(() -> tagged);
            other.ifPresent(digest -> root.put("same", digest.equals(key.digest())));
            System.out.println(root);
            return;
        }
        KeyText text = new KeyText(Terminal.on(System.out));
        if (earlier.isPresent()) {
            text.compare(key, earlier.get(), against);
        } else if (tagged.isPresent()) {
            text.compare(key, tagged.get(), against);
        } else {
            text.show(key);
        }
    }

    /** An AMI carries the digest of its bake's key; the parts are in the report of that bake. */
    private static String tagOf(AmiId id, CliEnvironment surroundings, Cloud cloud) {
        Region region = surroundings
                .anyRegion()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No region is given; name one with --region or in AWS_REGION, such as us-west-2."));
        List<Ami> there = cloud.images().describe(region, List.of(id));
        if (there.isEmpty()) {
            throw new IllegalArgumentException("There is no " + id + " in " + region + ".");
        }
        return Optional.ofNullable(there.get(0).tags().get(Tags.BAKE_KEY))
                .orElseThrow(() -> new IllegalArgumentException(
                        id + " has no tag " + Tags.BAKE_KEY + ", so it was not baked with a key."));
    }
}
