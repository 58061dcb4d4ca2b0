package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import java.util.Collection;
import java.util.Map;

/** The base AMIs that recipes name, looked up as packer would: one identity, never a change in the account. */
public interface BaseImages {
    /**
     * Looks all of them up together. Equal queries are asked once, and all ids of a region in one call.
     *
     * @return an answer for each query, whether there is such an image or not
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when the cloud refuses or cannot be reached
     */
    Map<BaseImageQuery, BaseImageAnswer> find(Collection<BaseImageQuery> queries);
}
