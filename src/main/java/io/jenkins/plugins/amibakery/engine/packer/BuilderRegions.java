package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In which regions the builders of a template work, where the template itself says so. */
public final class BuilderRegions {
    private BuilderRegions() {}

    /**
     * Reads them.
     *
     * @param template the template
     * @param shown how the user named its file or directory, for messages
     * @param selection which packer builds would run
     * @param sources where values come from
     * @return by the name of each builder that makes AMIs; none for one that names no region, or one that only packer can evaluate
     */
    public static Map<String, Region> of(
            PackerTemplate template, Path shown, Selection selection, VariableSources sources) {
        VariableValues values = new VariableValues(template, sources);
        List<TemplateFile> files = TemplateFile.of(template.path(), shown);
        Outline outline = template.isHcl()
                ? HclOutline.of(template, files, values, sources.directory(), selection)
                : JsonOutline.of(template, files.get(0), values, sources.directory(), selection);
        Map<String, Region> regions = new LinkedHashMap<>();
        outline.builders().forEach((name, builder) -> {
            if (builder.type().startsWith("amazon-")) {
                BaseQueries.regionOf(builder.bodies().get(0)).ifPresent(region -> regions.put(name, region));
            }
        });
        return regions;
    }
}
