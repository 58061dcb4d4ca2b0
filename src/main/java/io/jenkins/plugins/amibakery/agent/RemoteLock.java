package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.LockFiles;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * The part that the lock file beside a template plays in a bake, on its way.
 *
 * @param kept whether what it says is baked
 * @param written whether what was baked is written down in it
 * @param version what {@code packer --version} printed
 * @param plugins what packer told of its plugins
 * @param control the bake's control directory, absolute
 */
public record RemoteLock(boolean kept, boolean written, String version, String plugins, String control)
        implements Serializable {
    /** The lock file of a request, absolute. */
    static Path file(BakeRequest request) {
        return LockFiles.beside(directory(request).resolve(request.template()).normalize());
    }

    /** The same as a person would name it. */
    static String shown(BakeRequest request) {
        Path here = directory(request);
        Path file = file(request);
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }

    private static Path directory(BakeRequest request) {
        return request.directory().toAbsolutePath().normalize();
    }
}
