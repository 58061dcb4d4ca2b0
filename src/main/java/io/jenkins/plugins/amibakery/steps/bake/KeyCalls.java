package io.jenkins.plugins.amibakery.steps.bake;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.config.SecretDigests;
import io.jenkins.plugins.amibakery.engine.bake.BaseQueryJson;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.reuse.ComputeKey;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Questions for bake keys, and their answers as they may be kept. */
final class KeyCalls {
    private KeyCalls() {}

    /**
     * The question for the key of a bake.
     *
     * @param whose whether to tell the account, too
     * @param job the identity of the job, under whose own key secrets are digested
     */
    static ComputeKey of(
            BakeParameters parameters,
            ResolvedIdentity actor,
            FilePath workspace,
            String id,
            PackerTold packer,
            boolean whose,
            String job) {
        return new ComputeKey(
                BakeRequests.keyed(parameters, actor, id),
                packer,
                BakeRequests.lock(parameters, ""),
                parameters.inputs,
                SecretDigests.key(job),
                PackerProgram.memory(workspace),
                whose,
                null);
    }

    /** The key with no known secret in what is shown of it; its digests stay. */
    static BakeKey shown(BakeKey key, Masker masker) {
        return new BakeKey(
                key.digest(),
                key.parts().stream()
                        .map(part -> new KeyPart(part.kind(), part.name(), part.digest(), masker.mask(part.shown())))
                        .toList(),
                key.floating().stream()
                        .map(one -> new Floating(
                                one.file(), one.line(), masker.mask(one.text()), one.why(), one.settling()))
                        .toList());
    }

    static List<BaseRecord> bases(KeyedBake bake) {
        List<BaseRecord> bases = new ArrayList<>();
        bake.baseImages()
                .forEach((query, answer) -> answer.image()
                        .ifPresent(ami -> bases.add(new BaseRecord(
                                query.region().code(),
                                BaseQueryJson.text(query),
                                ami.id().value(),
                                ami.name(),
                                ami.created().map(Instant::toEpochMilli).orElse(0L),
                                answer.end().map(Instant::toEpochMilli).orElse(0L)))));
        return bases;
    }
}
