package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.BakeKeys;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.FileDigests;
import io.jenkins.plugins.amibakery.engine.bakery.KeyQuestion;
import io.jenkins.plugins.amibakery.engine.bakery.LockFiles;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/**
 * Computes a bake's key where its files are, in the workspace, and as whom packer runs. Changes nothing but the digests it
 * remembers of files, and may be repeated.
 */
public final class KeyCall extends MasterToSlaveFileCallable<KeyAnswer> {
    /**
     * What the key depends on beside the request.
     *
     * @param version what {@code packer --version} printed
     * @param plugins what {@code packer plugins installed} printed; empty when this packer has no such command
     * @param inputs globs of further files that decide the image
     * @param secretKey the key under which secret values are digested
     * @param directory where what is known of files is kept from bake to bake, absolute
     * @param locked whether the bake keeps to its lock file
     * @param whose whether to tell the account, too
     */
    public record Facts(
            String version,
            String plugins,
            ArrayList<String> inputs,
            byte[] secretKey,
            String directory,
            boolean locked,
            boolean whose)
            implements Serializable {
        /** Gives no secret away. */
        @Override
        public String toString() {
            return "Facts[" + version.strip() + ", " + inputs + "]";
        }
    }

    private static final long serialVersionUID = 1L;

    private final RemoteRequest request;
    private final RemoteIdentity identity;
    private final Facts facts;

    /** A key whose base AMIs are taken as they are; null to look for them. */
    private final RemoteKey earlier;

    /** Asks for the key. */
    public KeyCall(RemoteRequest request, RemoteIdentity identity, Facts facts) {
        this(request, identity, facts, null);
    }

    private KeyCall(RemoteRequest request, RemoteIdentity identity, Facts facts, RemoteKey earlier) {
        this.request = request;
        this.identity = identity;
        this.facts = facts;
        this.earlier = earlier;
    }

    /** Asks for it once more, with the same base AMIs: whether files and values are still what they were. Asks no cloud. */
    public KeyCall since(RemoteKey key) {
        return new KeyCall(request, identity, facts, key);
    }

    @Override
    public KeyAnswer invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        try {
            BakeRequest wanted = request.in(workspace.toPath());
            AwsAccess access = identity.access(wanted.endpoint());
            Path directory = Files.createDirectories(Path.of(facts.directory()));
            BakeKeys keys = new BakeKeys(FileDigests.cachedIn(directory.resolve("digests")), facts.secretKey());
            KeyQuestion question = question(wanted, access);
            if (earlier != null) {
                return new KeyAnswer(null, earlier.with(keys.again(question, earlier.key())), "");
            }
            return computed(keys, question, access);
        } catch (BakeFailedException e) {
            return KeyAnswer.refused(e.failure().lineInJenkins());
        } catch (IllegalArgumentException e) {
            return KeyAnswer.refused(e.getMessage());
        }
    }

    private KeyAnswer computed(BakeKeys keys, KeyQuestion question, AwsAccess access) throws InterruptedException {
        Optional<OwnAccount> account =
                facts.whose() ? Optional.of(OwnAccount.of(access, question.region())) : Optional.empty();
        try (Cloud cloud = new AwsCloud(access)) {
            RemoteKey key = RemoteKey.of(keys.compute(question, cloud.bases()));
            return new KeyAnswer(null, key, account.isPresent() ? account.get().get() : "");
        }
    }

    private KeyQuestion question(BakeRequest wanted, AwsAccess access) {
        PackerVersion packer = PackerVersion.read(facts.version())
                .orElseThrow(() -> new IllegalArgumentException("'" + request.packer() + "' tells no packer version."));
        BakeLock lock =
                new BakeLock(new RemoteLock(facts.locked(), false, facts.version(), facts.plugins(), ""), wanted);
        PackerTemplate template = PackerTemplate.read(wanted.template(), wanted.directory());
        Optional<Region> region =
                PlanCall.regions(wanted, template, access).stream().findFirst();
        return new KeyQuestion(
                lock.keyed(template, region),
                packer,
                PackerPlugins.read(facts.plugins()),
                identity.environment(),
                wanted.region().or(access::region),
                facts.inputs(),
                lock.kept().map(LockFiles::digest));
    }
}
