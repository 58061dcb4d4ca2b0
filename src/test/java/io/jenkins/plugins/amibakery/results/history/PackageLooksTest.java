package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.results.record.Baked;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageLooksTest {
    @TempDir
    private Path job;

    private BakeHistory history;

    @BeforeEach
    void bakeAndReuse() throws IOException {
        history = new KeptBakes(job).baked("web", 1, "c1").baked("web", 2, "c1").history();
    }

    private static PackageLook look(long when, String name) {
        return new PackageLook(when, List.of(new NewerPackage(name, "1", "2", "stable", false)), List.of());
    }

    @Test
    void anAmisNewestLookCountsWhicheverBakeItIsOf() throws IOException {
        assertThat(AmiBake.packageLook(Baked.ID, history)).isEmpty();

        history.update("web-1", entry -> entry.looked(look(5_000, "bash")));
        history.update("web-2", entry -> entry.looked(look(9_000, "openssl")));

        assertThat(AmiBake.packageLook(Baked.ID, history))
                .get()
                .extracting(PackageLook::getSaid)
                .isEqualTo("1 package has a newer version: openssl");
    }

    @Test
    void whereARecipeStandsIsKnownWithoutReadingItsBakes() throws IOException {
        history.update("web-2", entry -> entry.looked(look(9_000, "openssl")));

        assertThat(history.recipes().get(0).getCurrent())
                .returns("1 package has a newer version: openssl", BakeRow::getNewerPackages)
                .returns(9_000L, BakeRow::getPackagesAsked);
    }
}
