package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmiCountTest {
    @Test
    void oneIsNotSeveral() {
        assertThat(AmiCount.of(1)).isEqualTo("1 AMI");
        assertThat(AmiCount.of(2)).isEqualTo("2 AMIs");
        assertThat(AmiCount.kept(0)).isEmpty();
        assertThat(AmiCount.kept(1)).isEqualTo("; 1 AMI of it exists and stays");
        assertThat(AmiCount.kept(2)).isEqualTo("; 2 AMIs of it exist and stay");
    }
}
