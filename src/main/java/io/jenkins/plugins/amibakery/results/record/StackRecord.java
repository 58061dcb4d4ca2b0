package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What became of one stack in one region. Saved in build.xml; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class StackRecord extends Persisted {
    public static final String SUBMITTED = "submitted";
    public static final String COMPLETE = "complete";
    public static final String SKIPPED = "skipped";
    public static final String FAILED = "failed";

    private String deployment;
    private String module;
    private String region;
    private String stack;
    private String name;
    private String verdict;
    private String reason;
    private String rollback;
    private String firstFailure;
    private String status;
    private ArrayList<OutputRecord> outputs;

    private StackRecord(DeployedStack deployed) {
        StackVerdict said = deployed.verdict();
        deployment = said.deployment();
        module = said.module();
        region = said.region();
        stack = said.stack();
        verdict = said.status().name().toLowerCase(Locale.ROOT);
        reason = said.reason();
        rollback = said.rollback();
        firstFailure = said.firstFailure();
        name = deployed.name();
        status = deployed.status();
        outputs = new ArrayList<>();
        deployed.outputs().forEach((output, value) -> outputs.add(new OutputRecord(output, value)));
        readResolve();
    }

    /** A stack as a run of Runway left it. */
    public static StackRecord of(DeployedStack deployed) {
        return new StackRecord(deployed);
    }

    /** A stack of which only Runway has said something. */
    public static StackRecord of(StackVerdict verdict) {
        return new StackRecord(new DeployedStack(verdict, "", "", Map.of()));
    }

    /** The deployment in runway.yml, by its name. */
    @Exported
    public String getDeployment() {
        return deployment;
    }

    @Exported
    public String getModule() {
        return module;
    }

    /** Empty when Runway did not say. */
    @Exported
    public String getRegion() {
        return region;
    }

    /** The stack as CFNgin names it. */
    @Exported
    public String getStack() {
        return stack;
    }

    /** Its whole name, namespace included; empty when only Runway knows it. */
    @Exported
    public String getName() {
        return name;
    }

    /** The last thing that Runway said of it: {@code submitted}, {@code complete}, {@code skipped} or {@code failed}. */
    @Exported
    public String getVerdict() {
        return verdict;
    }

    /** Runway's reason for that. */
    @Exported
    public String getReason() {
        return reason;
    }

    /** CloudFormation's reason for a rollback; empty when there was none. */
    @Exported
    public String getRollback() {
        return rollback;
    }

    /** The first resource that failed and why; empty when that is not known. */
    @Exported
    public String getFirstFailure() {
        return firstFailure;
    }

    /** CloudFormation's word, such as {@code UPDATE_COMPLETE}; empty when there is no such stack or nobody was asked. */
    @Exported
    public String getStatus() {
        return status;
    }

    /** In the order of their names. */
    @Exported(inline = true)
    public List<OutputRecord> getOutputs() {
        return Collections.unmodifiableList(outputs);
    }
}
