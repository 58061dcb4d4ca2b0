package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES = List.of("region", "version", "instance_type", "a");

    @Test
    void aSlipOfTheFingerIsForgiven() {
        assertThat(NearestName.of("regoin", NAMES)).contains("region");
        assertThat(NearestName.of("VERSION", NAMES)).contains("version");
        assertThat(NearestName.of("instnce-type", NAMES)).contains("instance_type");
    }

    @Test
    void whatIsNotNearIsNotGuessed() {
        assertThat(NearestName.of("subnet", NAMES)).isEmpty();
        assertThat(NearestName.of("x", List.of())).isEmpty();
    }

    @Test
    void lettersAreCounted() {
        assertThat(NearestName.edits("", "abc")).isEqualTo(3);
        assertThat(NearestName.edits("abc", "abc")).isZero();
        assertThat(NearestName.edits("abcd", "acbd")).isEqualTo(1);
        assertThat(NearestName.edits("abc", "xbcd")).isEqualTo(2);
    }
}
