package io.jenkins.plugins.amibakery.engine.packages;

/**
 * What a repository is now, compared with what it was when an image was baked.
 *
 * @param newest its versions; null when it is as it was
 * @param onlyOnRequest whether apt takes from it only what came from it
 * @param security whether security updates are there
 */
record RepositoryNow(NewestVersions newest, boolean onlyOnRequest, boolean security) {
    static final RepositoryNow SAME = new RepositoryNow(null, false, false);

    boolean isSame() {
        return newest == null;
    }
}
