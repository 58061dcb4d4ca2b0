package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.aws.access.QueryApi.Answer;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The few calls of IAM that a bake needs: packer may make a role and an instance profile for its instance.
 */
public final class IamQuery {
    private static final String UNKNOWN = "NoSuchEntity";

    private final QueryApi api;

    IamQuery(QueryApi api) {
        this.api = api;
    }

    /** The roles of these names that exist. Of one that cannot be asked for, the birth is not known. */
    public List<Dated> roles(Region region, Collection<String> names) {
        return dated(region, names, "GetRole", "RoleName");
    }

    /** The instance profiles of these names that exist. Of one that cannot be asked for, the birth is not known. */
    public List<Dated> profiles(Region region, Collection<String> names) {
        return dated(region, names, "GetInstanceProfile", "InstanceProfileName");
    }

    private List<Dated> dated(Region region, Collection<String> names, String action, String parameter) {
        List<Dated> found = new ArrayList<>();
        for (String name : names) {
            try {
                Answer answer = api.ask(region, action, Map.of(parameter, name));
                if (answer.succeeded()) {
                    found.add(new Dated(name, born(answer)));
                } else if (!answer.error().equals(UNKNOWN)) {
                    found.add(new Dated(name, Instant.EPOCH));
                }
            } catch (BakeFailedException e) {
                found.add(new Dated(name, Instant.EPOCH));
            }
        }
        return found;
    }

    private static Instant born(Answer answer) {
        try {
            return Instant.parse(answer.text("CreateDate"));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** Deletes a role with its own policies; one that is gone already is deleted. */
    public void deleteRole(Region region, String name) {
        Answer policies = required(region, "ListRolePolicies", Map.of("RoleName", name));
        for (String policy : policies.document().texts("member")) {
            required(region, "DeleteRolePolicy", Map.of("RoleName", name, "PolicyName", policy));
        }
        required(region, "DeleteRole", Map.of("RoleName", name));
    }

    /** Deletes an instance profile, taking its roles out first; one that is gone already is deleted. */
    public void deleteProfile(Region region, String name) {
        Answer profile = required(region, "GetInstanceProfile", Map.of("InstanceProfileName", name));
        for (String role : profile.document().texts("RoleName")) {
            required(region, "RemoveRoleFromInstanceProfile", Map.of("InstanceProfileName", name, "RoleName", role));
        }
        required(region, "DeleteInstanceProfile", Map.of("InstanceProfileName", name));
    }

    private Answer required(Region region, String action, Map<String, String> parameters) {
        Answer answer = api.ask(region, action, parameters);
        if (answer.succeeded() || answer.error().equals(UNKNOWN)) {
            return answer;
        }
        throw api.refused(region, action, answer);
    }
}
