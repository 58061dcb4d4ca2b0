package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.lockfile.BakeLock;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.packages.Addresses;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Computes a bake's key where its files are. Changes nothing but the digests that are remembered of files.
 *
 * @param request the bake, with every value that must not be seen among its secret variables; run in the directory of the place
 * @param packer what packer has told
 * @param lock the part of the lock file
 * @param inputs globs of further files that decide the image
 * @param secretKey the key under which secret values are digested
 * @param memory where what is known of files is kept from bake to bake, absolute
 * @param whose whether to tell the account, too
 * @param earlier the key whose base AMIs are taken as they are, and then no cloud is asked; null to have them looked for
 */
public record ComputeKey(
        BakeRequest request,
        PackerTold packer,
        LockUse lock,
        List<String> inputs,
        byte[] secretKey,
        String memory,
        boolean whose,
        KeyedBake earlier)
        implements UseCase<KeyTold> {
    public ComputeKey {
        inputs = List.copyOf(inputs);
    }

    /** Asks for it once more, with the same base AMIs: whether files and values are still what they were. */
    public ComputeKey since(KeyedBake key) {
        return new ComputeKey(request, packer, lock, inputs, secretKey, memory, whose, key);
    }

    @Override
    public KeyTold run(Workplace place, Cloud cloud) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of(memory));
        BakeKeys keys = new BakeKeys(
                FileDigests.cachedIn(directory.resolve("digests")), secretKey, new Addresses(place.environment())::ask);
        KeyQuestion question = question(request.in(place.directory()), place, cloud);
        if (earlier != null) {
            KeyedBake now = new KeyedBake(keys.again(question, earlier.key()), earlier.targets(), earlier.baseImages());
            return new KeyTold(now, "");
        }
        cloud.requireAnswer();
        Cloud.Asked account = whose ? cloud.account(question.region()) : () -> "";
        KeyedBake bake = keys.compute(question, cloud.bases());
        return new KeyTold(bake, account.answer());
    }

    private KeyQuestion question(BakeRequest here, Workplace place, Cloud cloud) {
        PackerTemplate template = PackerTemplate.read(here.template(), here.directory());
        BakeLock kept = new BakeLock(lock, here);
        return new KeyQuestion(
                kept.keyed(template, PackerBuild.region(here, template, place.environment(), cloud)),
                packer.version(),
                packer.plugins(),
                place.environment(),
                here.region().or(cloud::region),
                inputs,
                kept.kept());
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return "ComputeKey[" + request + ", " + inputs + "]";
    }
}
