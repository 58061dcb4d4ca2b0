package io.jenkins.plugins.amibakery.engine.context;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A name pattern as packer and build tools write them: {@code *}, {@code ?}, {@code [a-z]}, {@code {a,b}}, and {@code **}. */
public final class Glob {
    private final Pattern pattern;

    /**
     * @param glob with '/' between the names of a path; {@code **} stands for any number of directories, none too
     * @throws IllegalArgumentException with one clear line when it cannot be one
     */
    public Glob(String glob) {
        try {
            this.pattern = Pattern.compile(regex(glob), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + glob + "' is not a pattern of names: " + e.getDescription() + ".", e);
        }
    }

    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /** Whether a text has a pattern in it. */
    public static boolean isOne(String text) {
        return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int alternatives = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:[^/]+/)*");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
                int end = glob.indexOf(']', i + 2);
                String members =
                        glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[').append(members.replaceFirst("^!", "^")).append(']');
                i = end;
            } else if (c == '{' && glob.indexOf('}', i) > 0) {
                alternatives++;
                regex.append("(?:");
            } else if (c == '}' && alternatives > 0) {
                alternatives--;
                regex.append(')');
            } else if (c == ',' && alternatives > 0) {
                regex.append('|');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.append(")".repeat(alternatives)).toString();
    }
}
