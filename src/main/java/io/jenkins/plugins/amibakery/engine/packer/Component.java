package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A builder, provisioner, post-processor or data source of a template, in either language.
 *
 * @param sort what it is
 * @param name how a person tells it from the others, such as {@code provisioner 2 (shell)}
 * @param type its type, such as {@code amazon-ebs}
 * @param file the template's file it stands in
 * @param settings all of it, as written
 * @param bodies its values, evaluated for each packer build it works in; one when they are all the same
 */
record Component(
        Sort sort, String name, String type, TemplateFile file, List<Setting> settings, List<ObjectNode> bodies) {
    enum Sort {
        BUILDER,
        DATA,
        PROVISIONER,
        POST_PROCESSOR
    }

    Component {
        settings = List.copyOf(settings);
        bodies = List.copyOf(bodies);
    }
}
