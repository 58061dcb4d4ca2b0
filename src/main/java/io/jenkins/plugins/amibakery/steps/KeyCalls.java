package io.jenkins.plugins.amibakery.steps;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.agent.KeyCall;
import io.jenkins.plugins.amibakery.agent.RemoteKey;
import io.jenkins.plugins.amibakery.config.SecretDigests;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.results.BaseRecord;
import io.jenkins.plugins.amibakery.steps.work.Actor;
import java.util.ArrayList;
import java.util.List;

/** Questions for bake keys, and their answers as they may be kept. */
final class KeyCalls {
    private KeyCalls() {}

    /**
     * The question for the key of a bake.
     *
     * @param version what {@code packer --version} printed
     * @param plugins what packer told of its plugins
     * @param whose whether to tell the account, too
     * @param job the identity of the job, under whose own key secrets are digested
     */
    static KeyCall of(
            BakeParameters parameters,
            Actor actor,
            FilePath workspace,
            String id,
            String version,
            String plugins,
            boolean whose,
            String job) {
        return new KeyCall(
                BakeRequests.keyed(parameters, actor, id),
                actor.identity(),
                new KeyCall.Facts(
                        version,
                        plugins,
                        new ArrayList<>(parameters.inputs),
                        SecretDigests.key(job),
                        PackerProgram.memory(workspace),
                        parameters.locked,
                        whose));
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
                                one.file(), one.line(), masker.mask(one.text()), one.why(), one.lockable()))
                        .toList());
    }

    static List<BaseRecord> bases(RemoteKey key) {
        return key.bases().stream()
                .map(base ->
                        new BaseRecord(base.region(), base.query(), base.amiId(), base.name(), base.createdMillis()))
                .toList();
    }
}
