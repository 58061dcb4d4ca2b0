package io.jenkins.plugins.amibakery.engine.lockfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.build.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of a lock file in one bake, where its files are. */
class BakeLockTest {
    private static final Optional<Region> HERE = Optional.of(SampleLock.REGION);
    private static final AmiId OTHER = new AmiId("ami-0ffffffffffffffff");
    private static final BakedAmi MADE = BakedAmi.named("web", SampleLock.REGION, new AmiId("ami-0123456789abcdef0"));
    private static final Supplier<ImageCatalog> NOBODY = () -> {
        throw new AssertionError("nobody is to be asked");
    };
    private static final String MANIFEST = """
            {"packages": [{"name": "bash", "version": "5.2.15-2"}, {"name": "nginx", "version": "1.22.1-9"}],
             "python": [{"name": "flask", "version": "3.1.3"}]}
            """;

    @TempDir
    private Path directory;

    private Path file;
    private Path scratch;

    @BeforeEach
    void recipe() throws IOException {
        Files.createDirectories(directory.resolve("packer"));
        Files.writeString(
                directory.resolve("packer/web-packer.json"),
                "{\"variables\": {\"source_ami\": \"\"}, \"builders\": [{\"type\": \"amazon-ebs\", \"name\": \"web\"}]}");
        file = directory.resolve("packer/web.lock.json");
        scratch = Files.createDirectories(directory.resolve("scratch"));
    }

    @Test
    void theLockLiesBesideTheTemplateAndIsCalledAsAPersonWould() {
        assertThat(lock(LockUse.Mode.NONE).shown()).isEqualTo("packer/web.lock.json");
    }

    @Test
    void anotherFileIsCalledAsItWasGiven() throws IOException {
        Path elsewhere = directory.resolve("locks/web.json");
        Files.createDirectories(elsewhere.getParent());
        LockFiles.write(elsewhere, SampleLock.lock());
        BakeLock lock =
                new BakeLock(new LockUse(LockUse.Mode.KEEP, elsewhere.toString(), scratch.toString()), request());

        assertThat(lock.shown()).isEqualTo(elsewhere.toString());
        assertThat(lock.kept()).contains(SampleLock.lock());
    }

    @Test
    void aBakeWithoutALockReadsNoneAndAsksNobody() throws IOException {
        Files.writeString(file, "broken");
        BakeLock lock = lock(LockUse.Mode.NONE);

        lock.read();
        lock.check(told(), template(), HERE, NOBODY);

        assertThat(lock.kept()).isEmpty();
        assertThat(lock.offered(HERE)).containsOnlyKeys(PackerBuild.VARIABLE_IMAGE_MANIFESTS);
        assertThat(lock.judge(verdict(), Map.of("web", OTHER), HERE)).isEqualTo(verdict());
        assertThat(lock.write(
                        told(), Map.of("web", SampleLock.BASE), List.of(SampleLock.REGION), new FakeCloud().images()))
                .isEmpty();
        assertThat(file).hasContent("broken");
    }

    @Test
    void aLockThatIsToBeKeptHasToBeThereAndWhole() throws IOException {
        assertThatThrownBy(() -> lock(LockUse.Mode.KEEP).read())
                .isInstanceOfSatisfying(
                        BakeFailedException.class,
                        e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.LOCK_MISSING));

