package io.jenkins.plugins.amibakery.engine.packer;

import java.util.List;
import java.util.Map;

/**
 * A template taken apart, in either language, as far as a bake's selection of packer builds goes.
 *
 * @param template the template
 * @param files its files
 * @param values the values of its variables
 * @param builders the builders that will run, each with the build's own name
 * @param others everything else that will run
 * @param rest settings outside of components that decide the image
 * @param locals the locals, by name; none in JSON
 * @param known whether all of it was understood
 * @param unclear what only packer can tell of it: a text as it stands there, and why it matters
 */
record Outline(
        PackerTemplate template,
        List<TemplateFile> files,
        VariableValues values,
        Map<String, Component> builders,
        List<Component> others,
        List<Setting> rest,
        Map<String, Setting> locals,
        boolean known,
        Map<String, String> unclear) {}
