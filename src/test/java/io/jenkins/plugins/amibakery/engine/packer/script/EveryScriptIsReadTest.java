package io.jenkins.plugins.amibakery.engine.packer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts and playbooks of this checkout can be read, each of them. */
class EveryScriptIsReadTest {
    static Stream<Path> files() throws IOException {
        return Stream.of("packer", "src/test/recipes", "src/test/acceptance", "src/it", "tools", "bench")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(EveryScriptIsReadTest::below);
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(".sh")
                            || path.toString().contains("/tasks/")
                            || path.toString().endsWith("playbook.yml")
                            || read(path).startsWith("#!/bin/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void itIsRead(Path path) {
        FloatingScan scan = new FloatingScan(name -> Optional.empty());
        List<Floating> found = path.toString().endsWith("yml")
                ? AnsibleScan.tasks(path.toString(), read(path), scan)
                : scan.script(path.toString(), 1, read(path), Map.of());
        assertThat(found)
                .extracting(Floating::why)
                .noneMatch(why -> why.contains("could not be read") || why.contains("cannot be read"));
    }

    @Test
    void ofImgMgrOnlyDebiansPackagesAreNotPinned() throws IOException {
        Path provision = Path.of("packer/provision");
        Function<String, Optional<String>> inputs = name -> below(provision)
                .filter(path -> path.endsWith(name.substring(name.lastIndexOf('/') + 1)))
                .findFirst()
                .or(() -> Optional.of(provision.resolve("rootfs" + name)).filter(Files::isRegularFile))
                .map(EveryScriptIsReadTest::read);
        FloatingScan scan = new FloatingScan(inputs);
        List<Floating> found = Stream.of("prepare.sh", "install.sh", "check.sh", "seal.sh")
                .flatMap(name -> scan.script(name, 1, read(provision.resolve(name)), Map.of()).stream())
                .toList();
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.text()).startsWith("apt --no-install-recommends dist-upgrade");
            assertThat(one.settling()).isEqualTo(Settling.REPOSITORIES);
        });
    }
}
