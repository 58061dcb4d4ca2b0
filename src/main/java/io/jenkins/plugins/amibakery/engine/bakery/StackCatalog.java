package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Map;
import java.util.Optional;

/** The CloudFormation stacks of one account, under one identity. Safe for several threads; changes nothing. */
public interface StackCatalog extends AutoCloseable {
    /**
     * A stack as CloudFormation has it.
     *
     * @param name its whole name, namespace included
     * @param status CloudFormation's word, such as {@code UPDATE_COMPLETE}
     * @param outputs by name
     */
    record CloudStack(String name, String status, Map<String, String> outputs) {
        public CloudStack {
            outputs = Map.copyOf(outputs);
        }
    }

    /** A stack by its whole name; empty when there is none. */
    Optional<CloudStack> find(Region region, String name);

    /** The first resource that failed in a stack's last operation, as {@code LogicalId: reason}; empty when none did. */
    Optional<String> firstFailure(Region region, String name);

    @Override
    void close();
}
