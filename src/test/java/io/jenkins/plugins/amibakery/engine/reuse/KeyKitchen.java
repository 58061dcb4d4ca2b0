package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.cloud.BaseImages;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packages.Addresses;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A recipe in a folder, and everything else that a bake's key depends on; each part can be changed. */
final class KeyKitchen implements BaseImages {
    final Path folder;
    final Map<String, String> variables = new LinkedHashMap<>();
    final Map<String, String> secrets = new LinkedHashMap<>(Map.of("token", "s3cr3t-value"));
    final Map<String, String> environment = new LinkedHashMap<>(Map.of("STAGE", "dev"));
    final Map<String, String> tags = new LinkedHashMap<>();
    final Map<String, Addresses.Answer> addresses = new LinkedHashMap<>();
    final List<String> inputs = new ArrayList<>(List.of("lists/**/*.txt"));
    final List<Path> variableFiles = new ArrayList<>(List.of(Path.of("vars.json")));
    Path template = Path.of("web.json");
    PackerVersion packer = new PackerVersion(1, 9, 5);
    String plugin = "v1.2.0";
    String base = "ami-0aaaaaaaaaaaaaaaa";
    String owner = "136693071363";
    String bakeId = "20260101-120000-aaaaaaaa";
    String recipe = "web";
    Set<String> only = Set.of();
    Set<String> except = Set.of();
    Optional<Region> region = Optional.empty();
    Optional<LockFile> lock = Optional.empty();
    byte[] secretKey = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    KeyKitchen(Path folder) {
        this.folder = folder;
    }

    /** Writes a file; directories above it are made. */
    void write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void edit(String name, UnaryOperator<String> change) {
        String before = read(name);
        String after = change.apply(before);
        if (before.equals(after)) {
            throw new IllegalStateException("The test changes nothing in " + name);
        }
        write(name, after);
    }

    void replace(String name, String from, String to) {
        edit(name, text -> text.replace(from, to));
    }

    void mode(String name, String permissions) {
        try {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void link(String name, String target) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.deleteIfExists(folder.resolve(name));
            Files.createSymbolicLink(folder.resolve(name), Path.of(target));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void move(String from, String to) {
        try {
            Files.move(folder.resolve(from), folder.resolve(to));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    BakeKey key() {
        return keyed().key();
    }

    KeyedBake keyed() {
        BakeRequest request = BakeRequest.of(bakeId, template)
                .directory(folder)
                .variables(variables)
                .secretVariables(secrets)
                .variableFiles(variableFiles)
                .only(only)
                .except(except)
                .region(region)
                .recipe(recipe)
                .tags(tags)
                .build();
        PackerPlugins plugins = PackerPlugins.read(
                "/p/github.com/hashicorp/amazon/packer-plugin-amazon_" + plugin + "_x5.0_linux_amd64\n"
                        + "/p/github.com/hashicorp/docker/packer-plugin-docker_v1.0.0_x5.0_linux_amd64\n");
        KeyQuestion question = new KeyQuestion(
                request, packer, plugins, environment, Optional.of(new Region("us-east-1")), inputs, lock);
        return new BakeKeys(FileDigests.uncached(), secretKey, asked -> addresses).compute(question, this);
    }

    @Override
    public Map<BaseImageQuery, BaseImageAnswer> find(Collection<BaseImageQuery> queries) {
        Map<BaseImageQuery, BaseImageAnswer> answers = new LinkedHashMap<>();
        queries.forEach(query -> answers.put(query, BaseImageAnswer.of(image(query))));
        return answers;
    }

    private Ami image(BaseImageQuery query) {
        return new Ami(
                query.id().orElse(new AmiId(base)),
                query.region(),
                "debian-12-amd64-20260101",
                owner,
                AmiState.AVAILABLE,
                "",
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                "x86_64",
                true,
                List.of(),
                Map.of());
    }
}
