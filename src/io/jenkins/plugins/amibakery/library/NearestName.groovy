package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** Finds the name that somebody who mistyped it meant. */
class NearestName implements Serializable {
    private static final long serialVersionUID = 1L

    /** The name that the fewest edits lead to; null when none is near. */
    @NonCPS
    static String of(String wrong, List<String> names) {
        String nearest = null
        int fewest = Math.max(1, wrong.length().intdiv(3)) + 1
        for (String name in names) {
            int edits = edits(wrong.toLowerCase(), name.toLowerCase())
            if (edits < fewest) {
                fewest = edits
                nearest = name
            }
        }
        return nearest
    }

    /** Levenshtein's distance. */
    @NonCPS
    private static int edits(String one, String other) {
        List<Integer> above = 0..other.length()
        for (int i = 1; i <= one.length(); i++) {
            List<Integer> row = [i]
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)
                row << Math.min(changed, Math.min(above[j], row[j - 1]) + 1)
            }
            above = row
        }
        return above[other.length()]
    }
}
