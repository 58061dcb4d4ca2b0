package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.TreeMap;

/**
 * What an agent says of a bake before it begins. Never saved: the environment may hold secrets.
 *
 * @param refusal why it cannot begin, in one clear line; null when it can
 * @param directory where to run it all
 * @param preparation a command that has to succeed first; empty for none
 * @param words packer's command
 * @param shown the same for people
 * @param environment what to set for it
 * @param manifests files into which packer will write what it made
 * @param runsBefore which run wrote each of them last
 * @param regions codes of the regions in which it may leave something
 * @param recipe the recipe's name
 * @param digest SHA-256 of the template
 * @param known when it begins, and where it copies to
 */
public record PlanAnswer(
        String refusal,
        String directory,
        ArrayList<String> preparation,
        ArrayList<String> words,
        String shown,
        TreeMap<String, String> environment,
        ArrayList<String> manifests,
        HashMap<String, String> runsBefore,
        ArrayList<String> regions,
        String recipe,
        String digest,
        Plan known)
        implements Serializable {
    /** No system takes more words of a command. */
    private static final int MOST_WORDS = 10_000;

    /** Linux takes no longer word. */
    private static final int LONGEST_WORD = 1 << 17;

    private static final int LONGEST_COMMAND = 1 << 20;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public PlanAnswer {
        Limits.text("the reason of a refusal", refusal, Limits.TEXT);
        Limits.text("a directory", directory, Limits.PATH);
        Limits.texts("the words of a command", preparation, MOST_WORDS, LONGEST_WORD);
        Limits.texts("the words of a command", words, MOST_WORDS, LONGEST_WORD);
        Limits.text("a command", shown, LONGEST_COMMAND);
        Limits.texts("the variables of a command", environment, MOST_WORDS, LONGEST_WORD);
        Limits.texts("the manifests of a template", manifests, Limits.BUILDS, Limits.PATH);
        Limits.texts("the runs before", runsBefore, Limits.BUILDS, Limits.PATH);
        Limits.texts("the regions of a bake", regions, Limits.BUILDS, Limits.TAG_VALUE);
        Limits.text("the name of a recipe", recipe, Limits.PATH);
        Limits.text("a digest", digest, Limits.TAG_VALUE);
    }

    static PlanAnswer refused(String why) {
        return new PlanAnswer(
                why,
                "",
                new ArrayList<>(),
                new ArrayList<>(),
                "",
                new TreeMap<>(),
                new ArrayList<>(),
                new HashMap<>(),
                new ArrayList<>(),
                "",
                "",
                Plan.UNKNOWN);
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return refusal == null ? shown : refusal;
    }
}
