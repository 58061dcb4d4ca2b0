package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.ImageFact;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts;
import io.jenkins.plugins.amibakery.engine.ownership.SeenInstance;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two bakes may write one manifest: each takes its own AMIs alone, at a terminal and in Jenkins. */
class OwnResultsTest {
    private static final Region REGION = new Region("us-west-2");
    private static final Instant BEGAN = Instant.ofEpochSecond(1_000);
    private static final String INSTANCE = "i-3928afdd1a237cebe";
    private static final BakedAmi OURS = baked("ami-0d53cc9bd365ad65b");
    private static final BakedAmi OTHERS = baked("ami-0bf6cf6a57a3dae02");

    private static final String LOG = """
            1,,ui,say,==> web: Prevalidating AMI Name: web-1
            1,,ui,say,==> web: Launching a source AWS instance...
            1,,ui,say,==> web: Instance ID: i-3928afdd1a237cebe
            """;

    private int looks;

    @Test
    void whatPackersOwnArtifactLinesNameIsTakenAndNobodyIsAsked() {
        PackerFacts facts = facts(LOG + "9,web,artifact,0,id,us-west-2:ami-0d53cc9bd365ad65b\n");

        assertThat(new OwnResults(new Catalog())
                        .of(facts, written(OTHERS, OURS), traces(facts))
                        .amis())
                .containsExactly(OURS);
        assertThat(looks).isZero();
    }

    @Test
    void whereTheLogNamesNoImageOnlyAProvedOneIsTaken() {
        PackerFacts facts = facts(LOG);

        assertThat(new OwnResults(new Catalog())
                        .of(facts, written(OTHERS, OURS), traces(facts))
                        .amis())
                .containsExactly(OURS);
        assertThat(looks).isOne();
    }

    @Test
    void lineOfAScriptThatNamesAnImageMakesItNoResult() {
        PackerFacts facts = facts(LOG
                + "1,,ui,say,==> web: Connected to SSH!\n1,,ui,say,==> web: Stopping the source instance...\n"
                + "1,,ui,say,==> web: Creating AMI web-1 from instance i-3928afdd1a237cebe\n"
                + "1,,ui,say,==> web: AMI: ami-0bf6cf6a57a3dae02\n");

        assertThat(new OwnResults(new Catalog())
                        .of(facts, written(OTHERS), traces(facts))
                        .amis())
                .isEmpty();
    }

    @Test
    void withoutManifestNobodyIsAsked() {
        PackerFacts facts = facts(LOG);

        assertThat(new OwnResults(new Catalog())
                        .of(facts, written(), traces(facts))
                        .amis())
                .isEmpty();
        assertThat(looks).isZero();
    }

    private static WrittenAmis written(BakedAmi... amis) {
        return new WrittenAmis(List.of(amis), List.of());
    }

    private static PackerFacts facts(String log) {
        PackerRun run = new PackerRun();
        PackerLog.readAll(log, event -> run.accept(event, Instant.EPOCH));
        return run.facts();
    }

    private static BakeTraces traces(PackerFacts facts) {
        SeenInstance seen = new SeenInstance(REGION, INSTANCE, BEGAN.plusSeconds(1), new TreeMap<>());
        return BakeTraces.of(
                "b-1",
                new Plan(BEGAN.toEpochMilli(), Map.of()),
                facts,
                new Sightings(List.of(seen), List.of()),
                List.of());
    }

    private static BakedAmi baked(String id) {
        return BakedAmi.named("web", REGION, new AmiId(id));
    }

    private static ImageFact image(BakedAmi ami, String instance) {
        return new ImageFact(
                REGION, ami.id().value(), "web-1", BEGAN.plusSeconds(9), instance, "", "", Set.of(), false);
    }

    private final class Catalog implements LeftoverCatalog {
        @Override
        public RegionFacts look(Region region, BakeTraces traces) {
            looks++;
            RegionFacts none = RegionFacts.none(region);
            List<ImageFact> images =
                    new ArrayList<>(List.of(image(OURS, INSTANCE), image(OTHERS, "i-0badbadbadbadbad0")));
            images.removeIf(image -> !traces.hints().images().contains(image.id()));
            return new RegionFacts(
                    region,
                    none.keyPairs(),
                    none.groups(),
                    none.launchTemplates(),
                    none.roles(),
                    none.profiles(),
                    none.instances(),
                    none.volumes(),
                    images,
                    none.snapshots());
        }

        @Override
        public List<Leftover> remove(List<Leftover> proved, Duration timeout) {
            throw new AssertionError("Nothing is removed for a question.");
        }

        @Override
        public void close() {}
    }
}
