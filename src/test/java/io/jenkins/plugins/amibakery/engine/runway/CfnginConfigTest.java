package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stacks and locks by the names that CFNgin gives them. */
class CfnginConfigTest {
    @TempDir
    private Path directory;

    private void file(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("app.cfn")).resolve(name), text);
    }

    private DeployScope scope() throws IOException {
        Files.writeString(
                directory.resolve("runway.yml"), "deployments:\n  - modules: [app.cfn]\n    regions: [us-west-2]\n");
        file("dev-us-west-2.env", "size: 1\n");
        DeployRequest request =
                DeployRequest.of(DeployAction.DEPLOY, directory, "dev").build();
        return RunwayFile.read(request, Map.of()).check(request).scope();
    }

    /** What CFNgin of Runway 2.8.4 makes of each. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "namespace: shop-${environment}; stacks: [{name: app}] | app | shop-dev-app",
                "namespace: ''; stacks: [{name: app}] | app | app",
                "namespace: ''; stacks: {app: {stack_name: 'web-${environment}'}} | app | web-dev",
                "namespace: Shop.One; stacks: {app: {}} | app | shop-one-app",
                "namespace: shop; stacks: {app: {stack_name: shop-app}} | app | shop-app",
                "namespace: shop; stacks: {app: {stack_name: ''}} | app | shop-app",
                "namespace: shop; stacks: [{name: 'app-${environment}'}] | app-dev | shop-app-dev",
                "namespace: shop; namespace_delimiter: ''; stacks: {app: {}} | app | shopapp",
                "namespace: shop; namespace_delimiter: .; stacks: {app: {}} | app | shop.app",
            })
    void aStackIsNamedAsCfnginNamesIt(String config, String name, String whole) throws IOException {
        file("cfngin.yml", config.replace("; ", "\n"));

        assertThat(scope().stackNames()).isEqualTo(Map.of("us-west-2/" + name, whole));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "namespace: shop\nstacks: {app: {stack_name: 'web-${unknown}'}}",
                "namespace: shop-${unknown}\nstacks: {app: {}}",
                "namespace: shop\nstacks: [app, {name: 5}, 7]",
                "stacks: {app: {}}"
            })
    void aNameThatOnlyRunwayCanTellIsNotGuessed(String config) throws IOException {
        file("cfngin.yml", config);

        assertThat(scope().stackNames()).isEmpty();
    }

    @Test
    void ofTwoStacksOfOneNameNoneIsTakenForTheOther() throws IOException {
        file("01.yml", "namespace: one\nstacks: {app: {}, db: {}}");
        file("cfngin.yml", "namespace: two\nstacks: {app: {}}");

        assertThat(scope().stackNames()).isEqualTo(Map.of("us-west-2/app", "", "us-west-2/db", "one-db"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "namespace: Shop.One; persistent_graph_key: g | cfngin-shop-one-us-west-2 persistent_graphs/Shop.One/g.json",
                "namespace: ''; cfngin_bucket: b; persistent_graph_key: g.json | b persistent_graphs//g.json",
                "namespace: ''; persistent_graph_key: g | ",
                "namespace: shop; cfngin_bucket: ''; persistent_graph_key: g | ",
                "namespace: shop; cfngin_bucket: b | ",
            })
    void aLockIsWhereCfnginKeepsIt(String config, String place) throws IOException {
        file("cfngin.yml", config.replace("; ", "\n"));

        assertThat(scope().locks())
                .extracting(lock -> lock.bucket() + " " + lock.key())
                .isEqualTo(place == null ? List.of() : List.of(place));
    }
}
