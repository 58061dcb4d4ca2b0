package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    @ParameterizedTest
    @CsvSource({
        "us-west-2, aws",
        "eu-central-1, aws",
        "ap-southeast-10, aws",
        "mx-central-1, aws",
        "cn-northwest-1, aws-cn",
        "us-gov-east-1, aws-us-gov",
        "us-iso-east-1, aws-iso",
        "us-isob-east-1, aws-iso-b",
        "eusc-de-east-1, aws-eusc"
    })
    void aRegionKnowsItsPartition(String code, String partition) {
        assertThat(new Region(code).partition()).isEqualTo(partition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "us-west",
                "us-west-2a",
                "US-WEST-2",
                "uswest2",
                "us_west_2",
                "<sensitive>",
                "us-west-2\n",
                "../us-west-2"
            })
    void whatIsNoRegionIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region(text))
                .withMessage("Not a region: '" + text + "'; a region is written like us-west-2 or eu-central-1.");
    }

    @Test
    void noTextIsNoRegion() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Region(null));
    }

    @Test
    void regionsAreSortedByCode() {
        assertThat(List.of(new Region("us-west-2"), new Region("eu-west-1")).stream()
                        .sorted())
                .extracting(Region::toString)
                .containsExactly("eu-west-1", "us-west-2");
    }
}
