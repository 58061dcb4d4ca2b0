package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.results.record.PlanTextRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://web", "https://web.example.com:8443/health?a=b", "HTTPS://WEB"})
    void anAddressOfTheWebIsALink(String text) {
        assertThat(new LinkedText("Url", text).getUrl()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://web",
                "http:web",
                "http://",
                "see http://web",
                "http://web now",
                "http://web/\u0000",
                "//web",
                "vpc-1",
                ""
            })
    void nothingElseIs(String text) {
        assertThat(new LinkedText("Url", text).getUrl()).isNull();
    }

    @Test
    void onlyParametersOfAPlanAreColoured() {
        PlanTextRecord plan = new PlanTextRecord(
                "us-west-2",
                "asg\n--- Old Parameters\n-ImageId = a\n+ImageId = b\n\n- ResourceChange:\n    Action: Add\n");

        assertThat(PlanLine.of(plan))
                .extracting(PlanLine::getStyle)
                .containsExactly("", "", "ami-bakery-removed", "ami-bakery-added", "", "", "");
    }
}
