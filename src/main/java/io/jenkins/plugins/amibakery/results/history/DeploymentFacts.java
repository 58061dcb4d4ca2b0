package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a job keeps of one deployment of one of its builds. Saved with the job; never changed once made. */
public final class DeploymentFacts {
    private int build;
    private DeploymentRecord record;

    private DeploymentFacts(int build, DeploymentRecord record) {
        this.build = build;
        this.record = record;
    }

    /**
     * @param build the build's number
     * @param whole what the build itself keeps
     */
    static DeploymentFacts of(int build, DeploymentRecord whole) {
        return new DeploymentFacts(build, brief(whole));
    }

    private static DeploymentRecord brief(DeploymentRecord whole) {
        DeploymentRecord brief = whole.copy();
        brief.setSelection(region(whole), whole.getModules(), whole.getTags());
        brief.setStacks(List.of());
        brief.setLocks(List.of(), List.of());
        brief.setNotes(List.of());
        brief.setUnread(List.of());
        brief.setApproval(null);
        brief.setPlan(whole.getPlan() == null ? null : whole.getPlan().withoutTexts());
        return brief;
    }

    public int build() {
        return build;
    }

    /** Without what only the build's own pages show. */
    public DeploymentRecord record() {
        return record;
    }

    boolean isOf(int number, String id) {
        return build == number && record.getId().equals(id);
    }

    /** Whether it says the same of the same deployment. */
    boolean says(DeploymentFacts other) {
        return isOf(other.build, other.record.getId()) && changing().equals(other.changing());
    }

    private List<Object> changing() {
        String plan = record.getPlan() == null ? "" : record.getPlan().getDigest();
        return List.of(
                record.getRegion(),
                record.getAmi(),
                record.getReplacedAmi(),
                record.getOutcome(),
                record.failureLines(),
                plan,
                record.getCommit(),
                record.getStartedBy(),
                record.getEndpoint(),
                record.getOverride() == null ? "" : record.getOverride().getWhenText(),
                record.getChecks().stream().map(CheckRecord::tree).toList(),
                record.getEnded());
    }

    /** The region that was asked for, or the one in which all stacks are; empty when there are several, or none yet. */
    public static String region(DeploymentRecord record) {
        Set<String> regions =
                record.getStacks().stream().map(StackRecord::getRegion).collect(Collectors.toSet());
        return record.getRegion().isEmpty() && regions.size() == 1
                ? regions.iterator().next()
                : record.getRegion();
    }

    boolean is(String action, String status) {
        return record.getAction().equals(action) && record.getOutcome().equals(status);
    }

    /** Whether it was asked for a part of its environment only. */
    boolean isPartial() {
        return !record.getModules().isEmpty() || !record.getTags().isEmpty();
    }

    /** What is known of it last happened then, in milliseconds since 1970. */
    long when() {
        return Math.max(record.getBegan(), record.getEnded());
    }

    /** Whether Jenkins could read it back. */
    boolean isWhole() {
        return record != null;
    }
}
