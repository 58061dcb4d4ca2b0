package io.jenkins.plugins.amibakery.engine.aws.stacks;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.aws.access.Credentials;
import io.jenkins.plugins.amibakery.engine.aws.access.ErrorTranslator;
import io.jenkins.plugins.amibakery.engine.aws.access.Profiles;
import io.jenkins.plugins.amibakery.engine.aws.access.SdkClients;
import io.jenkins.plugins.amibakery.engine.aws.access.ServiceClients;
import io.jenkins.plugins.amibakery.engine.aws.access.Sleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.Timeouts;
import io.jenkins.plugins.amibakery.engine.cloud.StackCatalog;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** The stacks of CloudFormation. Nothing is sent before the first question. */
public final class CloudFormationStackCatalog implements StackCatalog {
    private static final String NESTED = "AWS::CloudFormation::Stack";

    private final Timeouts patience;
    private final SdkClients connection;
    private final ServiceClients<CloudFormationClient> clients;

    /** @param access as whom and where */
    public CloudFormationStackCatalog(AwsAccess access) {
        this(access, Timeouts.USUAL, Sleeper.REAL);
    }

    CloudFormationStackCatalog(AwsAccess access, Timeouts patience, Sleeper pace) {
        Profiles profiles = Profiles.of(access);
        this.patience = patience;
        this.connection = new SdkClients(access, profiles, patience);
        Credentials credentials = new Credentials(access, profiles, connection);
        this.clients = new ServiceClients<>(
                region -> connection.cloudFormation(region, credentials.in(region)),
                connection.endpoints()::cloudFormation,
                ErrorTranslator.hiding(access),
                pace);
    }

    @Override
    public Optional<CloudStack> find(Region region, String name) {
        return call("cloudformation:DescribeStacks", region, client -> {
            try {
                return client.describeStacks(request -> request.stackName(name)).stacks().stream()
                        .map(CloudFormationStackCatalog::told)
                        .findFirst();
            } catch (CloudFormationException e) {
                return unless(isUnknown(e), e);
            }
        });
    }

    private static CloudStack told(Stack stack) {
        Map<String, String> outputs = new TreeMap<>();
        stack.outputs().forEach(output -> outputs.put(output.outputKey(), text(output.outputValue())));
        Map<String, String> parameters = new TreeMap<>();
        stack.parameters()
                .forEach(parameter -> parameters.put(
                        parameter.parameterKey(),
                        parameter.resolvedValue() == null
                                ? text(parameter.parameterValue())
                                : parameter.resolvedValue()));
        return new CloudStack(stack.stackName(), stack.stackStatusAsString(), outputs, parameters);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    @Override
    public Optional<String> firstFailure(Region region, String name) {
        StackEvents first = new StackEvents();
        Optional<StackEvent> failed = call("cloudformation:DescribeStackEvents", region, client -> {
            try {
                for (StackEvent event : client.describeStackEventsPaginator(request -> request.stackName(name))
                        .stackEvents()) {
                    if (first.isComplete(event)) {
                        break;
                    }
                }
                return first.event();
            } catch (CloudFormationException e) {
                return unless(isUnknown(e), e);
            }
        });
        return failed.map(event -> StackEvents.isNested(event)
                ? event.logicalResourceId() + "/"
                        + firstFailure(region, event.physicalResourceId()).orElse(event.resourceStatusReason())
                : event.logicalResourceId() + ": " + event.resourceStatusReason());
    }

    @Override
    public Optional<List<String>> resources(Region region, String name, String type) {
        return parts(region, name)
                .map(resources -> resources.stream()
                        .flatMap(one -> {
                            if (NESTED.equals(one.resourceType())) {
                                return resources(region, one.physicalResourceId(), type).orElse(List.of()).stream();
                            }
                            return type.equals(one.resourceType())
                                    ? Stream.of(one.physicalResourceId())
                                    : Stream.empty();
                        })
                        .toList());
    }

    private Optional<List<StackResourceSummary>> parts(Region region, String name) {
        return call("cloudformation:ListStackResources", region, client -> {
            try {
                return Optional.of(
                        client
                                .listStackResourcesPaginator(request -> request.stackName(name))
                                .stackResourceSummaries()
                                .stream()
                                .filter(one -> !text(one.physicalResourceId()).isEmpty())
                                .toList());
            } catch (CloudFormationException e) {
                return unless(isUnknown(e), e);
            }
        });
    }

    @Override
    public SortedMap<String, String> templates(Region region, String name) {
        TreeMap<String, String> found = new TreeMap<>();
        template(region, name).ifPresent(text -> found.put("", text));
        for (StackResourceSummary one : parts(region, name).orElse(List.of())) {
            if (NESTED.equals(one.resourceType())) {
                templates(region, one.physicalResourceId())
                        .forEach((place, text) -> found.put(
                                place.isEmpty() ? one.logicalResourceId() : one.logicalResourceId() + "/" + place,
                                text));
            }
        }
        return found;
    }

    private Optional<String> template(Region region, String name) {
        return call("cloudformation:GetTemplate", region, client -> {
            try {
                return Optional.ofNullable(
                        client.getTemplate(request -> request.stackName(name).templateStage(TemplateStage.ORIGINAL))
                                .templateBody());
            } catch (CloudFormationException e) {
                return unless(isUnknown(e), e);
            }
        });
    }

    private <T> T call(String action, Region region, Function<CloudFormationClient, T> request) {
        return DeployFailures.told(() -> clients.call(action, region, patience.total(), request));
    }

    /** CloudFormation has one code for many mistakes; only the message tells this one. */
    private static boolean isUnknown(CloudFormationException e) {
        return "ValidationError".equals(AwsError.codeOf(e))
                && String.valueOf(e.getMessage()).contains("does not exist");
    }

    private static <T> Optional<T> unless(boolean nothing, CloudFormationException e) {
        if (nothing) {
            return Optional.empty();
        }
        throw e;
    }

    @Override
    public void close() {
        clients.clear();
        connection.close();
    }
}
