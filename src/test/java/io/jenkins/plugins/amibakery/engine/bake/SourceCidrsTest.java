package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.cloud.CallerNetwork;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From where a build instance may be reached: one's own address, by which way packer takes; never everybody by itself. */
class SourceCidrsTest {
    private static final String OUTSIDE = "203.0.113.7";
    private static final String INSIDE = "10.0.0.5";
    private static final String BESIDE = "192.168.1.2";
    private static final String NOBODY = "127.0.0.1/32";

    @TempDir
    private Path folder;

    private final Network network = new Network();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Path> files = new ArrayList<>();

    /** A machine in a private network, and what it was asked. */
    private static final class Network implements CallerNetwork {
        private final List<Subnet> defaults = new ArrayList<>(List.of(new Subnet("172.31.0.0/20", true)));
        private final Map<String, Subnet> subnets = new HashMap<>(Map.of(
                "subnet-public", new Subnet("10.0.1.0/24", true), "subnet-private", new Subnet("10.0.2.0/24", false)));
        private final List<String> asked = new ArrayList<>();
        private boolean aws = true;

        @Override
        public boolean isAws(Region region) {
            return aws;
        }

        @Override
        public List<Subnet> subnets(Region region, Optional<String> id) {
            asked.add("subnets of " + region);
            return id.map(one -> List.of(subnets.get(one))).orElse(defaults);
        }

        @Override
        public String facing(String cidr) {
            asked.add("way to " + cidr);
            return INSIDE;
        }

        @Override
        public String facingEndpoint(Region region) {
            asked.add("way to the endpoint");
            return BESIDE;
        }

        @Override
        public String onTheInternet() {
            asked.add("Internet");
            return OUTSIDE;
        }
    }

    private Map<String, String> offered(Path template) {
        BakeRequest request = BakeRequest.of("20260101-120000-aaaaaaaa", template)
                .directory(folder)
                .variables(variables)
                .variableFiles(files)
                .build();
        return SourceCidrs.offered(
                request,
                PackerTemplate.read(template, folder),
                environment,
                Optional.of(new Region("us-west-2")),
                Optional.empty(),
                () -> network);
    }

    private Path json(String variable, String... settings) throws IOException {
        String text = "{\"variables\": {%s\"subnet_id\": \"\"}, \"builders\": [{\"type\": \"amazon-ebs\"%s}]}"
                .formatted(variable, settings.length == 0 ? "" : ", " + String.join(", ", settings));
        return Files.writeString(folder.resolve("a.json"), text).getFileName();
    }

    private Path wanting(String... settings) throws IOException {
        return json("\"ssh_source_cidrs\": null, ", settings);
    }

    private Path hcl(String... settings) throws IOException {
        String text = "variable \"ssh_source_cidrs\" { type = string }\nsource \"amazon-ebs\" \"a\" {\n"
                + String.join("\n", settings) + "\n}\nbuild { sources = [\"source.amazon-ebs.a\"] }\n";
        return Files.writeString(folder.resolve("a.pkr.hcl"), text).getFileName();
    }

    private static Map<String, String> value(String cidrs) {
        return Map.of("ssh_source_cidrs", cidrs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"subnet_id\": \"subnet-public\"|203.0.113.7/32",
                "\"subnet_id\": \"subnet-private\"|10.0.0.5/32",
                "\"subnet_id\": \"subnet-private\", \"associate_public_ip_address\": true|203.0.113.7/32",
                "\"subnet_id\": \"subnet-private\", \"associate_public_ip_address\": false|10.0.0.5/32",
                "\"subnet_id\": \"subnet-public\", \"ssh_interface\": \"private_ip\"|10.0.0.5/32",
                "\"subnet_id\": \"subnet-public\", \"ssh_interface\": \"public_dns\"|203.0.113.7/32",
                "\"subnet_id\": \"{{user `subnet_id`}}\"|203.0.113.7/32",
                "\"ssh_interface\": \"session_manager\"|127.0.0.1/32",
                "\"communicator\": \"none\"|127.0.0.1/32",
                "\"security_group_id\": \"sg-1\"|127.0.0.1/32",
                "\"security_group_ids\": [\"sg-1\"]|127.0.0.1/32",
                "\"security_group_ids\": [], \"subnet_id\": \"subnet-private\"|10.0.0.5/32",
            })
    void itIsTheAddressByWhichPackerReachesTheInstance(String settings, String expected) throws IOException {
        assertThat(offered(wanting(settings))).isEqualTo(value(expected));
    }

    @Test
    void hclIsReadTheSame() throws IOException {
        assertThat(offered(hcl("subnet_id = \"subnet-private\""))).isEqualTo(value(INSIDE + "/32"));
        assertThat(offered(hcl("subnet_id = \"subnet-private\"", "associate_public_ip_address = true")))
                .isEqualTo(value(OUTSIDE + "/32"));
        assertThat(offered(hcl("communicator = \"none\""))).isEqualTo(value(NOBODY));
    }

