package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.nio.file.Path;
import java.util.regex.Matcher;

/**
 * A copy of a JSON template whose amazon builders go to another endpoint than AWS's own, for a packer that reads none from its
 * environment. What the template says itself is left alone.
 */
public final class RedirectedTemplate {
    private static final String DIRECTORY = "\\{\\{\\s*template_dir\\s*}}";

    private RedirectedTemplate() {}

    /** Whether packer reads the endpoint from its environment, so that no template has to name it. */
    public static boolean isNeedless(PackerVersion version) {
        return version.isAtLeast(1, 10);
    }

    /**
     * The text of the copy, which means the same wherever it lies.
     *
     * @throws BakeFailedException {@link FailureCause#TEMPLATE_ERROR} when it is HCL: its expressions would have to be understood
     */
    public static String text(PackerTemplate template, PackerVersion version, String endpoint) {
        if (template.isHcl()) {
            throw new BakeFailedException(FailureCause.TEMPLATE_ERROR, refusal(version, endpoint));
        }
        JsonNode root = JsonTemplate.parse(
                TemplateFile.of(template.path(), template.path()).get(0));
        for (JsonNode builder : Json.list(root.path("builders"))) {
            if (builder instanceof ObjectNode settings && !JsonTemplate.isRedirected(builder)) {
                settings.put("custom_endpoint_ec2", endpoint);
            }
        }
        Path directory = template.path().toAbsolutePath().normalize().getParent();
        String where = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(directory)));
        return root.toString().replaceAll(DIRECTORY, Matcher.quoteReplacement(where));
    }

    private static String refusal(PackerVersion version, String endpoint) {
        return "Packer " + version + " would ignore the endpoint " + endpoint + " and bake in AWS itself:"
                + " take packer 1.10 or newer, or add to each amazon source: custom_endpoint_ec2 = \"" + endpoint
                + "\"";
    }
}
