package io.jenkins.plugins.amibakery.cli;

import java.nio.file.Path;
import java.util.Map;

/** This program's folders in a user's home (XDG Base Directory Specification); none of them need be there. */
final class UserFolder {
    private UserFolder() {}

    /** What should outlive the program: keys, plans. */
    static Path state(Map<String, String> environment) {
        return of(environment, "XDG_STATE_HOME", ".local/state");
    }

    /** What can be made anew. */
    static Path cache(Map<String, String> environment) {
        return of(environment, "XDG_CACHE_HOME", ".cache");
    }

    /** As the specification says, a variable that is no absolute path counts for nothing. */
    private static Path of(Map<String, String> environment, String variable, String usual) {
        String set = environment.getOrDefault(variable, "");
        Path place = set.startsWith("/")
                ? Path.of(set)
                : Path.of(System.getProperty("user.home")).resolve(usual);
        return place.resolve("ami-bakery");
    }
}
