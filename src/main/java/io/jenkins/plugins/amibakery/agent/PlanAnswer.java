package io.jenkins.plugins.amibakery.agent;

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
        String digest)
        implements Serializable {

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
                "");
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return refusal == null ? shown : refusal;
    }
}
