package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gathers a {@link BuildTrace} from the lines of one build. Not for several threads.
 *
 * <p>Names and ids have to fill their line to its end, so that one whose end was cut off is not taken for another; each counts
 * once, the first time.
 */
final class OwnWords {
    private static final String SPOT = "Launching a spot AWS instance";
    private static final Pattern KEY = Pattern.compile("Creating temporary keypair: ([A-Za-z0-9_.-]{1,256})");
    private static final Pattern GROUP =
            Pattern.compile("Creating temporary security group for this instance: ([A-Za-z0-9_.-]{1,256})");
    private static final Pattern PROFILE =
            Pattern.compile("Creating temporary instance profile for this instance: ([A-Za-z0-9_.-]{1,256})");
    private static final Pattern ROLE =
            Pattern.compile("Creating temporary role for this instance: ([A-Za-z0-9_.-]{1,256})");
    private static final Pattern NAME = Pattern.compile("Prevalidating AMI Name: ([A-Za-z0-9()\\[\\] ./'@_-]{1,128})");
    private static final Pattern TEMPLATE =
            Pattern.compile("Created Spot Fleet launch template: (lt-(?:[0-9a-f]{17}|[0-9a-f]{8}))");
    private static final Pattern INSTANCE = Pattern.compile("Instance ID: (i-(?:[0-9a-f]{17}|[0-9a-f]{8}))");
    private static final Pattern NOT_COPIED =
            Pattern.compile("(?i)error copying AMI \\([^)]{1,64}\\) to region \\(([a-z0-9-]{1,32})\\)");
    private static final int MOST_NAMES = 8;

    private final Set<String> laterNames = new TreeSet<>();
    private final Set<String> copiesRefused = new TreeSet<>();
    private String imageName = "";
    private String key = "";
    private String group = "";
    private String profile = "";
    private String role = "";
    private String template = "";
    private String instance = "";
    private boolean spot;
    private boolean keyRefused;
    private boolean groupRefused;

    /** How far the build has come; only ever forward, whichever line was the first that was seen. */
    private Phase reached = Phase.VALIDATE;

    /** What packer was doing last before it launched: only a failure right then tells that this was refused. */
    private Pattern last = NAME;

    /**
     * Takes a line of the build.
     *
     * @param own whether packer itself may have said it, as far as the kind of line tells
     */
    void line(String line, boolean own) {
        Phase begins = own ? PhaseMark.begunBy(line) : null;
        if (begins != null && begins.compareTo(reached) > 0) {
            reached = begins;
            spot |= line.startsWith(SPOT);
        }
        if (reached == Phase.VALIDATE && own) {
            beforeLaunch(line);
        } else if (reached == Phase.LAUNCH) {
            launching(line);
        }
    }

    private void beforeLaunch(String line) {
        imageName = first(imageName, NAME, line);
        key = first(key, KEY, line);
        group = first(group, GROUP, line);
        profile = first(profile, PROFILE, line);
        role = first(role, ROLE, line);
        if (line.startsWith("Authorizing access to port ")) {
            last = NAME;
        }
    }

    /** Between the launch and the first line after which a script may run. */
    private void launching(String line) {
        last = INSTANCE;
        template = first(template, TEMPLATE, line);
        instance = first(instance, INSTANCE, line);
    }

    private String first(String known, Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        if (!known.isEmpty() || !found.matches()) {
            return known;
        }
        last = pattern;
        return found.group(1).strip();
    }

    /** A name under which the build's own instance is made an image, as a later line has it. */
    void later(String name) {
        if (laterNames.size() < MOST_NAMES && name.length() <= BuildTrace.LONGEST) {
            laterNames.add(name);
        }
    }

    /**
     * The build failed. Whatever a script may have put into this text can only make less of it the bake's own. A name that is
     * taken before the launch is that of another's image, even of one made in the second in which the bake began.
     */
    void failed(String text) {
        keyRefused |= text.contains("Error creating temporary keypair") || text.contains("InvalidKeyPair.Duplicate");
        groupRefused |= text.contains("InvalidGroup.Duplicate")
                || last == GROUP && !text.contains("Timed out waiting for security group");
        if (reached == Phase.VALIDATE && text.contains("is used by an existing AMI")) {
            imageName = "";
        }
        Matcher found = NOT_COPIED.matcher(text);
        while (found.find() && copiesRefused.size() < 100) {
            if (Region.isRegion(found.group(1))) {
                copiesRefused.add(found.group(1));
            }
        }
    }

    boolean hasInstance() {
        return !instance.isEmpty();
    }

    String instance() {
        return instance;
    }

    BuildTrace trace(String builder) {
        return new BuildTrace(
                builder,
                imageName,
                key,
                keyRefused,
                group,
                groupRefused,
                profile,
                role,
                spot,
                template,
                instance,
                laterNames,
                copiesRefused);
    }
}
