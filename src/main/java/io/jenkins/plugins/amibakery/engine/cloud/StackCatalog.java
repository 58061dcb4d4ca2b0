package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The CloudFormation stacks of one account, under one identity. Safe for several threads; changes nothing. Every question throws
 * {@link io.jenkins.plugins.amibakery.engine.model.DeployFailedException} with one clear line when the cloud does not answer it.
 */
public interface StackCatalog extends AutoCloseable {
    /**
     * A stack as CloudFormation has it.
     *
     * @param name its whole name, namespace included
     * @param status CloudFormation's word, such as {@code UPDATE_COMPLETE}
     * @param outputs by name
     * @param parameters by name; one that names a parameter of Systems Manager with what it stands for
     */
    record CloudStack(String name, String status, Map<String, String> outputs, Map<String, String> parameters) {
        public CloudStack {
            outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        }
    }

    /** A stack by its whole name; empty when there is none. */
    Optional<CloudStack> find(Region region, String name);

    /**
     * The first resource that failed in a stack's last operation, as {@code LogicalId: reason}; within a nested stack as {@code
     * Nested/LogicalId: reason}. Empty when none did.
     */
    Optional<String> firstFailure(Region region, String name);

    /**
     * What a stack consists of, its nested stacks' resources too.
     *
     * @return ids of resources of one type, such as {@code AWS::AutoScaling::AutoScalingGroup}; empty when there is no such stack
     */
    Optional<List<String>> resources(Region region, String name, String type);

    /**
     * The templates of a stack and of its nested stacks, as they were given to CloudFormation, JSON or YAML.
     *
     * @return by where they stand: the stack's own by an empty text, others by logical ids, such as {@code Web/Database}; empty when there
     *     is no such stack
     */
    SortedMap<String, String> templates(Region region, String name);

    @Override
    void close();
}
