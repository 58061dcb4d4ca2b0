package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By which way packer will reach the build instance of one builder, as far as its settings tell.
 *
 * @param builder how a person tells the builder from the others
 * @param way how packer chooses the address
 * @param region where the instance runs; empty when nobody knows
 * @param subnet its subnet; empty for one of the default VPC
 * @param unknown what cannot be told, a clause; empty when all is
 */
public record BuildNetwork(
        String builder, Way way, Optional<Region> region, Optional<String> subnet, Optional<String> unknown) {
    /** How packer chooses the address that it connects to. */
    public enum Way {
        /** It opens no port: another group is given, or nobody connects from outside. */
        NO_PORT,
        /** The instance's private address. */
        PRIVATE,
        /** The instance's address on the Internet. */
        PUBLIC,
        /** Its address on the Internet if the subnet gives it one, else its private one. */
        AS_THE_SUBNET_SAYS,
        /** It is told not to have one; packer up to 1.6 takes that as not told anything. */
        NONE_ASKED_FOR
    }

    private static final Set<String> OTHER_HOSTS =
            Set.of("ssh_host", "ssh_bastion_host", "ssh_proxy_host", "winrm_host", "subnet_filter", "vpc_filter");
    private static final Set<String> GROUPS =
            Set.of("security_group_id", "security_group_ids", "security_group_filter");

    /**
     * Reads the builders for which the address of the caller has to be found out, because nothing gives a variable a value.
     *
     * @param variable the template's variable for that address
     * @param template the template
     * @param shown how the user named it, for messages
     * @param selection which packer builds would run
     * @param sources where values come from
     * @param region where packer works when the template does not say; empty when nobody knows
     * @return empty when the template declares no such variable, or a value is given
     */
    public static List<BuildNetwork> wanting(
            String variable,
            PackerTemplate template,
            Path shown,
            Selection selection,
            VariableSources sources,
            Optional<Region> region) {
        VariableValues values = new VariableValues(template, sources);
        if (!template.variables().containsKey(variable)
                || values.get(variable).filter(value -> !value.text().isBlank()).isPresent()) {
            return List.of();
        }
        List<TemplateFile> files = TemplateFile.of(template.path(), shown);
        Outline outline = template.isHcl()
                ? HclOutline.of(template, files, values, sources.directory(), selection)
                : JsonOutline.of(template, files.get(0), values, sources.directory(), selection);
        List<BuildNetwork> networks = new ArrayList<>();
        for (Component builder : outline.builders().values()) {
            if (builder.type().startsWith("amazon-")) {
                builder.bodies().forEach(body -> networks.add(of(builder, body, region)));
            }
        }
        return networks;
    }

    private static BuildNetwork of(Component builder, ObjectNode body, Optional<Region> fallback) {
        Optional<Region> region =
                text(body, "region").filter(Region::isRegion).map(Region::new).or(() -> fallback);
        Optional<String> subnet = text(body, "subnet_id");
        if (opensNoPort(builder, body)) {
            return new BuildNetwork(builder.name(), Way.NO_PORT, region, subnet, Optional.empty());
        }
        Optional<String> unknown =
                unknown(body).or(() -> region.isEmpty() ? Optional.of("the region is not known") : Optional.empty());
        return new BuildNetwork(builder.name(), way(body), region, subnet, unknown);
    }

    private static boolean opensNoPort(Component builder, ObjectNode body) {
        return builder.type().equals("amazon-chroot")
                || GROUPS.stream().anyMatch(name -> isGiven(body, name))
                || text(body, "communicator").filter("none"::equals).isPresent()
                || text(body, "ssh_interface").filter("session_manager"::equals).isPresent();
    }

    private static Way way(ObjectNode body) {
        String wanted = text(body, "ssh_interface").orElse("");
        if (!wanted.isEmpty()) {
            return wanted.startsWith("private_") ? Way.PRIVATE : Way.PUBLIC;
        }
        return switch (text(body, "associate_public_ip_address").orElse("")) {
            case "true" -> Way.PUBLIC;
            case "false" -> Way.NONE_ASKED_FOR;
            default -> Way.AS_THE_SUBNET_SAYS;
        };
    }

    private static Optional<String> unknown(ObjectNode body) {
        for (String name : List.of("subnet_id", "ssh_interface", "associate_public_ip_address", "communicator")) {
            if (Unresolved.is(body.path(name))) {
                return Optional.of("only Packer can evaluate its " + name);
            }
        }
        return OTHER_HOSTS.stream()
                .sorted()
                .filter(name -> isGiven(body, name))
                .findFirst()
                .map(name -> "its " + name + " decides the way");
    }

    private static boolean isGiven(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        boolean empty = value.isTextual() ? value.asText().isEmpty() : value.isContainerNode() && value.isEmpty();
        return !value.isMissingNode() && !value.isNull() && !empty;
    }

    private static Optional<String> text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        return isGiven(body, name) && value.isValueNode() && !Unresolved.is(value)
                ? Optional.of(value.asText())
                : Optional.empty();
    }
}
