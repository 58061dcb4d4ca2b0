package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.packer.Component.Sort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes an HCL template apart, in either of its syntaxes. */
final class HclOutline {
    private static final Map<String, Integer> LABELS = Map.ofEntries(
            Map.entry("variable", 1),
            Map.entry("variables", 0),
            Map.entry("locals", 0),
            Map.entry("local", 1),
            Map.entry("data", 2),
            Map.entry("source", 2),
            Map.entry("build", 0),
            Map.entry("packer", 0),
            Map.entry("required_plugins", 0),
            Map.entry("provisioner", 1),
            Map.entry("error-cleanup-provisioner", 1),
            Map.entry("post-processor", 1),
            Map.entry("post-processors", 0));

    /** Blocks that are read for what they are. */
    private static final Set<String> ELSEWHERE =
            Set.of("variable", "variables", "locals", "local", "data", "source", "build");

    /** A build of a template: a source as a build block uses it. */
    private record Use(String name, String full, String reference, HclBlock own) {}

    private final Selection selection;
    private final HclReferences references;
    private final Map<HclBlock, TemplateFile> places = new java.util.IdentityHashMap<>();
    private final List<HclBlock> top = new ArrayList<>();
    private final Map<String, Component> builders = new LinkedHashMap<>();
    private final List<Component> others = new ArrayList<>();
    private final Map<String, Setting> locals = new LinkedHashMap<>();
    private final Map<String, String> localSources = new LinkedHashMap<>();
    private final List<Setting> rest = new ArrayList<>();
    private final Map<String, String> unclear = new LinkedHashMap<>();
    private boolean known = true;

    private HclOutline(PackerTemplate template, VariableValues values, Path directory, Selection selection) {
        this.selection = selection;
        this.references = new HclReferences(values, word -> Places.of(word, template, directory));
    }

    static Outline of(
            PackerTemplate template,
            List<TemplateFile> files,
            VariableValues values,
            Path directory,
            Selection selection) {
        HclOutline outline = new HclOutline(template, values, directory, selection);
        files.forEach(outline::read);
        outline.readLocals();
        outline.blocks("data").forEach(outline::data);
        outline.blocks("build").forEach(outline::build);
        outline.top.forEach(outline::remains);
        return new Outline(
                template,
                files,
                values,
                outline.builders,
                outline.others,
                outline.rest,
                outline.locals,
                outline.known,
                outline.unclear);
    }

    /** Everything counts: also what stands in no block that is known here. */
    private void remains(HclBlock block) {
        if (!ELSEWHERE.contains(block.type())) {
            String prefix = String.join(".", block.labels());
            HclSettings.of(block, block.type() + "." + (prefix.isEmpty() ? "" : prefix + ".")).stream()
                    .filter(setting -> !setting.path().equals("packer.required_version"))
                    .forEach(rest::add);
        }
    }

    private void read(TemplateFile file) {
        Optional<HclBlock> whole = file.kind() == TemplateFile.Kind.HCL_JSON
                ? Optional.of(HclBlock.of("", List.of(), JsonTemplate.parse(file), LABELS))
                : HclScanner.scan(new String(file.bytes(), StandardCharsets.UTF_8));
        known = known && whole.isPresent();
        whole.map(HclBlock::blocks).orElse(List.of()).forEach(block -> {
            places.put(block, file);
            top.add(block);
        });
    }

    private Stream<HclBlock> blocks(String type) {
        return top.stream().filter(block -> block.type().equals(type));
    }

    private void readLocals() {
        blocks("locals").forEach(block -> block.attributes().forEach(this::local));
        blocks("local")
                .forEach(block -> local(block.label(0), block.attributes().getOrDefault("expression", "null")));
    }

    private void local(String name, String source) {
        locals.put(name, HclSettings.setting("local." + name, source));
        localSources.put(name, source);
        references.local(name, source);
    }

    private void data(HclBlock block) {
        String name = String.join(".", block.labels());
        others.add(component(Sort.DATA, "data " + name, block.label(0), places.get(block), block, null, List.of("")));
    }

    private void build(HclBlock build) {
        TemplateFile file = places.get(build);
        String prefix = build.text("name").map(name -> name + ".").orElse("");
        List<Use> uses = uses(build, prefix).stream()
                .filter(use -> selection.takes(use.full()))
                .toList();
        uses.forEach(use -> builder(use, file));
        build.attributes().forEach((name, source) -> {
            if (!List.of("name", "description", "sources").contains(name)) {
                rest.add(HclSettings.setting(prefix + "build." + name, source));
            }
        });
        int[] numbers = new int[2];
        for (HclBlock block : build.blocks()) {
            if (block.type().endsWith("provisioner")) {
                working(Sort.PROVISIONER, block, file, uses, prefix + block.type() + " " + ++numbers[0]);
            } else if (block.type().equals("post-processor")) {
                working(Sort.POST_PROCESSOR, block, file, uses, prefix + "post-processor " + ++numbers[1]);
            } else if (block.type().equals("post-processors")) {
                block.blocks("post-processor")
                        .forEach(one -> working(
                                Sort.POST_PROCESSOR, one, file, uses, prefix + "post-processor " + ++numbers[1]));
            } else if (block.type().equals("dynamic") && block.label(0).endsWith("provisioner")) {
                made(block, file, uses, prefix + block.label(0) + " " + ++numbers[0]);
            } else if (block.type().equals("hcp_packer_registry")) {
                others.add(component(
                        Sort.POST_PROCESSOR, prefix + block.type(), block.type(), file, block, null, List.of("")));
            } else if (!block.type().equals("source")) {
                rest.addAll(HclSettings.of(block, prefix + "build." + block.type() + "."));
            }
        }
    }

