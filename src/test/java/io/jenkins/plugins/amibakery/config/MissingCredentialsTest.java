package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissingCredentialsTest {
    @Test
    void whatIsThereIsNamedInOrder() {
        assertThat(MissingCredentials.line("aws-baker", "this job", List.of("aws-old", "aws-new")))
                .isEqualTo(
                        "No AWS credentials with the ID 'aws-baker' for this job (known here: aws-new, aws-old); add them in"
                                + " Manage Jenkins, Credentials, as AWS Credentials");
    }

    @Test
    void whereNothingIsThereOrMayBeKnownNothingIsNamed() {
        assertThat(MissingCredentials.line("aws-baker", "jobs", List.of()))
                .startsWith("No AWS credentials with the ID 'aws-baker' for jobs; add them");
    }

    @Test
    void ofManyTenAreNamed() {
        List<String> many = IntStream.range(10, 30).mapToObj(n -> "aws-" + n).toList();

        assertThat(MissingCredentials.line("x", "this job", many))
                .contains("(known here: aws-10, ", "aws-19, …)")
                .doesNotContain("aws-20");
    }
}