        Files.writeString(file, "{\"version\": ");
        assertThatThrownBy(() -> lock(LockUse.Mode.KEEP).read())
                .isInstanceOfSatisfying(
                        BakeFailedException.class,
                        e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.LOCK_BROKEN));
    }

    @Test
    void oneThatIsToBeWrittenNeedNotBeThereButIsNotWrittenOverABrokenOne() throws IOException {
        lock(LockUse.Mode.WRITE).read();

        Files.writeString(file, "<<<<<<< HEAD");
        assertThatThrownBy(() -> lock(LockUse.Mode.WRITE).read()).isInstanceOf(BakeFailedException.class);
    }

    @Test
    void itIsReadOnceHoweverItChangesMeanwhile() throws IOException {
        LockFiles.write(file, SampleLock.lock());
        BakeLock lock = lock(LockUse.Mode.KEEP);
        lock.read();

        Files.delete(file);

        assertThat(lock.kept()).contains(SampleLock.lock());
    }

    @Test
    void aLockedBakeIsOfferedWhatTheLockNames() throws IOException {
        LockFiles.write(file, SampleLock.lock());

        Map<String, String> offered = lock(LockUse.Mode.KEEP).offered(HERE);

        assertThat(offered).containsEntry(PackerBuild.VARIABLE_SOURCE_AMI, SampleLock.BASE.value());
        assertThat(Path.of(offered.get(PackerBuild.VARIABLE_PACKAGE_LOCK)))
                .content()
                .contains("web\tpackages\tnginx\t1.22.1-9\n", "web\tpython\tflask\t3.1.3\n");
    }

    @Test
    void aLockedBakeHasToKnowItsRegion() throws IOException {
        LockFiles.write(file, SampleLock.lock());

        assertThatThrownBy(() -> lock(LockUse.Mode.KEEP).offered(Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A locked bake needs a region; give one, or set AWS_REGION.");
    }

    @Test
    void aBaseAmiThatIsThereMayBakeAndOneThatIsGoneMayNot() throws IOException {
        LockFiles.write(file, SampleLock.lock());
        FakeCloud cloud = new FakeCloud();

        assertThatThrownBy(() -> lock(LockUse.Mode.KEEP).check(told(), template(), HERE, cloud::images))
                .isInstanceOfSatisfying(
                        BakeFailedException.class,
                        e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.LOCK_GONE));

        cloud.has(SampleLock.ami(SampleLock.BASE, AmiState.AVAILABLE));
        lock(LockUse.Mode.KEEP).check(told(), template(), HERE, cloud::images);
    }

    @Test
    void anImageOfAnotherBaseAmiIsTakenOut() throws IOException {
        LockFiles.write(file, SampleLock.lock());
        manifest(MANIFEST);

        PackerVerdict judged = lock(LockUse.Mode.KEEP).judge(verdict(), Map.of("web", OTHER), HERE);

        assertThat(judged.amis()).isEmpty();
        assertThat(judged.failures()).extracting(Failure::cause).containsExactly(FailureCause.LOCK_DIFFERS);
    }

    @Test
    void anImageWithAnotherPackageIsTakenOutAndThePackageNamed() throws IOException {
        LockFiles.write(file, SampleLock.lock());
        manifest(MANIFEST.replace("1.22.1-9", "1.24.0-1"));

        PackerVerdict judged = lock(LockUse.Mode.KEEP).judge(verdict(), Map.of("web", SampleLock.BASE), HERE);

        assertThat(judged.amis()).isEmpty();
        assertThat(judged.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.detail()).contains("nginx", "1.22.1-9", "1.24.0-1"));
    }

    @Test
    void anImageAsTheLockWantsItStays() throws IOException {
        LockFiles.write(file, SampleLock.lock());
        manifest(MANIFEST);

        assertThat(lock(LockUse.Mode.KEEP)
                        .judge(verdict(), Map.of("web", SampleLock.BASE), HERE)
                        .amis())
                .containsExactly(MADE);
    }

    @Test
    void whereNobodyCanTellNothingIsAResultAndNothingIsRemoved() throws IOException {
        LockFiles.write(file, SampleLock.lock());
        manifest("this is no manifest");

        PackerVerdict judged = lock(LockUse.Mode.KEEP).judge(verdict(), Map.of("web", SampleLock.BASE), HERE);

        assertThat(judged.amis()).isEmpty();
        assertThat(judged.unjudged()).containsExactly(MADE);
        assertThat(judged.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(FailureCause.LOCK_DIFFERS);
            assertThat(failure.detail())
                    .contains(
                            "not removed, because it is not known to be wrong",
                            MADE.id().value());
        });
    }

    @Test
    void aFirstLockIsWrittenWithWhatWasUsed() throws IOException {
        manifest(MANIFEST);

        LockUpdate update = written().orElseThrow();

        assertThat(update.isNew()).isTrue();
        assertThat(update.file()).isEqualTo("packer/web.lock.json");
        assertThat(update.unlocked()).isEmpty();
        LockFile now = LockFiles.read(file);
        assertThat(now.packer()).isEqualTo("1.16.0");
        assertThat(now.builds().get("web").packages()).isEqualTo(SampleLock.packages());
        assertThat(now.builds().get("web").bases().get(SampleLock.REGION).id()).isEqualTo(SampleLock.BASE);
    }

    @Test
    void aBuildWithoutAManifestIsNamedAsUnlocked() throws IOException {
        assertThat(written().orElseThrow().unlocked()).containsExactly("web");
    }

    @Test
    void theSameBakeAgainChangesNothing() throws IOException {
        manifest(MANIFEST);
        written();
        byte[] before = Files.readAllBytes(file);

        LockUpdate update = written().orElseThrow();

        assertThat(update.isNew()).isFalse();
        assertThat(update.changes()).isEmpty();
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void anotherRegionStaysAndABuildThatTheTemplateHasNoMoreGoes() throws IOException {
        Region elsewhere = new Region("eu-west-1");
        LockFile both = new LockFile(
                "1.16.0",
                SampleLock.plugins(),
                new TreeMap<>(Map.of(
                        "web", SampleLock.build(elsewhere, OTHER), "old", SampleLock.build(SampleLock.REGION, OTHER))));
        LockFiles.write(file, both);
        manifest(MANIFEST);

        LockUpdate update = written().orElseThrow();

        LockFile now = LockFiles.read(file);
        assertThat(now.builds()).containsOnlyKeys("web");
        assertThat(now.builds().get("web").bases()).containsOnlyKeys(SampleLock.REGION, elsewhere);
        assertThat(update.changes()).extracting(LockChange::line).anyMatch(line -> line.contains("old"));
    }

    @Test
    void aBaseAmiThatLiesNowhereWritesNoLock() {
        assertThatThrownBy(() -> lock(LockUse.Mode.WRITE)
                        .write(told(), Map.of("web", OTHER), List.of(SampleLock.REGION), new FakeCloud().images()))
                .isInstanceOfSatisfying(
                        BakeFailedException.class,
                        e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.NO_SOURCE_AMI));
        assertThat(file).doesNotExist();
    }

    @Test
    void whatAnImageHoldsIsToldWithOrWithoutALock() throws IOException {
        manifest(MANIFEST);

        assertThat(lock(LockUse.Mode.NONE).packages())
                .containsEntry("nginx", "1.22.1-9")
                .containsEntry("flask (python)", "3.1.3");
    }

    private Optional<LockUpdate> written() throws IOException {
        return lock(LockUse.Mode.WRITE)
                .write(
                        told(),
                        Map.of("web", SampleLock.BASE),
                        List.of(SampleLock.REGION),
                        new FakeCloud()
                                .has(SampleLock.ami(SampleLock.BASE, AmiState.AVAILABLE))
                                .images());
    }

    private void manifest(String text) throws IOException {
        Path manifests = Files.createDirectories(scratch.resolve("image-manifests"));
        Files.writeString(manifests.resolve("web.json"), text);
    }

    private BakeLock lock(LockUse.Mode mode) {
        return new BakeLock(new LockUse(mode, "", scratch.toString()), request());
    }

    private BakeRequest request() {
        return BakeRequest.of("b-1", Path.of("packer/web-packer.json"))
                .directory(directory)
                .build();
    }

    private PackerTemplate template() {
        return PackerTemplate.read(request().template(), request().directory());
    }

    private static PackerTold told() {
        String amazon = "/p/github.com/hashicorp/amazon/packer-plugin-amazon_v1.8.2_x5.0_linux_amd64";
        return new PackerTold(new PackerVersion(1, 16, 0), PackerPlugins.read(amazon));
    }

    private static PackerVerdict verdict() {
        return new PackerVerdict(List.of(MADE), List.of(), false);
    }
}
