package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What packer itself said of one build, in lines that no script of the bake can have printed: before an instance is launched no
 * script runs, and the launch itself names its template and its instance before one can.
 *
 * @param builder the build's bare name
 * @param imageName the AMI name that packer checked first; empty when it checked none, as with {@code -force}
 * @param keyPair name of the key pair it was about to create; empty for none
 * @param keyRefused whether creating that failed
 * @param group name of the security group it was about to create; empty for none
 * @param groupRefused whether creating that failed
 * @param profile name of the instance profile it was about to create; empty for none
 * @param role name of the role it was about to create; empty for none
 * @param spot whether it was about to launch a Spot instance, for which packer makes a launch template
 * @param launchTemplate id of the launch template it made for a Spot instance; empty for none, or when it did not tell
 * @param instance id of the instance it launched; empty for none
 * @param laterNames AMI names in later lines, which say where to look and what an image of the build's own instance may be called
 * @param copiesRefused codes of regions for which copying failed
 */
public record BuildTrace(
        String builder,
        String imageName,
        String keyPair,
        boolean keyRefused,
        String group,
        boolean groupRefused,
        String profile,
        String role,
        boolean spot,
        String launchTemplate,
        String instance,
        Set<String> laterNames,
        Set<String> copiesRefused)
        implements Serializable {
    /** A longer text in a line of packer's is not its own. */
    static final int LONGEST = 256;

    public BuildTrace {
        laterNames = Collections.unmodifiableSet(new TreeSet<>(laterNames));
        copiesRefused = Collections.unmodifiableSet(new TreeSet<>(copiesRefused));
        for (String text : new String[] {imageName, keyPair, group, profile, role, launchTemplate, instance}) {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("A build's trace has a text of " + text.length()
                        + " characters; packer's own have " + LONGEST + " at most.");
            }
        }
        copiesRefused.forEach(Region::new);
    }

    /** Whether it made a launch template, of which it did not tell the id: packer 1.6 never does. */
    public boolean hidesTemplate() {
        return spot && launchTemplate.isEmpty();
    }

    /** The names that an image of this build may have: the one packer checked, or, where it checked none, those it said later. */
    public Set<String> imageNames() {
        return imageName.isEmpty() ? laterNames : Set.of(imageName);
    }
}