    /** Provisioners that a dynamic block makes: as many as packer finds, each with what stands in its content. */
    private void made(HclBlock block, TemplateFile file, List<Use> uses, String name) {
        HclBlock content = block.blocks("content").findFirst().orElse(HclBlock.empty("content", List.of()));
        JsonNode labels = HclExpression.evaluate(block.attributes().getOrDefault("labels", "[]"), references.in(""));
        String type = Json.list(labels).stream()
                .filter(label -> !Unresolved.is(label))
                .map(JsonNode::asText)
                .findFirst()
                .orElse("dynamic");
        Set<ObjectNode> bodies = new LinkedHashSet<>();
        uses.forEach(use ->
                bodies.add(body(content, HclTemplate.build(use.reference(), "").type() + "." + use.name())));
        others.add(new Component(
                Sort.PROVISIONER,
                name + " (" + type + ")",
                type,
                file,
                HclSettings.of(block, ""),
                List.copyOf(bodies)));
    }

    private List<Use> uses(HclBlock build, String prefix) {
        List<Use> uses = new ArrayList<>();
        Optional<List<String>> listed = HclTemplate.sources(build, localSources);
        if (listed.isEmpty()) {
            unclear.put(
                    build.attributes().getOrDefault("sources", "dynamic"),
                    "only Packer can tell which sources it builds");
        }
        for (String reference : listed.orElseGet(
                () -> blocks("source").map(HclTemplate::reference).toList())) {
            uses.add(use(prefix, reference, "", null));
        }
        build.blocks("source")
                .forEach(block -> uses.add(use(
                        prefix, HclTemplate.reference(block), block.text("name").orElse(""), block)));
        return uses;
    }

    private static Use use(String prefix, String reference, String name, HclBlock own) {
        TemplateBuild build = HclTemplate.build(reference, name);
        return new Use(build.name(), prefix + build.type() + "." + build.name(), reference, own);
    }

    private void builder(Use use, TemplateFile file) {
        Optional<HclBlock> source = blocks("source")
                .filter(block -> HclTemplate.reference(block).equals(use.reference()))
                .findFirst();
        HclBlock block = source.or(() -> Optional.ofNullable(use.own())).orElse(HclBlock.empty("source", List.of()));
        TemplateFile place = source.map(places::get).orElse(file);
        String type = HclTemplate.build(use.reference(), "").type();
        HclBlock own = source.isPresent() ? use.own() : null;
        List<String> where = List.of(type + "." + use.name());
        builders.put(use.full(), component(Sort.BUILDER, "builder " + use.full(), type, place, block, own, where));
    }

    private void working(Sort sort, HclBlock block, TemplateFile file, List<Use> uses, String name) {
        List<String> names = uses.stream()
                .map(use -> HclTemplate.build(use.reference(), "").type() + "." + use.name())
                .toList();
        List<String> where = Selection.working(names, texts(block, "only"), texts(block, "except"));
        boolean spared =
                sort == Sort.PROVISIONER || selection.spares(block.text("name").orElse(block.label(0)));
        if (!where.isEmpty() && spared) {
            others.add(component(sort, name + " (" + block.label(0) + ")", block.label(0), file, block, null, where));
        }
    }

    private List<String> texts(HclBlock block, String name) {
        JsonNode list = HclExpression.evaluate(block.attributes().getOrDefault(name, "[]"), references.in(""));
        return Json.list(list).stream().map(Unresolved::text).toList();
    }

    private Component component(
            Sort sort,
            String name,
            String type,
            TemplateFile file,
            HclBlock block,
            HclBlock more,
            Collection<String> where) {
        List<Setting> settings = new ArrayList<>(HclSettings.of(block, ""));
        settings.add(HclSettings.setting("type", '"' + type + '"'));
        if (more != null) {
            settings.addAll(HclSettings.of(more, "source."));
        }
        settings.removeIf(
                setting -> setting.path().equals("only") || setting.path().equals("except"));
        Set<ObjectNode> bodies = new LinkedHashSet<>();
        for (String build : where) {
            ObjectNode body = body(block, build);
            if (more != null) {
                body.setAll(body(more, build));
            }
            bodies.add(body);
        }
        return new Component(sort, name, type, file, settings, List.copyOf(bodies));
    }

    /** Its attributes and blocks as one tree of values; blocks of one type become a list when there are several. */
    private ObjectNode body(HclBlock block, String build) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        block.attributes().forEach((name, source) -> {
            if (!name.equals("only") && !name.equals("except")) {
                body.set(name, HclExpression.evaluate(source, references.in(build)));
            }
        });
        for (HclBlock inner : block.blocks()) {
            ObjectNode value = body(inner, build);
            JsonNode there = body.get(inner.type());
            if (there == null) {
                body.set(inner.type(), value);
            } else if (there instanceof ArrayNode list) {
                list.add(value);
            } else {
                body.set(
                        inner.type(),
                        JsonNodeFactory.instance.arrayNode().add(there).add(value));
            }
        }
        return body;
    }
}
