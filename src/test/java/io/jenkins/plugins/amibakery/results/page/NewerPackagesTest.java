package io.jenkins.plugins.amibakery.results.page;

import static io.jenkins.plugins.amibakery.results.record.RemoteApi.exported;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import io.jenkins.plugins.amibakery.results.record.BakeOrigin;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.results.record.Saved;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewerPackagesTest {
    private static final NewerPackage OPENSSL =
            new NewerPackage("openssl", "3.0.17-1", "3.0.18-1", "stable-security", true);
    private static final PackageLook LOOK = new PackageLook(1_000, List.of(OPENSSL), List.of());

    private static BakeOrigin origin(Settling... settling) {
        BakeOrigin origin = new BakeOrigin();
        origin.setKey(BakeKey.of(
                List.of(new KeyPart(KeyPart.Kind.PACKER, "packer", "c".repeat(64), "1.16.0")),
                List.of(settling).stream()
                        .map(one -> new Floating("a.sh", 1, "apt-get install x", "no version", one))
                        .toList()));
        return origin;
    }

    @Test
    void theRemoteApiNamesPackagesAsTheReportDoes() {
        ReuseDecision decision =
                new ReuseDecision(false, List.of(), "", "", "", null, List.of("newer"), List.of(), List.of(OPENSSL));

        assertThat(exported(LOOK))
                .containsEntry("newerPackages", decision.tree().get("newerPackages"))
                .containsEntry("asked", "1970-01-01T00:00:01Z")
                .containsEntry("said", "1 package has a newer version, 1 of them security: openssl");
    }

    @Test
    void reuseThatFoundNothingNewerIsALookThatItsOwnBakeDoesNotRepeat() {
        BakeOrigin origin = origin(Settling.REPOSITORIES);
        origin.setPackageLook(new PackageLook(1, List.of(), List.of()));

        assertThat(NewerPackagesView.ofDecision(origin)).isNull();
    }

    @Test
    void aSentenceSaysWhatIsNewerOrThatItIsNotKnown() {
        assertThat(said(LOOK)).isEqualTo("1 package has a newer version, 1 of them security: openssl.");
        assertThat(said(new PackageLook(1, List.of(), List.of())))
                .isEqualTo("No repository had a newer version of a package that it holds.");
        assertThat(said(new PackageLook(1, List.of(), List.of("http://a cannot be asked"))))
                .isEqualTo("Whether packages have newer versions is not known.");
    }

    private static String said(PackageLook look) {
        return NewerPackagesView.ofAmis(look, new BakeOrigin()).getSaid();
    }

    @Test
    void whatNobodyAskedIsSaidToBeNotKnownUnlessAllIsPinned() {
        assertThat(NewerPackagesView.ofAmis(null, origin(Settling.REPOSITORIES)).getNote())
                .startsWith("Not known: nobody has asked its repositories since it was baked.");
        assertThat(NewerPackagesView.ofAmis(null, new BakeOrigin()).getNote()).startsWith("Not known: its bake key");
        assertThat(NewerPackagesView.ofAmis(null, origin()).getNote()).startsWith("Its recipe pins all packages");
        assertThat(NewerPackagesView.ofAmis(LOOK, origin()).getNote()).isEmpty();
    }

    @Test
    void aBakeSaysWhatItFoundAndWhatItDidThen() {
        BakeOrigin origin = origin(Settling.REPOSITORIES);
        assertThat(NewerPackagesView.ofDecision(origin)).isNull();
        origin.setPackageLook(LOOK);
        assertThat(NewerPackagesView.ofDecision(origin.copy()).getNote()).endsWith("and baked.");
        origin.reused("web-1", "web", 1);
        assertThat(NewerPackagesView.ofDecision(origin).getNote())
                .isEqualTo("The AMIs were reused, as freshFor accepts that.");
    }

    @Test
    void onlyTheFirstOfVeryManyAreKeptAndAllAreCounted() {
        PackageLook look = new PackageLook(1, Collections.nCopies(9_999, OPENSSL), Collections.nCopies(9_999, "x"));

        assertThat(look.getNewerPackages()).hasSize(500);
        assertThat(look.getUnknown()).hasSize(500);
        assertThat(look.getSaid()).startsWith("9999 packages have newer versions");
    }

    @Test
    void aDamagedFileHasNoPackages() throws ReflectiveOperationException {
        PackageLook look = Saved.withoutAnyField(() -> new PackageLook(1, List.of(OPENSSL), List.of("x")));

        assertThat(look.getNewerPackages()).isEmpty();
        assertThat(look.getUnknown()).isEmpty();
        assertThat(look.getSaid()).isEmpty();
    }
}
