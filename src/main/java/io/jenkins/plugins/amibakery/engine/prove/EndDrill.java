package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sets back what a drill has made larger whose caller does not want it any more, and may be gone. Returns the names of those groups.
 *
 * @param region the code of the stack's region
 * @param stack the whole name of the stack
 * @param call whose drill it is
 */
public record EndDrill(String region, String stack, String call) implements UseCase<ArrayList<String>> {
    @Override
    public ArrayList<String> run(Workplace place, Cloud cloud) {
        Region where = new Region(region);
        ArrayList<String> ended = new ArrayList<>();
        for (Group group : groups(where, stack, cloud)) {
            Optional<DrillMark> mark = DrillMark.read(group.drill()).filter(one -> one.isOf(call));
            if (mark.isPresent()) {
                mark.get().settle(where, group.name(), cloud.capacity());
                ended.add(group.name());
            }
        }
        return ended;
    }

    /** The groups of a stack; none when it was never deployed. */
    static List<Group> groups(Region region, String stack, Cloud cloud) {
        List<String> names = cloud.stacks()
                .resources(region, stack, "AWS::AutoScaling::AutoScalingGroup")
                .orElse(List.of());
        return names.isEmpty() ? List.of() : cloud.fleets().groups(region, names);
    }
}
