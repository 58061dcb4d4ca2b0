package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.results.record.Baked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLinkTest {
    @ParameterizedTest
    @CsvSource({
        "us-west-2, console.aws.amazon.com",
        "ap-southeast-2, console.aws.amazon.com",
        "cn-north-1, console.amazonaws.cn",
        "us-gov-west-1, console.amazonaws-us-gov.com",
    })
    void eachPartitionHasItsOwnConsole(String region, String host) {
        assertThat(ConsoleLink.to(region, Baked.ID))
                .isEqualTo("https://" + host + "/ec2/home?region=" + region + "#ImageDetails:imageId=" + Baked.ID);
    }

    @Test
    void aPartitionWithoutAPublicConsoleHasNoLink() {
        assertThat(ConsoleLink.to("us-iso-east-1", Baked.ID)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "us-west-2\"", "javascript:alert(1)", "us-west-2&x=", "../us-west-2"})
    void whatIsNoRegionMakesNoLink(String region) {
        assertThat(ConsoleLink.to(region, Baked.ID)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ami-", "ami-0d53cc9bd365ad65b\"><script>", "i-0d53cc9bd365ad65b"})
    void whatIsNoAmiMakesNoLink(String id) {
        assertThat(ConsoleLink.to("us-west-2", id)).isNull();
    }
}
