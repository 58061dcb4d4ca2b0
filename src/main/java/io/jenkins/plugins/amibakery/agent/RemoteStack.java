package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A {@link DeployedStack} on its way.
 *
 * @param verdict Runway's status, by its name
 * @param firstFailure the first resource that failed; null when none is known
 * @param name the stack's whole name; empty when it is not known
 * @param status CloudFormation's word; empty when nobody was asked
 */
public record RemoteStack(
        String deployment,
        String module,
        String region,
        String stack,
        String verdict,
        String reason,
        String rollback,
        String firstFailure,
        String name,
        String status,
        TreeMap<String, String> outputs)
        implements Serializable {
    /** CloudFormation takes no more outputs. */
    private static final int MOST = 200;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public RemoteStack {
        Limits.texts(
                "the names of a stack",
                List.of(deployment, module, region, stack, verdict, name, status),
                MOST,
                Limits.PATH);
        Limits.text("what is said of a stack", reason, Limits.TEXT);
        Limits.text("what is said of a stack", rollback, Limits.TEXT);
        Limits.text("what is said of a stack", firstFailure, Limits.TEXT);
        Limits.texts("the outputs of a stack", outputs, MOST, Limits.PATH);
    }

    static RemoteStack of(DeployedStack deployed) {
        StackVerdict said = deployed.verdict();
        return new RemoteStack(
                said.deployment(),
                said.module(),
                said.region(),
                said.stack(),
                said.status().name(),
                said.reason(),
                said.rollback(),
                said.firstFailure().orElse(null),
                deployed.name(),
                deployed.status(),
                new TreeMap<>(deployed.outputs()));
    }

    /**
     * The stack itself.
     *
     * @param mask takes secrets out of what programs and the cloud said
     * @throws IllegalArgumentException when its status is none
     */
    public DeployedStack stack(UnaryOperator<String> mask) {
        TreeMap<String, String> masked = new TreeMap<>();
        outputs.forEach((key, value) -> masked.put(key, mask.apply(value)));
        return new DeployedStack(
                new StackVerdict(
                        deployment,
                        module,
                        region,
                        stack,
                        StackVerdict.Status.valueOf(verdict),
                        mask.apply(reason),
                        mask.apply(rollback),
                        Optional.ofNullable(firstFailure).map(mask)),
                name,
                status,
                masked);
    }
}
