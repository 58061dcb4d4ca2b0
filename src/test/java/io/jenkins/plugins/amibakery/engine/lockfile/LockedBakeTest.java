package io.jenkins.plugins.amibakery.engine.lockfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.amibakery.engine.build.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.cloud.FakeImages;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LockedBakeTest {
    private static final AmiId OTHER = new AmiId("ami-0d12a1b2c3d4e5f60");
    private static final BakedAmi MADE = BakedAmi.named("web", SampleLock.REGION, new AmiId("ami-0123456789abcdef0"));

    private final LockedBake locked = new LockedBake(SampleLock.lock(), "img.lock.json", SampleLock.REGION);

    @Test
    void whatTheLockNamesAndIsThereMayBake() {
        locked.check(
                "1.16.0",
                SampleLock.plugins(),
                List.of("web"),
                having(SampleLock.ami(SampleLock.BASE, AmiState.AVAILABLE)));
    }

    @Test
    void anotherPackerIsNamed() {
        assertRefused(
                FailureCause.LOCK_DIFFERS,
                "differs from img.lock.json: packer 1.16.0 → 1.6.6",
                () -> locked.check("1.6.6", SampleLock.plugins(), List.of("web"), having()));
    }

    @Test
    void anotherPluginIsNamed() {
        assertRefused(
                FailureCause.LOCK_DIFFERS,
                "plugin github.com/hashicorp/amazon is gone (1.8.2)",
                () -> locked.check("1.16.0", new TreeMap<>(), List.of("web"), having()));
    }

    @Test
    void aBaseAmiThatIsGoneIsNamed() {
        assertRefused(
                FailureCause.LOCK_GONE,
                "The base AMI ami-0d12b2c3d4e5f6071 debian-12 (136693071363) that img.lock.json names for web is gone in us-west-2",
                () -> locked.check("1.16.0", SampleLock.plugins(), List.of("web"), having()));
    }

    @Test
    void aBaseAmiThatIsDisabledIsNamed() {
        Ami disabled = SampleLock.ami(SampleLock.BASE, AmiState.DISABLED);
        assertRefused(
                FailureCause.LOCK_GONE,
                "is disabled in us-west-2",
                () -> locked.check("1.16.0", SampleLock.plugins(), List.of("web"), having(disabled)));
    }

    @Test
    void aBuildOrRegionThatTheLockLacksIsNamed() {
        assertRefused(
                FailureCause.LOCK_GONE,
                "img.lock.json has no build 'db'; it has web",
                () -> locked.check("1.16.0", SampleLock.plugins(), List.of("db"), having()));
        LockedBake elsewhere = new LockedBake(SampleLock.lock(), "img.lock.json", new Region("eu-west-1"));
        assertRefused(
                FailureCause.LOCK_GONE,
                "img.lock.json has no base AMI for web in eu-west-1; it has one for us-west-2",
                () -> elsewhere.check("1.16.0", SampleLock.plugins(), List.of("web"), having()));
    }

    @Test
    void theTemplateIsToldTheBaseAmiAndWhereThePackagesStand() {
        assertEquals(
                Map.of(
                        "source_ami", SampleLock.BASE.value(),
                        "source_ami_web", SampleLock.BASE.value(),
                        "package_lock", "/run/packages.lock"),
                locked.variables("/run/packages.lock"));
    }

    @Test
    void buildsOnDifferentBasesAreToldTheirsByName() {
        LockFile two = new LockFile(
                "1",
                new TreeMap<>(),
                new TreeMap<>(Map.of(
                        "my-web",
                        SampleLock.build(SampleLock.REGION, SampleLock.BASE),
                        "db",
                        SampleLock.build(SampleLock.REGION, OTHER))));
        assertEquals(
                Map.of(
                        "source_ami_my_web",
                        SampleLock.BASE.value(),
                        "source_ami_db",
                        OTHER.value(),
                        "package_lock",
                        "p"),
                new LockedBake(two, "l", SampleLock.REGION).variables("p"));
    }

    @Test
    void anImageThatIsAsLockedIsAResult() {
        PackerVerdict judged = judge(SampleLock.BASE, SampleLock.packages());
        assertEquals(List.of(MADE), judged.amis());
        assertEquals(List.of(), judged.failures());
    }

    @Test
    void anImageWithOtherPackagesIsNoResultAndEachDifferenceIsNamed() {
        SortedMap<String, SortedMap<String, String>> packages = SampleLock.packages();
        packages.get("packages").put("nginx", "1.22.1-9+deb12u2");
        packages.get("packages").put("jq", "1.6");
        packages.get("python").clear();
        PackerVerdict judged = judge(SampleLock.BASE, packages);
        assertEquals(List.of(), judged.amis());
        assertEquals(
                List.of(
                        new Failure(
                                "web",
                                FailureCause.LOCK_DIFFERS,
                                "The image differs from img.lock.json: web: package jq is new (1.6);"
                                        + " web: package nginx 1.22.1-9 → 1.22.1-9+deb12u2; web: python package flask is gone (3.1.3)")),
                judged.failures());
    }

    @Test
    void anImageOnAnotherBaseIsNoResult() {
        PackerVerdict judged = judge(OTHER, SampleLock.packages());
        assertEquals(List.of(), judged.amis());
        assertTrue(judged.failures().get(0).detail().contains("→ " + OTHER), judged.failures()::toString);
    }

    @Test
    void anImageThatGivesNoManifestCannotBeCompared() {
        PackerVerdict judged = judge(SampleLock.BASE, null);
        assertEquals(List.of(), judged.amis());
        assertTrue(
                judged.failures().get(0).detail().contains("gave no manifest of the image"),
                judged.failures()::toString);
    }

    @Test
    void manyDifferencesAreCounted() {
        SortedMap<String, SortedMap<String, String>> packages = SampleLock.packages();
        for (int i = 0; i < 20; i++) {
            packages.get("packages").put("extra" + (char) ('a' + i), "1");
        }
        String detail = judge(SampleLock.BASE, packages).failures().get(0).detail();
        assertTrue(detail.endsWith("; and 10 more"), detail);
    }

    @Test
    void aVersionThatTheArchiveNoLongerHasIsTheLocksFailure() {
        for (String words : List.of(
                "E: Version '9' for 'nginx' was not found",
                "E: Package 'nginx' has no installation candidate",
                "Error: Unable to find a match: nginx",
                "ERROR: No matching distribution found for flask==3.1.3")) {
            Failure script = new Failure("web", FailureCause.PROVISIONER, "exit code 100; the last line: " + words);
            PackerVerdict judged =
                    locked.judge(new PackerVerdict(List.of(), List.of(script), false), Map.of(), new TreeMap<>());
            assertEquals(FailureCause.LOCK_GONE, judged.failures().get(0).cause(), words);
        }
        Failure other = new Failure("web", FailureCause.PROVISIONER, "exit code 1");
        assertEquals(
                List.of(other),
                locked.judge(new PackerVerdict(List.of(), List.of(other), false), Map.of(), new TreeMap<>())
                        .failures());
    }

    private PackerVerdict judge(AmiId source, SortedMap<String, SortedMap<String, String>> packages) {
        SortedMap<String, SortedMap<String, SortedMap<String, String>>> manifests = new TreeMap<>();
        if (packages != null) {
            manifests.put("web", packages);
        }
        return locked.judge(new PackerVerdict(List.of(MADE), List.of(), false), Map.of("web", source), manifests);
    }

    private static ImageCatalog having(Ami... amis) {
        return new FakeImages(Set.of(amis));
    }

    private static void assertRefused(FailureCause cause, String words, Runnable what) {
        BakeFailedException thrown = assertThrows(BakeFailedException.class, what::run);
        assertEquals(cause, thrown.failure().cause());
        assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
    }
}
