package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What became of one stack in one region. Saved in build.xml; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class StackRecord {
    private String deployment;
    private String module;
    private String region;
    private String stack;
    private String status;
    private String reason;
    private ArrayList<OutputRecord> outputs;

    /**
     * @param deployment the deployment in runway.yml, by its name
     * @param module the module in it
     * @param region the region's code; empty when Runway did not say
     * @param stack the stack's name, best the whole one
     * @param status a {@link StackVerdict.Status} by its name, or a word of CloudFormation's
     * @param reason why; empty when nothing gave a reason
     * @param outputs by name; empty when the stack has none or nobody asked
     */
    public StackRecord(
            String deployment,
            String module,
            String region,
            String stack,
            String status,
            String reason,
            Map<String, String> outputs) {
        this.deployment = deployment;
        this.module = module;
        this.region = region;
        this.stack = stack;
        this.status = status;
        this.reason = reason;
        readResolve();
        new TreeMap<>(outputs).forEach((name, value) -> this.outputs.add(new OutputRecord(name, value)));
    }

    /**
     * A stack as a run of Runway left it.
     *
     * @param outputs CloudFormation's outputs of it, by name; empty when nobody asked
     */
    public static StackRecord of(StackVerdict verdict, Map<String, String> outputs) {
        String reason = verdict.firstFailure().isEmpty() ? verdict.rollback() : verdict.firstFailure();
        return new StackRecord(
                verdict.deployment(),
                verdict.module(),
                verdict.region(),
                verdict.stack(),
                verdict.status().name(),
                reason.isEmpty() ? verdict.reason() : reason,
                outputs);
    }

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

    @Exported
    public String getStack() {
        return stack;
    }

    /** {@code SUBMITTED}, {@code COMPLETE}, {@code SKIPPED}, {@code FAILED}, or a word of CloudFormation's. */
    @Exported
    public String getStatus() {
        return status;
    }

    @Exported
    public String getReason() {
        return reason;
    }

    /** In the order of their names. */
    @Exported(inline = true)
    public List<OutputRecord> getOutputs() {
        return Collections.unmodifiableList(outputs);
    }

    /** What an older version saved may lack what it did not know yet. */
    private Object readResolve() {
        deployment = Storable.storable(deployment);
        module = Storable.storable(module);
        region = Storable.storable(region);
        stack = Storable.storable(stack);
        status = Storable.storable(status);
        reason = Storable.storable(reason);
        outputs = Storable.withoutNulls(outputs);
        return this;
    }
}
