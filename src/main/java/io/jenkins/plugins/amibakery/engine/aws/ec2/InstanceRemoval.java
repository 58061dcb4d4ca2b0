package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.aws.access.Backoff;
import io.jenkins.plugins.amibakery.engine.aws.access.Deadline;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Terminates instances and waits until they are terminated: until then they hold on to everything else. */
final class InstanceRemoval {
    static final String ACTION = "ec2:TerminateInstances";

    private final Ec2Clients clients;
    private final Region region;
    private final Deadline deadline;

    InstanceRemoval(Ec2Clients clients, Region region, Deadline deadline) {
        this.clients = clients;
        this.region = region;
        this.deadline = deadline;
    }

    List<Leftover> remove(List<Leftover> instances) throws InterruptedException {
        Map<Leftover, Leftover> done = new LinkedHashMap<>();
        List<Leftover> going = new ArrayList<>();
        for (Leftover instance : instances) {
            terminate(instance, done, going);
        }
        await(going, done);
        return List.copyOf(done.values());
    }

    /** One by one: EC2 refuses a whole list for one id that it does not know. */
    private void terminate(Leftover instance, Map<Leftover, Leftover> done, List<Leftover> going) {
        try {
            clients.call(ACTION, region, ec2 -> ec2.terminateInstances(request -> request.instanceIds(instance.id())));
            going.add(instance);
        } catch (BakeFailedException e) {
            boolean gone = LeftoverRemoval.isGone(AwsError.codeOf(e));
            done.put(instance, gone ? LeftoverRemoval.gone(instance) : LeftoverRemoval.left(instance, e.failure()));
        }
    }

    private void await(List<Leftover> going, Map<Leftover, Leftover> done) throws InterruptedException {
        Map<String, String> states = new HashMap<>();
        for (int looks = 0; !going.isEmpty(); looks++) {
            try {
                states.clear();
                states.putAll(states(going));
            } catch (BakeFailedException e) {
                going.forEach(instance -> done.put(instance, LeftoverRemoval.left(instance, e.failure())));
                return;
            }
            going.stream()
                    .filter(instance -> "terminated".equals(states.getOrDefault(instance.id(), "terminated")))
                    .forEach(instance -> done.put(instance, LeftoverRemoval.gone(instance)));
            going.removeIf(done::containsKey);
            if (deadline.isOver()) {
                break;
            }
            if (!going.isEmpty()) {
                deadline.pause(Backoff.REMOVAL.pause(looks));
            }
        }
        going.forEach(instance -> done.put(instance, LeftoverRemoval.left(instance, late(states.get(instance.id())))));
    }

    private Map<String, String> states(List<Leftover> instances) {
        Ec2Listing listing = new Ec2Listing(clients, region);
        List<Instance> known = Ec2Filters.inPortions(
                instances.stream().map(Leftover::id).toList(),
                some -> listing.instances(Ec2Filters.anyOf("instance-id", some)));
        Map<String, String> states = new HashMap<>();
        known.forEach(
                instance -> states.put(instance.instanceId(), instance.state().nameAsString()));
        return states;
    }

    private Failure late(String state) {
        return Failure.of(
                FailureCause.UNKNOWN,
                "Still " + state + " after " + deadline.timeout().toSeconds()
                        + " s; it will be gone once EC2 has terminated it");
    }
}
