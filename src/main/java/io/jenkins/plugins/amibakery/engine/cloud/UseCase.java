package io.jenkins.plugins.amibakery.engine.cloud;

import java.io.IOException;
import java.io.Serializable;

/**
 * A use case, or a part of one, with all that it needs to know, so that it can be done wherever its files are. Records, as they cross
 * to an agent as they are; what they hold is Serializable, and neither Path nor Optional.
 *
 * @param <R> what comes back. A record whose constructor refuses what cannot be an honest answer
 */
public interface UseCase<R extends Serializable> extends Serializable {
    /**
     * Does it; may be repeated from its start after any interruption.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when it is refused, with one clear line
     * @throws io.jenkins.plugins.amibakery.engine.model.DeployFailedException likewise
     * @throws IllegalArgumentException likewise
     */
    R run(Workplace place, Cloud cloud) throws IOException, InterruptedException;
}
