package io.jenkins.plugins.amibakery.engine.packer.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuilderNameTest {
    @ParameterizedTest
    @CsvSource({
        "web, web",
        "amazon-ebs, amazon-ebs",
        "amazon-ebs.web, web",
        "bake.amazon-ebs.web, web",
        "amazon-ebssurrogate.web, web",
        "amazon-ebs.web.v2, web.v2",
        "my.name, my.name",
        "null.fast, fast",
        "'', ''"
    })
    void everyGenerationsTargetHasTheNameOfTheManifest(String target, String name) {
        assertThat(BuilderName.shortName(target)).isEqualTo(name);
    }
}
