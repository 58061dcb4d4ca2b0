package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Collection;
import java.util.List;

/** The images of one account, under one identity. Changes nothing. */
public interface OwnImages {
    /**
     * The images of these ids that exist, deprecated and disabled ones too, in as few calls as the cloud allows; an id that is
     * unknown there is just missing.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when the cloud refuses or cannot be reached
     */
    List<OwnImage> find(Region region, Collection<AmiId> ids);
}
