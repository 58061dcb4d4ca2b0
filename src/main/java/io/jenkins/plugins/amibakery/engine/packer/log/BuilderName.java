package io.jenkins.plugins.amibakery.engine.packer.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of packer builds, which packer's generations write differently in their logs.
 *
 * <p>One and the same build {@code web} is {@code web} in packer 1.6's log, {@code amazon-ebs.web} from 1.9 on, and
 * {@code bake.amazon-ebs.web} when it is in an HCL build block of the name bake. Packer's manifest calls it {@code web}
 * always, and so do our reports.
 */
public final class BuilderName {
    private static final Pattern TYPED = Pattern.compile("(?:[^.]+\\.)?(?:amazon-[a-z]+|null|file|docker)\\.(.+)");

    private BuilderName() {}

    /**
     * The name packer's manifest has for a build.
     *
     * @param target the build as packer's log names it; may be empty
     * @return the bare name; the whole target when no known builder type is in it
     */
    public static String shortName(String target) {
        Matcher typed = TYPED.matcher(target);
        return typed.matches() ? typed.group(1) : target;
    }
}
