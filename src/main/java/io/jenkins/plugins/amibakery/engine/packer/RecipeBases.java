package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From which base AMIs the builds of a recipe make AMIs, and where; what only packer can tell floats. */
final class RecipeBases {
    private static final Pattern DATA = Pattern.compile("\\$?\\{?\\s*data\\.(amazon-ami\\.[\\w-]+)\\.id\\s*}?");

    private final Outline outline;
    private final BaseQueries queries;
    private final Consumer<Floating> floating;

    /** @param region where packer works when the template does not say; empty when nobody knows */
    RecipeBases(Outline outline, Optional<Region> region, Consumer<Floating> floating) {
        this.outline = outline;
        this.queries = new BaseQueries(region);
        this.floating = floating;
    }

    /** How each base AMI is found, by who takes it: {@code builder NAME} or {@code data NAME}. */
    Map<String, BaseImageQuery> baseImages() {
        Map<String, BaseImageQuery> bases = new LinkedHashMap<>();
        for (Component component : outline.others()) {
            if (component.type().equals("amazon-ami") && component.sort() == Component.Sort.DATA) {
                asked(
                        component,
                        () -> Optional.of(queries.ofData(component.bodies().get(0))),
                        bases);
            }
        }
        amazon().forEach(component -> {
            ObjectNode body = component.bodies().get(0);
            Matcher data = DATA.matcher(Unresolved.text(body.path("source_ami")));
            if (!data.matches() || !bases.containsKey("data " + data.group(1))) {
                asked(component, () -> queries.of(body), bases);
            }
        });
        return bases;
    }

    private Stream<Component> amazon() {
        return outline.builders().values().stream()
                .filter(component -> component.type().startsWith("amazon-"));
    }

    private interface Question {
        Optional<BaseImageQuery> ask() throws BaseQueries.NotKnown;
    }

    private void asked(Component component, Question question, Map<String, BaseImageQuery> bases) {
        try {
            question.ask().ifPresent(query -> bases.put(component.name(), query));
        } catch (BaseQueries.NotKnown e) {
            floating.accept(new Floating(
                    component.file().name(),
                    component.file().lineOf("source_ami"),
                    component.name(),
                    "its base AMI is not known: " + e.getMessage(),
                    Settling.NOTHING));
        }
    }

    /** As reports and tags have it: the bare name, and the full one where two builds of the bake have the same. */
    private String name(String full) {
        String bare = full.substring(full.lastIndexOf('.') + 1);
        boolean shared = outline.builders().keySet().stream()
                .anyMatch(other -> !other.equals(full)
                        && other.substring(other.lastIndexOf('.') + 1).equals(bare));
        return shared ? full : bare;
    }

    /** The packer builds that would run and make AMIs, and where these would lie. */
    List<BakeTarget> targets() {
        List<BakeTarget> targets = new ArrayList<>();
        outline.builders().forEach((full, component) -> {
            if (component.type().startsWith("amazon-")) {
                String name = outline.template().isHcl() ? name(full) : full;
                try {
                    targets.add(BakeTarget.of(
                            name, queries.targets(component.bodies().get(0))));
                } catch (BaseQueries.NotKnown e) {
                    targets.add(BakeTarget.of(name, Set.of()));
                    floating.accept(new Floating(
                            component.file().name(),
                            component.file().lineOf("region"),
                            component.name(),
                            "the regions of its AMIs are not known: " + e.getMessage(),
                            Settling.NOTHING));
                }
            }
        });
        return targets;
    }
}
