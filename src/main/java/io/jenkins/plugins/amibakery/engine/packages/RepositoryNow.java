package io.jenkins.plugins.amibakery.engine.packages;

/**
 * What a repository is now, compared with what it was when an image was baked.
 *
 * @param newest its versions; null when it is as it was
 * @param onlyOnRequest whether apt takes from it only what came from it
 * @param security which of its updates are of security
 */
record RepositoryNow(NewestVersions newest, boolean onlyOnRequest, Security security) {
    static final RepositoryNow SAME = new RepositoryNow(null, false, (name, from, to) -> false);

    /** Tells updates of security from others. */
    @FunctionalInterface
    interface Security {
        /** Whether security is a reason to update a package from one version to another. */
        boolean isReason(String name, String from, String to);
    }

    boolean isSame() {
        return newest == null;
    }
}
