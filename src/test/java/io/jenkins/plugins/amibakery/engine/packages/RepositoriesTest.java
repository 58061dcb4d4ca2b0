package io.jenkins.plugins.amibakery.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoriesTest {
    private static final Instant NOW = Instant.parse("2026-07-20T00:00:00Z");
    private static final String RELEASE = "/dists/stable/InRelease";

    private PlayedRepositories played;

    @TempDir
    private Path memory;

    @BeforeEach
    void start() throws IOException {
        played = new PlayedRepositories();
    }

    @AfterEach
    void stop() {
        played.close();
    }

    private PackageVerdict compare(ImageRecord image) throws InterruptedException {
        return new Repositories(Map.of(), memory, NOW).compare(image);
    }

    private static List<String> lines(PackageVerdict verdict) {
        return verdict.newer().stream().map(NewerPackage::line).toList();
    }

    @Test
    void aRepositoryInTheSameStateSettlesItsPackagesByOneQuestion() throws Exception {
        played.debian("stable", "openssl 3.0.18-1");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1");

        assertThat(compare(image).isSettled()).isTrue();
        assertThat(played.asked()).containsExactly("200 " + RELEASE);
        assertThat(compare(image).isSettled()).isTrue();
        assertThat(played.asked()).containsExactly("304 " + RELEASE);
    }

    @Test
    void aNewerVersionOfAPackageOfTheImageIsNamed() throws Exception {
        played.debian("stable", "openssl 3.0.17-1", "bash 5.2");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1", "bash 5.2");
        played.headers("Label: Debian-Security\n");
        played.debian("stable", "openssl 3.0.18-1~deb12u2", "bash 5.2");

        assertThat(lines(compare(image))).containsExactly("openssl 3.0.17-1 → 3.0.18-1~deb12u2, security");
    }

    @Test
    void aNewVersionOfWhatTheImageHasNotChangesNothing() throws Exception {
        played.debian("stable", "openssl 3.0.17-1", "nginx 1.0");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1");
        played.debian("stable", "openssl 3.0.17-1", "nginx 1.1", "jq 1.6");

        assertThat(compare(image).isSettled()).isTrue();
        played.asked();
        assertThat(compare(image).isSettled()).isTrue();
        assertThat(played.asked()).as("the index is known by its digest").containsExactly("304 " + RELEASE);
    }

    @Test
    void whatTheBakeDidNotTakeThenIsNoNewsNow() throws Exception {
        played.debian("stable", "openssl 3.0.18-1");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1 3.0.18-1");
        played.debian("stable", "openssl 3.0.18-1", "jq 1.6");

        assertThat(compare(image).isSettled()).isTrue();
        played.debian("stable", "openssl 3.0.19-1");
        assertThat(lines(compare(image))).containsExactly("openssl 3.0.17-1 → 3.0.19-1");
    }

    @Test
    void aSuiteThatGivesOnlyOnRequestCountsForWhatCameFromIt() throws Exception {
        played.debian("backports", "git 2.39");
        ImageRecord image = played.debianImage("backports", "git 2.39", "curl 8.0~bpo  backports");
        played.headers("NotAutomatic: yes\nButAutomaticUpgrades: yes\n");
        played.debian("backports", "git 2.45", "curl 8.1~bpo");

        assertThat(compare(new ImageRecord(
                                played.image(played.apt("backports", ""), "git 2.39")
                                        .packages(),
                                image.repositories(),
                                image.keys()))
                        .isSettled())
                .isTrue();
    }

    @Test
    void aPackageThatFitsAnyArchitectureMayReplaceOne() throws Exception {
        played.debian("stable", "tool 1 amd64");
        ImageRecord image = played.debianImage("stable", "tool 1");
        played.debian("stable", "tool 2 all");

        assertThat(lines(compare(image))).containsExactly("tool 1 → 2");
    }

    @Test
    void aRepositoryIsAskedOnceForAllImages() throws Exception {
        played.debian("stable", "openssl 3.0.17-1", "bash 5.2");
        ImageRecord one = played.debianImage("stable", "openssl 3.0.17-1");
        ImageRecord other = played.debianImage("stable", "bash 5.2");
        played.debian("stable", "openssl 3.0.18-1", "bash 5.2");
        Repositories repositories = new Repositories(Map.of(), memory, NOW);

        assertThat(repositories.compare(one).isSettled()).isFalse();
        assertThat(repositories.compare(other).isSettled()).isTrue();
        assertThat(played.asked())
                .containsExactly("200 /dists/stable/InRelease", "200 /dists/stable/main/binary-amd64/Packages.gz");
    }

    @Test
    void aRepositorySignedBySomebodyElseIsNotKnown() throws Exception {
        played.debian("stable", "openssl 3.0.17-1");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1");
        played.put(RELEASE, new PlayedKey().clearSigned("Date: Sat, 11 Jul 2026 10:16:37 UTC\nSHA256:\n"));

        assertUnknown(image, "is not signed by a key that was recorded with the image");
    }

    @Test
    void aTextChangedAfterItWasSignedIsNotKnown() throws Exception {
        played.debian("stable", "openssl 3.0.17-1");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1");
        String signed = new String(
                played.key().clearSigned("Suite: stable\nDate: Sat, 11 Jul 2026 10:16:37 UTC\nSHA256:\n"),
                StandardCharsets.UTF_8);
        played.put(RELEASE, signed.replace("Suite: stable", "Suite: staple").getBytes(StandardCharsets.UTF_8));

        assertUnknown(image, "is not signed by a key that was recorded with the image");
    }

    @Test
    void aWeakSignatureIsNone() throws Exception {
        played.debian("stable", "openssl 3.0.17-1");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1");
        played.put(
                RELEASE,
                played.key().clearSigned("Date: Sat, 11 Jul 2026 10:16:37 UTC\nSHA256:\n", HashAlgorithmTags.SHA1));

        assertUnknown(image, "is not signed by a key that was recorded with the image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>It works!</html>", "Origin: us\nDate: Sat, 11 Jul 2026 10:16:37 UTC\nSHA256:\n"})
    void anAnswerWithoutASignatureIsNotKnown(String answer) throws Exception {
        played.debian("stable", "openssl 3.0.17-1");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1");
        played.put(RELEASE, answer.getBytes(StandardCharsets.UTF_8));

        assertThat(compare(image).unknown()).singleElement().asString().containsAnyOf("signature", "is not signed");
    }

    @Test
    void aStateThatIsNoLongerValidIsNotKnownEvenWhenItIsTheSame() throws Exception {
        played.headers("Valid-Until: Sun, 19 Jul 2026 00:00:00 UTC\n");
        played.debian("stable", "openssl 3.0.17-1");

        assertUnknown(
                played.debianImage("stable", "openssl 3.0.17-1"), "was valid until Sun, 19 Jul 2026 00:00:00 UTC");
    }

    @Test
    void anIndexOtherThanTheSignedOneIsNotKnown() throws Exception {
        played.debian("stable", "openssl 3.0.17-1");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1");
        played.debian("stable", "openssl 3.0.18-1");
        played.put("/dists/stable/main/binary-amd64/Packages.gz", PlayedRepositories.gzip(""));

        assertUnknown(image, "has an index that is not the one it lists");
    }

    @Test
    void aRepositoryThatCannotBeAskedIsNotKnown() throws Exception {
        played.debian("stable", "openssl 3.0.17-1");
        ImageRecord image = played.debianImage("stable", "openssl 3.0.17-1");
        played.stopAnswering(RELEASE);

        assertUnknown(image, "cannot be asked: it answers 404");
    }

    @Test
    void preferencesOfAptMatterOnceTheRepositoryHasChanged() throws Exception {
        played.debian("stable", "openssl 3.0.17-1");
        ImageRecord image = played.image(played.apt("stable", "apt preferences choose among versions"), "openssl 3");

        assertThat(compare(image).isSettled()).isTrue();
        played.debian("stable", "jq 1");
        assertUnknown(image, "has changed, and apt preferences choose among versions");
    }

    private void assertUnknown(ImageRecord image, String problem) throws InterruptedException {
        PackageVerdict verdict = compare(image);
        assertThat(verdict.newer()).isEmpty();
        assertThat(verdict.unknown()).containsExactly(played.address() + " stable " + problem);
    }

    @Test
    void anImageWithoutRepositoriesIsNotKnown() throws Exception {
        assertThat(compare(new ImageRecord(List.of(), List.of(), Map.of())).unknown())
                .containsExactly("its manifest records no repositories");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:/etc", "http://me:secret@example.com", "http://169.254.169.254/latest", "ftp://x", ":"})
    void addressesThatAreNoPlaceForPackagesAreNotAsked(String address) throws Exception {
        PackageRepository repository = new PackageRepository(
                PackageRepository.Kind.RPM, address, "own", List.of(), List.of(), "0".repeat(64), "", List.of(), "");

        assertThat(compare(new ImageRecord(List.of(), List.of(repository), Map.of()))
                        .unknown())
                .singleElement()
                .asString()
                .contains("cannot be asked: its address");
    }

    @Test
    void aRepositoryOfDnfSettlesAndNamesInTheSameWay() throws Exception {
        played.dnf("openssl 3.0.7 25.el9", "kernel 5.14 1");
        ImageRecord image = played.dnfImage("openssl 3.0.7-25.el9", "kernel 5.13-1", "kernel 5.14-1");

        assertThat(compare(image).isSettled()).isTrue();
        played.dnf("openssl 3.0.7 25.el9", "kernel 5.14 1", "jq 1 1");
        assertThat(compare(image).isSettled()).isTrue();
        played.dnf("openssl 3.0.7 27.el9", "kernel 5.15 1", "kernel 5.14 1");
        assertThat(lines(compare(image)))
                .containsExactly("kernel 5.14-1 → 5.15-1", "openssl 3.0.7-25.el9 → 3.0.7-27.el9");
    }

    /** As createrepo_c's modifyrepo writes it, and Amazon Linux and Red Hat serve it. */
    @Test
    void advisoriesOfDnfsRepositoriesTellUpdatesOfSecurity() throws Exception {
        played.dnf("openssl 3.0.7 25.el9", "kernel 5.14 1", "jq 1 1");
        ImageRecord image = played.dnfImage("openssl 3.0.7-25.el9", "kernel 5.14-1", "jq 1-1");
        played.advisories("<updates><update type='security'><id>ALAS-1</id><pkglist><collection><package name='openssl'"
                + " version='3.0.7' release='26.el9' epoch='0' arch='x86_64'/><package name='kernel'"
                + " version='5.14' release='1' epoch='0' arch='x86_64'/></collection></pkglist></update><update"
                + " type='bugfix'><pkglist><collection><package name='jq' version='2' release='1' epoch='0'"
                + " arch='x86_64'/></collection></pkglist></update></updates>");
        played.dnf("openssl 3.0.7 27.el9", "kernel 5.15 1", "jq 2 1");

        assertThat(lines(compare(image)))
                .containsExactly(
                        "openssl 3.0.7-25.el9 → 3.0.7-27.el9, security", "jq 1-1 → 2-1", "kernel 5.14-1 → 5.15-1");

        played.advisories("<updates><update");
        played.dnf("openssl 3.0.7 27.el9");
        assertThat(compare(image).unknown())
                .containsExactly(played.address() + " own has an index that cannot be read");
    }

    @Test
    void aRepositoryOfDnfThatAnswersGarbageIsNotKnown() throws Exception {
        played.dnf("openssl 3 1");
        ImageRecord image = played.dnfImage("openssl 3-1");
        for (String garbage : List.of(
                "",
                "not xml",
                "<repomd/>",
                "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><repomd>&y;</repomd>",
                "<repomd><data type='primary'><checksum type='sha256'>" + "0".repeat(64)
                        + "</checksum><location href='../../x.gz'/></data></repomd>")) {
            played.put("/repodata/repomd.xml", garbage.getBytes(StandardCharsets.UTF_8));

            assertThat(compare(image).unknown())
                    .as(garbage)
                    .containsExactly(
                            played.address() + " own answers with something other than a repository of dnf's form");
        }
    }

    @Test
    void anIndexOfApkSettlesAsLongAsItIsTheSame() throws Exception {
        byte[] index = {31, -117, 1};
        played.put("/main/x86_64/APKINDEX.tar.gz", index);
        ImageRecord image = new ImageRecord(
                List.of(),
                List.of(new PackageRepository(
                        PackageRepository.Kind.APK,
                        played.address() + "/main",
                        "",
                        List.of(),
                        List.of("x86_64"),
                        RepositoryWeb.digest(index),
                        "",
                        List.of(),
                        "")),
                Map.of());
        assertThat(compare(image).isSettled()).isTrue();
        played.put("/main/x86_64/APKINDEX.tar.gz", new byte[] {31, -117, 2});
        assertThat(compare(image).unknown())
                .containsExactly(played.address()
                        + "/main has changed, and which of its packages are newer is not told for apk");
    }
}
