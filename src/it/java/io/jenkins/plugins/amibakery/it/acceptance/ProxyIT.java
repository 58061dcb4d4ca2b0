package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.it.acceptance.Recorder.Call;
import io.jenkins.plugins.amibakery.it.acceptance.Recorder.Caller;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent that reaches AWS through a proxy alone. */
@ExtendWith(BakeryExtension.class)
class ProxyIT {
    /** Only the proxy knows where it is. */
    private static final String HOST = "ec2.cloud.invalid";

    private static final String ENDPOINT = "http://" + HOST;

    private final Bakery bakery;

    ProxyIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void packerAndPluginGoThroughTheProxyOfTheAgent() {
        Map<String, String> environment = new TreeMap<>(bakery.cloud().environment());
        environment.put("AWS_ENDPOINT_URL", ENDPOINT);
        bakery.cloud().settings("{\"hosts\": [\"" + HOST + "\"]}");
        try (Recorder proxy = Recorder.before(bakery.cloud());
                Agent agent = Agent.start(
                        bakery.controller(),
                        "behind-proxy",
                        bakery.directory().resolve("behind-proxy"),
                        Map.of("HTTP_PROXY", proxy.url(), "NO_PROXY", "127.0.0.1,10.0.0.0/8"))) {
            String steps = """
                    vars += [ec2_endpoint: '%s']
                    bakeAmi template: 'small.json', vars: vars
                    """.formatted(ENDPOINT);

            Build build = bakery.controller()
                    .pipeline("proxy", bakery.onAgent("behind-proxy", environment, steps))
                    .run();

            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
            assertThat(build.amiIds()).hasSize(1);
            assertThat(proxy.accessKeys(Caller.PACKER))
                    .containsExactly(bakery.cloud().environment().get("AWS_ACCESS_KEY_ID"));
            assertThat(proxy.accessKeys(Caller.PLUGIN))
                    .containsExactly(bakery.cloud().environment().get("AWS_ACCESS_KEY_ID"));
            assertThat(proxy.calls()).extracting(Call::host).containsOnly(HOST);
            assertThat(agent.directory()).isDirectory();
        }
    }
}
