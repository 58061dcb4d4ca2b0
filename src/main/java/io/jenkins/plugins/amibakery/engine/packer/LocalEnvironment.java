package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.context.ContextTexts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which variables of the environment decide an image because a program on this machine may read them: those whose name stands as a word
 * in any text of the recipe, and those that a program reads unasked. What no program on this machine can read does not count.
 */
final class LocalEnvironment {
    /** A shell sets them itself, anew in each process. */
    private static final Set<String> OF_THE_SHELL =
            Set.of("_", "SHLVL", "OLDPWD", "PPID", "BASHPID", "RANDOM", "LINENO");

    /** They say as whom and by which way, and are others in every build; what they open is asked under them alone. */
    private static final Pattern ACCESS = Pattern.compile(
            "AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|WEB_IDENTITY_TOKEN_FILE)");

    /** Variables that programs read without being told, by the name of the program; no name: any program may. */
    private static final Map<String, Pattern> UNASKED = Map.ofEntries(
            Map.entry(
                    "",
                    Pattern.compile(
                            "LANG|LANGUAGE|LC_\\w+|TZ|LD_\\w+|(?i:https?_proxy|all_proxy|no_proxy|ftp_proxy)|SSL_CERT_\\w+")),
            Map.entry("ansible", Pattern.compile("ANSIBLE_\\w+|PYTHON\\w+")),
            Map.entry("python", Pattern.compile("PYTHON\\w+|VIRTUAL_ENV")),
            Map.entry("python3", Pattern.compile("PYTHON\\w+|VIRTUAL_ENV")),
            Map.entry("pip", Pattern.compile("PIP_\\w+|PYTHON\\w+|REQUESTS_CA_BUNDLE")),
            Map.entry("pip3", Pattern.compile("PIP_\\w+|PYTHON\\w+|REQUESTS_CA_BUNDLE")),
            Map.entry("git", Pattern.compile("GIT_\\w+")),
            Map.entry("curl", Pattern.compile("CURL_\\w+")),
            Map.entry("wget", Pattern.compile("WGETRC|SYSTEM_WGETRC")),
            Map.entry("npm", Pattern.compile("(?i:npm_config_\\w+)|NODE_\\w+")),
            Map.entry("node", Pattern.compile("NODE_\\w+")),
            Map.entry("yarn", Pattern.compile("YARN_\\w+|NODE_\\w+")),
            Map.entry("bundle", Pattern.compile("BUNDLE_\\w+|GEM_\\w+|RUBY\\w+")),
            Map.entry("gem", Pattern.compile("GEM_\\w+|RUBY\\w+")),
            Map.entry("ruby", Pattern.compile("RUBY\\w+|GEM_\\w+")),
            Map.entry("perl", Pattern.compile("PERL\\w+")),
            Map.entry("go", Pattern.compile("GO[A-Z]+|CGO_\\w+")),
            Map.entry("cargo", Pattern.compile("CARGO_\\w+|RUST\\w+")),
            Map.entry("mvn", Pattern.compile("MAVEN_\\w+|JAVA_\\w+|JDK_JAVA_OPTIONS")),
            Map.entry("gradle", Pattern.compile("GRADLE_\\w+|ORG_GRADLE_\\w+|JAVA_\\w+|JDK_JAVA_OPTIONS")),
            Map.entry("java", Pattern.compile("JAVA_\\w+|JDK_JAVA_OPTIONS|CLASSPATH")),
            Map.entry("make", Pattern.compile("MAKEFLAGS|MAKEFILES|CC|CXX|\\w*FLAGS")),
            Map.entry("docker", Pattern.compile("DOCKER_\\w+|BUILDKIT_\\w+|COMPOSE_\\w+")),
            Map.entry("terraform", Pattern.compile("TF_\\w+")),
            Map.entry("aws", Pattern.compile("AWS_\\w+")),
            Map.entry("tar", Pattern.compile("TAR_OPTIONS|TAPE")),
            Map.entry("gzip", Pattern.compile("GZIP")),
            Map.entry("gpg", Pattern.compile("GNUPGHOME")),
            Map.entry("bash", Pattern.compile("BASH_ENV|BASHOPTS|SHELLOPTS|CDPATH|GLOBIGNORE|IFS")),
            Map.entry("sh", Pattern.compile("ENV|CDPATH|IFS")));

    /** Ways to read variables without naming them. */
    private static final Pattern INDIRECT = Pattern.compile(
            "(?m)(?:^|[;&|(`]|\\bdo|\\bthen)\\s*(?:printenv|env)\\s*(?:$|[|;>)`])|\\$\\{!\\w|\\bexport -p\\b|\\bdeclare -x\\s*(?:$|[|;])"
                    + "|\\bcompgen -v|\\bos\\.environ\\b(?!\\s*(?:\\[\\s*[\"']|\\.get\\(\\s*[\"']))|/proc/(?:self|\\$\\$|\\d+)/environ|\\bENV\\.(?:each|to_h|map)"
                    + "|\\blookup\\(\\s*['\"]env['\"]\\s*,\\s*[^'\"\\s]|\\bprocess\\.env\\b(?!\\s*[.\\[])");

    private final Map<String, String> environment;
    private final Set<String> wanted;
    private final Set<String> words = new HashSet<>();

    LocalEnvironment(Map<String, String> environment) {
        this.environment = environment;
        this.wanted = new HashSet<>(environment.keySet());
        this.wanted.addAll(UNASKED.keySet());
    }

    /** Reads a text of the recipe. */
    void text(String text) {
        ContextTexts.words(text, wanted, words);
    }

    /** Reads all texts of the context. */
    void texts(ContextTexts texts) {
        words.addAll(texts.words(wanted));
    }

    /** Whether a text that runs on this machine reads variables without naming them. */
    static boolean isIndirect(String text) {
        return INDIRECT.matcher(text).find();
    }

    /** The variables that count, with their values. */
    SortedMap<String, String> counting() {
        SortedMap<String, String> counting = new TreeMap<>();
        environment.forEach((name, value) -> {
            boolean unasked = UNASKED.entrySet().stream()
                    .anyMatch(one -> (one.getKey().isEmpty() || words.contains(one.getKey()))
                            && one.getValue().matcher(name).matches());
            if ((words.contains(name) || unasked)
                    && !OF_THE_SHELL.contains(name)
                    && !ACCESS.matcher(name).matches()) {
                counting.put(name, value);
            }
        });
        return counting;
    }
}
