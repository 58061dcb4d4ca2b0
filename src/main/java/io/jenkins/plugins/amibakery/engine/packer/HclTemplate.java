package io.jenkins.plugins.amibakery.engine.packer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads templates in HCL, in its own syntax and in its JSON syntax, as far as a bake must know them. */
public final class HclTemplate {
    /** The blocks that matter, and how many labels each has. */
    private static final Map<String, Integer> BLOCKS = Map.ofEntries(
            Map.entry("variable", 1),
            Map.entry("variables", 0),
            Map.entry("locals", 0),
            Map.entry("data", 2),
            Map.entry("source", 2),
            Map.entry("build", 0),
            Map.entry("packer", 0),
            Map.entry("required_plugins", 0),
            Map.entry("post-processor", 1),
            Map.entry("post-processors", 0));

    private final List<HclBlock> files = new ArrayList<>();
    private boolean known = true;

    private HclTemplate() {}

    /** A file that cannot be surely read is left out, and the template says that its variables are not all known. */
    static PackerTemplate read(Path path, List<TemplateFile> files) {
        HclTemplate template = new HclTemplate();
        files.forEach(template::add);
        return new PackerTemplate(
                path,
                true,
                template.variables(),
                template.known,
                template.builds(),
                template.outputs("manifest", "output", PackerTemplate.DEFAULT_MANIFEST),
                template.outputs("provenance", "output_dir", PackerTemplate.DEFAULT_PROVENANCE),
                template.hasRequiredPlugins(),
                template.known && template.redirectsEndpoint());
    }

    private void add(TemplateFile file) {
        if (file.kind() == TemplateFile.Kind.HCL_JSON) {
            files.add(HclBlock.of("", List.of(), JsonTemplate.parse(file), BLOCKS));
            return;
        }
        Optional<HclBlock> scanned = HclScanner.scan(new String(file.bytes(), StandardCharsets.UTF_8));
        scanned.ifPresentOrElse(files::add, () -> known = false);
    }

    private Stream<HclBlock> top(String type) {
        return files.stream().flatMap(file -> file.blocks(type));
    }

    private Map<String, TemplateVariable> variables() {
        Map<String, TemplateVariable> variables = new LinkedHashMap<>();
        top("variable").forEach(block -> {
            Optional<String> value = block.text("default");
            boolean sensitive = block.text("sensitive").filter("true"::equals).isPresent();
            TemplateVariable variable = new TemplateVariable(
                    block.label(0), value.filter(text -> !text.equals("null")), value.isEmpty(), sensitive);
            variables.put(variable.name(), variable);
        });
        top("variables")
                .flatMap(block -> block.attributes().keySet().stream()
                        .map(name -> new TemplateVariable(
                                name, block.text(name).filter(text -> !text.equals("null")), false, false)))
                .forEach(variable -> variables.put(variable.name(), variable));
        return variables;
    }

    private List<TemplateBuild> builds() {
        return top("build").flatMap(this::builds).distinct().toList();
    }

    /**
     * A build names its sources in a list, in source blocks of its own that add to them, or both; where only packer can tell them, each
     * source of the template may be one.
     */
    private Stream<TemplateBuild> builds(HclBlock build) {
        Stream<TemplateBuild> listed =
                sources(build, locals())
                        .orElseGet(
                                () -> top("source").map(HclTemplate::reference).toList())
                        .stream()
                        .map(source -> build(source, "", copies(source, Map.of())));
        Stream<TemplateBuild> nested = build.blocks("source")
                .map(block -> build(
                        reference(block), block.text("name").orElse(""), copies(reference(block), block.attributes())));
        return Stream.concat(listed, nested);
    }

    private Map<String, String> locals() {
        Map<String, String> locals = new LinkedHashMap<>();
        top("locals").forEach(block -> locals.putAll(block.attributes()));
        return locals;
    }

    /** The build's own setting, else that of its source. */
    private List<String> copies(String reference, Map<String, String> own) {
        return Stream.concat(
                        Stream.of(own),
                        top("source")
                                .filter(source -> reference(source).equals(reference))
                                .map(HclBlock::attributes))
                .map(attributes -> attributes.get("ami_regions"))
                .filter(Objects::nonNull)
                .limit(1)
                .toList();
    }

    /** A source by its type and name, as builds name it: {@code amazon-ebs.web}. */
    public static String reference(HclBlock source) {
        return String.join(".", source.labels()).replaceFirst("^source\\.", "");
    }

    /** The build that a source makes, under the name that a build block gives it; empty for the source's own. */
    public static TemplateBuild build(String reference, String name) {
        return build(reference, name, List.of());
    }

    private static TemplateBuild build(String reference, String name, List<String> copies) {
        int dot = reference.indexOf('.');
        String own = dot < 0 ? reference : reference.substring(dot + 1);
        String type = dot < 0 ? reference : reference.substring(0, dot);
        return new TemplateBuild(name.isEmpty() ? own : name, type, copies);
    }

    /**
     * The sources that a build lists.
     *
     * @param locals source texts of the locals; one that is a plain list is known
     * @return empty when only packer can tell them
     */
    public static Optional<List<String>> sources(HclBlock build, Map<String, String> locals) {
        String written = build.attributes().getOrDefault("sources", "[]").strip();
        String list = written.startsWith("local.") ? locals.getOrDefault(written.substring(6), written) : written;
        String plain = list.replaceAll("(?m)(#|//).*$", "").strip();
        List<String> words = Stream.of(plain.split("[\\[\\]\",\\s]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replaceFirst("^source\\.", ""))
                .toList();
        boolean known = plain.startsWith("[")
                && plain.endsWith("]")
                && words.stream()
                        .allMatch(word -> word.matches("[\\w.-]+") && !word.matches("(?:local|var|each)\\..*|for"));
        boolean made = build.blocks("dynamic").anyMatch(block -> block.label(0).equals("source"));
        return known && !made ? Optional.of(words) : Optional.empty();
    }

    private List<String> outputs(String type, String setting, String usual) {
        return top("build")
                .flatMap(build -> Stream.concat(
                        build.blocks("post-processor"),
                        build.blocks("post-processors").flatMap(chain -> chain.blocks("post-processor"))))
                .filter(block -> block.label(0).equals(type))
                .map(block -> block.text(setting).orElse(usual))
                .toList();
    }

    private boolean hasRequiredPlugins() {
        return top("packer")
                .flatMap(block -> block.blocks("required_plugins"))
                .anyMatch(block -> !block.attributes().isEmpty());
    }

    /** Data sources ask EC2 too: {@code amazon-ami} looks for the base AMI. */
    private boolean redirectsEndpoint() {
        Stream<HclBlock> nested =
                top("build").flatMap(build -> build.blocks("source").filter(this::isWhole));
        return Stream.of(top("source"), top("data"), nested)
                .flatMap(blocks -> blocks)
                .filter(source -> reference(source).startsWith("amazon-"))
                .allMatch(HclTemplate::isRedirected);
    }

    /** Whether a source block in a build stands for itself: no source of its name has the rest of it. */
    private boolean isWhole(HclBlock source) {
        return top("source").noneMatch(other -> reference(other).equals(reference(source)));
    }

    private static boolean isRedirected(HclBlock source) {
        return source.text("custom_endpoint_ec2")
                .filter(value -> !value.isEmpty() && !value.equals("null"))
                .isPresent();
    }
}
