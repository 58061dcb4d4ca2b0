package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * AMIs as a Jenkinsfile sees them: maps of strings, which a sandboxed script may read.
 *
 * <p>The keys are {@code id}, {@code region}, {@code name}, {@code builder}, {@code sourceAmi}, {@code snapshots} (a list) and
 * {@code buildTime} (such as {@code 2026-11-22T16:22:33Z}); what is not known is an empty text. And why it is this one: {@code reused}
 * (true or false) and {@code reason} (why nothing was reused, or why an AMI of another job was; otherwise empty).
 */
final class AmiMaps {
    private AmiMaps() {}

    /** The AMIs of a bake that has ended well. */
    static ArrayList<LinkedHashMap<String, Object>> of(List<BakedAmi> amis, BakeState state) {
        ArrayList<LinkedHashMap<String, Object>> maps = new ArrayList<>();
        for (BakedAmi ami : amis) {
            LinkedHashMap<String, Object> map = of(ami);
            map.put("reused", state.reused);
            map.put("reason", state.reason == null ? "" : state.reason);
            maps.add(map);
        }
        return maps;
    }

    static LinkedHashMap<String, Object> of(BakedAmi baked) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("id", baked.id().value());
        map.put("region", baked.region().code());
        map.put("name", baked.described().map(Ami::name).orElse(""));
        map.put("builder", baked.builder());
        map.put(
                "sourceAmi",
                baked.described().flatMap(Ami::source).map(Object::toString).orElse(""));
        map.put(
                "snapshots",
                baked.described()
                        .map(ami -> ami.snapshots().stream()
                                .map(Snapshot::id)
                                .collect(Collectors.toCollection(ArrayList::new)))
                        .orElseGet(ArrayList::new));
        map.put(
                "buildTime",
                baked.described().flatMap(Ami::created).map(Instant::toString).orElse(""));
        return map;
    }
}