    @Test
    void theSubnetIsTheOneThatIsGiven() throws IOException {
        variables.put("subnet_id", "subnet-private");

        assertThat(offered(wanting("\"subnet_id\": \"{{user `subnet_id`}}\""))).isEqualTo(value(INSIDE + "/32"));
        assertThat(network.asked).containsExactly("subnets of us-west-2", "way to 10.0.2.0/24");
    }

    @Test
    void theInternetIsNotAskedForAPrivateWay() throws IOException {
        offered(wanting("\"ssh_interface\": \"private_ip\""));

        assertThat(network.asked).doesNotContain("Internet");
    }

    @Test
    void aCloudThatStandsInForAwsIsReachedWhereItsEndpointIs() throws IOException {
        network.aws = false;

        assertThat(offered(wanting("\"ssh_interface\": \"public_ip\""))).isEqualTo(value(BESIDE + "/32"));
        assertThat(network.asked).containsExactly("way to the endpoint");
    }

    @Test
    void whatSomebodySaysIsLeftAsItIs() throws IOException {
        variables.put("ssh_source_cidrs", "0.0.0.0/0");
        assertThat(offered(wanting())).isEmpty();

        variables.clear();
        files.add(Files.writeString(folder.resolve("v.json"), "{\"ssh_source_cidrs\": \"198.51.100.0/24\"}"));
        assertThat(offered(wanting())).isEmpty();

        files.clear();
        assertThat(offered(json("\"ssh_source_cidrs\": \"198.51.100.0/24\", "))).isEmpty();

        environment.put("PKR_VAR_ssh_source_cidrs", "198.51.100.0/24");
        assertThat(offered(hcl())).isEmpty();
        assertThat(network.asked).isEmpty();
    }

    @Test
    void anEmptyValueSaysNothing() throws IOException {
        variables.put("ssh_source_cidrs", " ");

        assertThat(offered(json("\"ssh_source_cidrs\": \"\", "))).isEqualTo(value(OUTSIDE + "/32"));
    }

    @Test
    void aTemplateWithoutTheVariableIsNotTouched() throws IOException {
        assertThat(offered(json(""))).isEmpty();
        assertThat(network.asked).isEmpty();
    }

    @Test
    void whatTheCloudItselfTellsIsTaken() throws IOException {
        Path template = wanting();
        BakeRequest request = BakeRequest.of("20260101-120000-aaaaaaaa", template)
                .directory(folder)
                .build();

        assertThat(SourceCidrs.offered(
                        request,
                        PackerTemplate.read(template, folder),
                        environment,
                        Optional.empty(),
                        Optional.of("10.77.1.1/32"),
                        () -> network))
                .isEqualTo(value("10.77.1.1/32"));
        assertThat(network.asked).isEmpty();
    }

    @Test
    void severalBuildersHaveAllTheirAddresses() throws IOException {
        String text = """
                {"variables": {"ssh_source_cidrs": null}, "builders": [
                 {"type": "amazon-ebs", "name": "a", "subnet_id": "subnet-public"},
                 {"type": "amazon-ebs", "name": "b", "subnet_id": "subnet-private"},
                 {"type": "null", "name": "c"}]}""";
        Path template = Files.writeString(folder.resolve("a.json"), text).getFileName();

        assertThat(offered(template)).isEqualTo(value(INSIDE + "/32," + OUTSIDE + "/32"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ssh_bastion_host\": \"jump.example.com\"",
                "\"ssh_host\": \"192.0.2.1\"",
                "\"subnet_filter\": {\"filters\": {\"tag:Class\": \"build\"}}",
                "\"subnet_id\": \"{{consul_key `subnet`}}\"",
                "\"subnet_id\": \"subnet-public\", \"associate_public_ip_address\": false",
            })
    void whatCannotBeKnownIsNeverGuessed(String settings) throws IOException {
        Path template = wanting(settings);

        assertThatThrownBy(() -> offered(template)).isInstanceOfSatisfying(BakeFailedException.class, e -> {
            assertThat(e.failure().cause()).isEqualTo(FailureCause.SOURCE_UNKNOWN);
            assertThat(e.getMessage()).startsWith("From where the build instance will be reached is not known: ");
            assertThat(e.failure().cause().remedy()).contains("--var ssh_source_cidrs=ADDRESS/32");
        });
        assertThat(network.asked).doesNotContain("Internet");
    }

    @Test
    void defaultSubnetsOfBothKindsAreNotGuessedAmong() throws IOException {
        network.defaults.add(new CallerNetwork.Subnet("172.31.16.0/20", false));
        Path template = wanting();

        assertThatThrownBy(() -> offered(template)).hasMessageContaining("name its subnet_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packer/img-mgr-packer.json", "packer/img-mgr.pkr.hcl"})
    void theTemplatesOfThisProjectLetNobodyInByThemselves(String name) throws IOException {
        Path template = Path.of(name).toAbsolutePath();

        assertThat(offered(template)).isEqualTo(value(OUTSIDE + "/32"));
        assertThat(PackerTemplate.read(template, folder)
                        .variables()
                        .get("ssh_source_cidrs")
                        .defaultValue())
                .isEmpty();
        assertThat(Files.readString(template))
                .doesNotContain("0.0.0.0")
                .contains("temporary_security_group_source_cidrs");
    }
}
