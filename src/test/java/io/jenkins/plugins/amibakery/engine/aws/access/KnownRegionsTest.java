package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Region;
import org.junit.jupiter.api.Test;

class KnownRegionsTest {
    @Test
    void regionsOfEveryPartitionAreKnownAndMistypedOnesAreNot() {
        assertThat(KnownRegions.has(new Region("us-west-2"))).isTrue();
        assertThat(KnownRegions.has(new Region("cn-north-1"))).isTrue();
        assertThat(KnownRegions.has(new Region("us-wset-2"))).isFalse();
    }
}
