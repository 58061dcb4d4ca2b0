package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Instances that serve, and what they were launched from, by EC2's and Auto Scaling's own facts. Changes nothing. Everything is asked in as
 * few calls as the cloud allows, on the caller's thread.
 *
 * <p>Each method throws {@link io.jenkins.plugins.amibakery.engine.model.BakeFailedException} with one clear line when the cloud refuses
 * or cannot be reached.
 */
public interface Fleets {
    /**
     * A launch template as somebody names it.
     *
     * @param id its id; empty when only its name was given
     * @param version a number, {@code $Latest} or {@code $Default}; empty when none was given, which means the default
     */
    record TemplateRef(String id, String version) {
        /** Whether it means the same tomorrow. */
        public boolean isNumbered() {
            return version.matches("[0-9]{1,18}");
        }

        @Override
        public String toString() {
            return (version.isEmpty() ? "no version" : "version " + version) + " of " + (id.isEmpty() ? "?" : id);
        }
    }

    /**
     * An Auto Scaling group.
     *
     * @param templates what it launches from, its overrides' own templates too; none where it has a launch configuration
     * @param images AMIs that its overrides name themselves
     * @param maxLifetime seconds after which it replaces an instance; 0 for never
     * @param members ids of its instances
     * @param drill what its tag {@link io.jenkins.plugins.amibakery.engine.model.Tags#DRILL} says; empty for none
     */
    record Group(
            String name,
            List<TemplateRef> templates,
            List<String> images,
            long maxLifetime,
            List<String> members,
            String drill) {
        public Group {
            templates = List.copyOf(templates);
            images = List.copyOf(images);
            members = List.copyOf(members);
        }
    }

    /**
     * A version of a launch template.
     *
     * @param ref as it was asked for
     * @param image what it names as its image: an id, or {@code resolve:ssm:…}; may be empty
     * @param userData digest of its user data, as {@link #userData} tells it
     * @param keyName the key pair; empty for none
     */
    record Template(TemplateRef ref, String image, String userData, String keyName) {}

    /**
     * An instance that is neither terminated nor about to be.
     *
     * @param born when it was made, however often it was started since; EPOCH when that is not known
     * @param image the AMI that EC2 says it was launched from; its root volume may have been replaced since
     * @param rootVolume empty when it has none
     * @param keyName the key pair; empty for none
     * @param securityGroups ids
     * @param template what it was launched from by EC2's own tags; both empty for none
     * @param tags all of its tags
     */
    record Instance(
            String id,
            Instant born,
            String image,
            String rootVolume,
            String keyName,
            List<String> securityGroups,
            TemplateRef template,
            Map<String, String> tags) {
        public Instance {
            securityGroups = List.copyOf(securityGroups);
            tags = Map.copyOf(tags);
        }

        /** The name of its Auto Scaling group; empty for none. */
        public String group() {
            return tags.getOrDefault("aws:autoscaling:groupName", "");
        }
    }

    /**
     * A rule that lets somebody in.
     *
     * @param protocol EC2's word: {@code tcp}, or {@code -1} for all of them
     * @param from the first port; -1 for all
     * @param to the last port
     * @param source whom it lets in: addresses, a group or a prefix list
     */
    record Ingress(String protocol, int from, int to, String source) {}

    /** The groups of these names that exist. */
    List<Group> groups(Region region, Collection<String> names);

    /** The instances of these ids. */
    List<Instance> instances(Region region, Collection<String> ids);

    /** The instances that carry a tag. */
    List<Instance> tagged(Region region, String key, String value);

    /** The snapshots that volumes were made of, by the volumes' ids; a volume that was made of none is missing. */
    Map<String, String> snapshots(Region region, Collection<String> volumes);

    /** The AMIs that have a snapshot as one of their devices, by the snapshots' ids; a snapshot of no AMI that can be seen is missing. */
    Map<String, List<String>> images(Region region, Collection<String> snapshots);

    /**
     * Of what AMIs are copies, as {@code AMI in REGION}, through copies of copies as far as they can be seen; of one that is no copy, itself.
     *
     * @param amis ids of AMIs in a region; one that is not there is missing in the answer
     */
    Map<String, String> origins(Region region, Collection<String> amis);

    /** Versions of launch templates; what does not exist is missing. */
    List<Template> templates(Region region, Collection<TemplateRef> refs);

    /** The rules that let in, by the ids of security groups. */
    Map<String, List<Ingress>> ingress(Region region, Collection<String> securityGroups);

    /** SHA-256, hexadecimal, of an instance's user data; empty for none. EC2 tells it of one instance a call. */
    String userData(Region region, String instance);
}
