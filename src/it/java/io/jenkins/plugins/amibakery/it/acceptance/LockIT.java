package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bakes that write a lock file, and bakes that keep to it. */
@ExtendWith(BakeryExtension.class)
class LockIT {
    private final Bakery bakery;

    LockIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void aLockIsWrittenKeptToAndMissedAloudWhenWhatItNamesIsGone() {
        Build written = bake("lock-write", "writeLock: true", "");
        assertThat(written.result()).as(written.log()).isEqualTo("SUCCESS");
        assertThat(written.log()).contains("Lock file small.lock.json: new, with ");
        String base = written.said("BASE").get(0);
        assertThat(written.said("LOCK").get(0)).contains(base);

        String lock = written.said("LOCK").get(0);
        Build kept = bake("lock-keep", "locked: true, reuse: true", lock);
        assertThat(kept.result()).as(kept.log()).isEqualTo("SUCCESS");
        assertThat(kept.said("BASE")).containsExactly(base);
        Build again = bake("lock-keep", "locked: true, reuse: true", lock);
        assertThat(again.result()).as(again.log()).isEqualTo("SUCCESS");
        assertThat(again.log()).contains("Reused 1 AMI of bake lock-keep-1-");

        Set<String> before = bakery.cloud().inventory();
        Build gone = bake("lock-gone", "locked: true", lock.replace(base, "ami-0123456789abcdef0"));
        assertThat(gone.result()).as(gone.log()).isEqualTo("FAILURE");
        assertThat(gone.log()).contains("ami-0123456789abcdef0").contains("is gone in us-west-2");
        assertThat(bakery.cloud().since(before)).isEmpty();
    }

    @Test
    void withoutALockFileALockedBakeFailsInOneLine() {
        Build build = bake("lock-missing", "locked: true", "");

        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log()).contains("There is not a lock file");
    }

    /** @param lock the lock file's content; empty for none */
    private Build bake(String job, String parameters, String lock) {
        return bakery.controller()
                .pipeline(job, bakery.onAgent("""
                        if ('%2$s') { writeFile file: 'small.lock.json', text: '%2$s' }
                        def amis = bakeAmi template: 'small.json', vars: vars, %1$s
                        echo "BASE ${amis[0].sourceAmi}"
                        if (fileExists('small.lock.json')) { echo "LOCK ${readFile('small.lock.json').replaceAll(/\\s+/, ' ')}" }
                        """.formatted(parameters, lock)))
                .run();
    }
}
