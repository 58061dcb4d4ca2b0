package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.statement.Signed;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody says of an image so that it may stand for a bake: "this AMI was made with this key". It travels as one tag,
 * {@link Tags#SIGNATURE}, which has the job's id and the signature; the reader makes the claim anew of what EC2 says of the
 * image and of the key that he looks for.
 *
 * @param account the account that owns it, as EC2 says
 * @param region the code of its region
 * @param ami its id; a copy in another region has another, and a signature of its own
 * @param bakeKey the digest of the bake's key
 * @param recipe the recipe's name
 * @param job whose bake it was: the id of a job, or {@link #TERMINAL}
 * @param builder the packer build
 * @param bakeId the id of the bake
 */
public record ReuseClaim(
        String account,
        String region,
        String ami,
        String bakeKey,
        String recipe,
        String job,
        String builder,
        String bakeId) {
    /** In place of a job's id: it was baked at a terminal. */
    public static final String TERMINAL = "terminal";

    private static final String DOMAIN = "ami-bakery reuse v1";
    private static final Pattern TAG = Pattern.compile("([a-z0-9]{1,64})\\.(\\S+)");

    public ReuseClaim {
        if (!isJob(job)) {
            throw new IllegalArgumentException(
                    "Not the id of a job: '" + job + "'; one has 1 to 64 lower-case letters and digits.");
        }
    }

    /** What the tag of an image says before it is checked. */
    record Read(String job, Signed signed) {}

    /** Whether something may be a job's id in a claim. */
    public static boolean isJob(String id) {
        return id.matches("[a-z0-9]{1,64}");
    }

    /** The claim about an image as EC2 describes it. */
    static ReuseClaim about(Ami ami, String bakeKey, String recipe, String job) {
        return new ReuseClaim(
                ami.ownerId(),
                ami.region().code(),
                ami.id().value(),
                bakeKey,
                recipe,
                job,
                ami.tags().getOrDefault(Tags.BUILDER, ""),
                ami.tags().getOrDefault(Tags.BAKE_ID, ""));
    }

    Statement statement() {
        return Statement.of(DOMAIN)
                .with("account", account)
                .with("region", region)
                .with("ami", ami)
                .with("bake key", bakeKey)
                .with("recipe", recipe)
                .with("job", job)
                .with("builder", builder)
                .with("bake", bakeId);
    }

    /** The value of the tag. */
    public String signedBy(Signer signer) {
        return job + "." + signer.sign(statement()).text();
    }

    /** Reads the value of the tag; empty when it is not in its form. */
    static Optional<Read> read(String tag) {
        Matcher form = TAG.matcher(tag);
        return form.matches()
                ? Signed.read(form.group(2)).map(signed -> new Read(form.group(1), signed))
                : Optional.empty();
    }
}
