package io.jenkins.plugins.amibakery.engine.runway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where a file of a deployment takes whatever is newest when it is deployed, so that what one environment gets need not be what
 * another got. Read line by line, whatever the language; a line that is a comment does not count.
 */
public final class NewestAtDeploy {
    private static final int MOST = 100;

    /** What it looks like, and what it does. */
    private static final Map<Pattern, String> KINDS = kinds();

    private NewestAtDeploy() {}

    private static Map<Pattern, String> kinds() {
        Map<Pattern, String> kinds = new LinkedHashMap<>();
        kinds.put(Pattern.compile("\\$\\{ami\\s"), "${ami ...} takes the newest AMI that matches");
        kinds.put(
                Pattern.compile("\\bmost_?[rR]ecent[\"']?\\s*[:=]\\s*[\"']?true\\b"),
                "most_recent takes the newest AMI that matches");
        kinds.put(
                Pattern.compile("\\$(Latest|Default)\\b"), "$%s is whichever version the launch template has by then");
        // CloudFormation and EC2 take a version after a colon; EC2 a label too.
        kinds.put(
                Pattern.compile("resolve:ssm:([A-Za-z0-9_./-]+)(?![A-Za-z0-9_./:-])"),
                "resolve:ssm:%s has no version, so it is the newest by then");
        kinds.put(
                Pattern.compile("AWS::SSM::Parameter::Value<\\s*AWS::EC2::Image::Id\\s*>"),
                "the parameter's AMI is the newest value in Systems Manager by then");
        return kinds;
    }

    /**
     * Looks through a file.
     *
     * @param name for people
     * @return each place with what it takes, such as {@code web.json line 7: $Latest is …}; empty for a file that is no text
     */
    public static List<String> in(String name, byte[] content) {
        List<String> found = new ArrayList<>();
        int number = 0;
        for (String line : FileLines.of(content)) {
            number++;
            String what = what(line);
            if (!what.isEmpty() && found.size() < MOST) {
                found.add(name + " line " + number + ": " + what);
            }
        }
        return found;
    }

    private static String what(String line) {
        for (Map.Entry<Pattern, String> kind : KINDS.entrySet()) {
            Matcher found = kind.getKey().matcher(line);
            if (found.find()) {
                return String.format(kind.getValue(), found.groupCount() == 0 ? "" : found.group(1));
            }
        }
        return "";
    }
}
