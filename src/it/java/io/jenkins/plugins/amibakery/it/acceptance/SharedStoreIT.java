package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attestations in a bucket, by a controller whose credentials may read and write there. */
@ExtendWith(BakeryExtension.class)
@ExtendWith(NeedsRunway.class)
class SharedStoreIT {
    private static final String CONFIG = "def c = io.jenkins.plugins.amibakery.config.";

    private final Bakery bakery;

    SharedStoreIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @BeforeEach
    void share() {
        bakery.controller().credentials("""
                <com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl plugin="aws-credentials">
                  <scope>GLOBAL</scope><id>store</id><description/><accessKey>%s</accessKey><secretKey>%s</secretKey>
                  <iamRoleArn/><iamMfaSerialNumber/>
                </com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl>""".formatted(
                        bakery.cloud().environment().get("AWS_ACCESS_KEY_ID"),
                        bakery.cloud().environment().get("AWS_SECRET_ACCESS_KEY")));
        bakery.controller().script(CONFIG + """
                SharedStore.get(); c.place = 's3://lab-shared-bucket/attestations'; c.credentialsId = 'store'
                io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().endpoint = '%s'""".formatted(bakery.cloud().endpoint()));
    }

    @AfterEach
    void own() {
        bakery.controller().script(CONFIG + """
                SharedStore.get(); c.place = null; c.credentialsId = null
                io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().endpoint = null""");
    }

    @Test
    void whatWasDeployedAndCheckedIsAttestedInABucketAndReadThere() {
        Build build = bakery.controller()
                .pipeline("shared", new Lab(bakery, "shared").onAgent("""
                        def amis = bakeAmi template: 'small.json', vars: vars
                        runwayDeploy runway + [ami: amis]
                        runwayCheck environment: 'dev', name: 'Smoke test', verdict: 'passed', evidence: 'HTTP 200'
                        echo "DEPLOYED ${amis[0].id}"
                        """))
                .run();
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).doesNotContain("Not attested");
        String ami = build.said("DEPLOYED").get(0);

        String told = bakery.controller().script(CONFIG + """
                ControllerAttestations
                new File(jenkins.model.Jenkins.get().rootDir, 'ami-bakery-store/amis/%1$s').deleteDir()
                def keys = io.jenkins.plugins.amibakery.config.TrustedKeys.verifier()
                def ami = new io.jenkins.plugins.amibakery.engine.model.AmiId('%1$s')
                println c.ask({ kept -> kept.names(ami).size() + ' ' + new io.jenkins.plugins.amibakery.engine.attest.Lineage(kept, keys).deployed(ami, 'dev').get().line() })
                println c.seen().names(ami).size()
                """.formatted(ami));

        assertThat(told)
                .startsWith("3 deployed by ")
                .contains("shared/1/, passed Smoke test")
                .endsWith("3");
    }
}
