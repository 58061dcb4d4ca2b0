package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseQueryJsonTest {
    private static final Region OREGON = new Region("us-west-2");

    @Test
    void aFilterIsKeptAsItIsAsked() {
        TreeMap<String, List<String>> filters = new TreeMap<>();
        filters.put("name", List.of("debian-12-amd64-*"));
        filters.put("architecture", List.of("x86_64"));
        BaseImageQuery query =
                new BaseImageQuery(OREGON, Optional.empty(), filters, List.of("136693071363"), true, false);

        String text = BaseQueryJson.text(query);

        assertThat(text)
                .isEqualTo("{\"region\":\"us-west-2\",\"filters\":{\"architecture\":[\"x86_64\"],"
                        + "\"name\":[\"debian-12-amd64-*\"]},\"owners\":[\"136693071363\"],\"mostRecent\":true}");
        assertThat(BaseQueryJson.query(text)).contains(query);
    }

    @Test
    void anIdIsKept() {
        BaseImageQuery query = BaseImageQuery.of(OREGON, new AmiId("ami-0d12b2c3d4e5f6071"));

        assertThat(BaseQueryJson.query(BaseQueryJson.text(query))).contains(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "name=debian-*", "{}", "[1]", "{\"region\":\"nowhere\"}", "{\"region\":\"us-west-2\"}"})
    void whatIsNoQueryIsNone(String text) {
        assertThat(BaseQueryJson.query(text)).isEmpty();
    }
}
