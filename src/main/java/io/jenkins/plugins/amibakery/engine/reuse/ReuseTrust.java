package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose word counts for an image. Tags prove nothing: anyone who may set them could have written them.
 *
 * <p>One key may be on the list several times, each time for other jobs.
 *
 * @param own the id of the job that wants to reuse, or {@link ReuseClaim#TERMINAL}
 * @param others ids of the jobs whose AMIs count as well as its own, whichever trusted key has signed them
 * @param keys the keys that count
 */
public record ReuseTrust(String own, Set<String> others, List<TrustedKey> keys) implements Serializable {
    public ReuseTrust {
        others = Set.copyOf(others);
        keys = List.copyOf(keys);
    }

    /** The keys that count, whatever for. */
    public Verifier verifier() {
        return new Verifier(keys.stream().map(TrustedKey::key).toList());
    }

    /**
     * The result of the check of an image.
     *
     * @param job whose bake it was; empty when nobody who counts says so
     * @param problem why it must not be used, to follow its name; empty when it may
     */
    record Verdict(String job, String problem) {
        static Verdict not(String problem) {
            return new Verdict("", problem);
        }

        boolean trusted() {
            return problem.isEmpty();
        }
    }

    /** Checks the claim of an image; asks nobody. */
    Verdict check(Ami ami, String bakeKey, String recipe) {
        String tag = ami.tags().getOrDefault(Tags.SIGNATURE, "");
        if (tag.isEmpty()) {
            return Verdict.not("has this bake key but no signature: anyone who may set tags can set it");
        }
        Optional<ReuseClaim.Read> read = ReuseClaim.read(tag);
        if (read.isEmpty()) {
            return Verdict.not("has this bake key, but its signature is malformed");
        }
        Verifier verifier = verifier();
        if (!verifier.knows(read.get().signed())) {
            return Verdict.not("is signed by the key " + read.get().signed().keyId() + ", which is not trusted here");
        }
        String job = read.get().job();
        Optional<VerifyingKey> signer = verifier.signerOf(
                ReuseClaim.about(ami, bakeKey, recipe, job).statement(),
                read.get().signed());
        if (signer.isEmpty()) {
            return Verdict.not("has a signature made for something else: it was copied or changed");
        }
        return counts(job, signer.get())
                ? new Verdict(job, "")
                : Verdict.not("was baked by another job, whose AMIs are not trusted here");
    }

    /**
     * Whether somebody who counts says that an image is what its tags say. Asks nobody.
     *
     * @return why not, to follow its id; empty when somebody does
     */
    public Optional<String> problem(Ami ami) {
        if (ami.tags().getOrDefault(Tags.SIGNATURE, "").isEmpty()) {
            return Optional.of("has no signature: anyone who may set tags can set its tags");
        }
        Verdict verdict = check(
                ami, ami.tags().getOrDefault(Tags.BAKE_KEY, ""), ami.tags().getOrDefault(Tags.RECIPE, ""));
        return Optional.of(verdict.problem()).filter(problem -> !problem.isEmpty());
    }

    private boolean counts(String job, VerifyingKey signer) {
        return job.equals(own)
                || others.contains(job)
                || keys.stream().anyMatch(one -> one.key().equals(signer) && one.counts(job));
    }

    /** Whether AMIs of other jobs may count. */
    boolean takesOthers() {
        return !others.isEmpty()
                || keys.stream().anyMatch(key -> key.any() || !key.jobs().isEmpty());
    }

    /** Where the record of an image would be that a job has baked, to follow "no manifest is kept". */
    String keeper(String job) {
        if (isOwn(job)) {
            return "here";
        }
        return others.contains(job) ? "by the job that baked it" : "here, as it was baked elsewhere";
    }

    /** Whether it is the job that wants to reuse. */
    boolean isOwn(String job) {
        return job.equals(own);
    }

    /**
     * Whose bake some images come from, checked once more where the list of who counts is at home.
     *
     * @return the job's id
     * @throws IllegalArgumentException with one clear line when one of them must not be used
     */
    public String require(Collection<Ami> amis, String bakeKey, String recipe) {
        Map<String, String> jobs = new LinkedHashMap<>();
        for (Ami ami : amis) {
            Verdict verdict = check(ami, bakeKey, recipe);
            if (!verdict.trusted()) {
                throw new IllegalArgumentException("The agent wants to reuse " + ami.id() + " in " + ami.region()
                        + ", which " + verdict.problem() + ".");
            }
            jobs.put(verdict.job(), "");
        }
        if (jobs.size() != 1) {
            throw new IllegalArgumentException(
                    "The agent wants to reuse AMIs of " + jobs.size() + " jobs; only one is allowed.");
        }
        return jobs.keySet().iterator().next();
    }
}
