package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an approval is given for: the plan of each stack, the files it was made from, the environment and the AMI.
 *
 * <p>The files belong to it, as a change set names the properties that change and not what they change to.
 *
 * @param environment the deploy environment
 * @param ami the AMI's id; empty when none is deployed
 * @param files what {@link PlanFiles} tells of the files it is made from
 * @param stacks the digest of each stack's part of the plan, by region and name
 * @param gaps why the plan is not whole; empty for a whole one, and only that can be approved
 */
public record PlanDigest(String environment, String ami, String files, Map<String, String> stacks, List<String> gaps)
        implements Serializable {
    private static final int MOST = 10_000;

    /** So many files are named at most, each by its path. */
    private static final int FILES = 1 << 23;

    /** @throws IllegalArgumentException with one line when it is larger than any plan */
    public PlanDigest {
        Limits.text("the environment of a plan", environment, Limits.PATH);
        Limits.text("the AMI of a plan", ami, Limits.AMI_NAME);
        Limits.text("the digest of a plan's files", files, FILES);
        Limits.texts("the stacks of a plan", stacks, MOST, Limits.PATH);
        Limits.texts("the gaps of a plan", gaps, MOST, Limits.TEXT);
        stacks = Collections.unmodifiableMap(new TreeMap<>(stacks));
        gaps = List.copyOf(gaps);
    }

    /** The digest of a plan that Runway has made; failed or missing parts become gaps. */
    public static PlanDigest of(String environment, String ami, String files, RunwayFacts facts, boolean succeeded) {
        List<String> gaps = new ArrayList<>(PlanFiles.gaps(files));
        gaps.addAll(facts.gaps());
        facts.stacks().stream()
                .filter(stack -> !stack.isGood())
                .forEach(stack -> gaps.add(stack.place() + " could not be planned: " + stack.reason()));
        facts.unfinished().forEach(module -> gaps.add(module + " did not finish"));
        if (!succeeded && gaps.isEmpty()) {
            gaps.add("Runway failed");
        }
        return new PlanDigest(environment, ami, files, facts.plans(), gaps);
    }

    /** The same of an environment to which nothing was deployed yet: that is the one gap. */
    public PlanDigest ofFirst() {
        return new PlanDigest(
                environment, ami, files, stacks, List.of("First deployment of " + environment + ": no plan possible"));
    }

    /** Where its files take whatever is newest when it is deployed, a line each. */
    public List<String> newest() {
        return PlanFiles.newest(files);
    }

    /** Whether every stack could be planned. */
    public boolean isWhole() {
        return gaps.isEmpty();
    }

    /** The digest itself: {@code sha256:} and 64 hexadecimal digits; equal for equal plans, whenever they are made. */
    public String value() {
        StringBuilder all = new StringBuilder("environment ")
                .append(environment)
                .append("\nami ")
                .append(ami);
        all.append("\nfiles ").append(files);
        stacks.forEach(
                (name, digest) -> all.append('\n').append(name).append(' ').append(digest));
        return "sha256:" + sha256(all.toString());
    }

    /** What differs from a plan that was approved, each in a few words; empty exactly when the digests are equal. */
    public List<String> moved(PlanDigest approved) {
        List<String> moved = new ArrayList<>();
        if (!environment.equals(approved.environment)) {
            moved.add("the environment is " + environment + " and was " + approved.environment);
        }
        if (!ami.equals(approved.ami)) {
            moved.add("the AMI is " + (ami.isEmpty() ? "none" : ami) + " and was "
                    + (approved.ami.isEmpty() ? "none" : approved.ami));
        }
        Set<String> names = new TreeSet<>(stacks.keySet());
        names.addAll(approved.stacks.keySet());
        for (String name : names) {
            if (!String.valueOf(stacks.get(name)).equals(String.valueOf(approved.stacks.get(name)))) {
                moved.add("the plan for " + name + " has changed");
            }
        }
        if (!files.equals(approved.files)) {
            moved.add(PlanFiles.moved(files, approved.files));
        }
        return moved;
    }

    /** A plan's text without what differs from one time to the next though nothing has changed. */
    static String normal(String text) {
        StringBuilder normal = new StringBuilder();
        text.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .forEach(line -> normal.append(line).append('\n'));
        return normal.toString().replaceAll("change-set-\\d{9,}", "change-set");
    }

    static String sha256(String text) {
        return hex(newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
