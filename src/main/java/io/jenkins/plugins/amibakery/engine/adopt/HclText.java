package io.jenkins.plugins.amibakery.engine.adopt;

import io.jenkins.plugins.amibakery.engine.packer.HclBlock;
import io.jenkins.plugins.amibakery.engine.packer.HclScanner;
import io.jenkins.plugins.amibakery.engine.packer.HclTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.TemplateBuild;
import io.jenkins.plugins.amibakery.engine.packer.TemplateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A template in HCL. Blocks are inserted as {@code packer fmt} lays them out. */
final class HclText implements TemplateText {
    /** A block and the file it stands in. */
    private record Placed(HclFile file, HclBlock block) {}

    private final PackerTemplate template;
    private final List<HclFile> files;

    /** @throws IllegalArgumentException when it cannot be read surely */
    HclText(PackerTemplate template, List<TemplateFile> files) {
        this.template = template;
        this.files = files.stream().map(HclText::file).toList();
        if (top("build").findAny().isEmpty()) {
            throw new IllegalArgumentException(
                    "The template " + template.path().getFileName() + " has no build block.");
        }
    }

    private static HclFile file(TemplateFile file) {
        if (file.kind() == TemplateFile.Kind.HCL_JSON) {
            throw new IllegalArgumentException(
                    file.name() + " is HCL in JSON syntax, into which no lines can be inserted; write it as .pkr.hcl.");
        }
        HclBlock whole = HclScanner.scan(new String(file.bytes(), StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalArgumentException(
                        file.name() + " is not HCL as it is known here; packer validate says where it is wrong."));
        return new HclFile(file, whole);
    }

    private Stream<Placed> top(String type) {
        return files.stream().flatMap(file -> file.whole().blocks(type).map(block -> new Placed(file, block)));
    }

    @Override
    public Words words() {
        boolean typed = template.names().stream().anyMatch(name -> name.contains("."));
        return new HclWords(typed);
    }

    /** @param typed whether names of builds have their type before them, as there are several of one name */
    private record HclWords(boolean typed) implements Words {
        @Override
        public String beside(String name) {
            return "${path.root}/" + name;
        }

        @Override
        public String variable(String name) {
            return "${var." + name + "}";
        }

        @Override
        public String build() {
            return typed ? "${source.type}.${source.name}" : "${source.name}";
        }
    }

    private Map<String, String> locals() {
        Map<String, String> locals = new LinkedHashMap<>();
        top("locals").forEach(placed -> locals.putAll(placed.block().attributes()));
        return locals;
    }

    private Optional<Placed> source(String reference) {
        return top("source")
                .filter(placed -> HclTemplate.reference(placed.block()).equals(reference))
                .findFirst();
    }

    /** The builds of a build block with the source of each; empty when only packer can tell. */
    private Map<Build, String> builds(HclBlock build) {
        Map<Build, String> builds = new LinkedHashMap<>();
        HclTemplate.sources(build, locals()).ifPresent(listed -> {
            listed.forEach(reference -> builds.put(build(reference, ""), reference));
            build.blocks("source").forEach(own -> {
                String reference = HclTemplate.reference(own);
                builds.put(build(reference, own.text("name").orElse("")), reference);
            });
        });
        return builds;
    }

    private Build build(String reference, String name) {
        TemplateBuild build = HclTemplate.build(reference, name);
        Optional<HclBlock> source = source(reference).map(Placed::block);
        boolean shared = template.names().contains(build.type() + "." + build.name());
        return new Build(
                shared ? build.type() + "." + build.name() : build.name(),
                build.type() + "." + build.name(),
                build.type(),
                source.flatMap(block -> block.text("communicator")).orElse(""),
                source.flatMap(block -> block.text("ssh_username")).orElse(""));
    }

    @Override
    public List<Stage> stages() {
        boolean several = top("build").count() > 1;
        return top("build").map(placed -> stage(placed, several)).toList();
    }

    private Stage stage(Placed build, boolean several) {
        return new HclStage(
                build.file(), build.block(), List.copyOf(builds(build.block()).keySet()), several);
    }

    private record HclStage(HclFile file, HclBlock block, List<Build> builds, boolean several) implements Stage {
        private List<HclBlock> there() {
            return block.blocks("provisioner").toList();
        }

        @Override
        public String shown() {
            String names = builds.stream().map(Build::full).collect(Collectors.joining(", "));
            return several ? "build of " + (names.isEmpty() ? file.name() : names) : "";
        }

        @Override
        public List<String> provisioners() {
            return there().stream().map(file::text).toList();
        }

        @Override
        public void insert(int before, Provisioner provisioner) {
            List<HclBlock> there = there();
            List<HclBlock> after = Stream.of("post-processor", "post-processors")
                    .flatMap(block::blocks)
                    .toList();
            if (before < there.size()) {
                file.before(there.get(before), HclFile.block(provisioner));
            } else if (!there.isEmpty()) {
                file.after(there.get(there.size() - 1), HclFile.block(provisioner));
            } else if (!after.isEmpty()) {
                file.before(after.get(0), HclFile.block(provisioner));
            } else {
                file.into(block, HclFile.block(provisioner));
            }
        }
    }

    @Override
    public List<Base> bases() {
        Map<String, List<String>> users = new LinkedHashMap<>();
        top("build")
                .flatMap(placed -> builds(placed.block()).entrySet().stream())
                .filter(one -> one.getKey().type().startsWith("amazon-"))
                .forEach(one -> users.computeIfAbsent(one.getValue(), unused -> new ArrayList<>())
                        .add(one.getKey().name()));
        List<Base> bases = new ArrayList<>();
        users.forEach((reference, builds) -> source(reference)
                .ifPresent(placed -> bases.add(new HclBase(
                        placed, reference, builds.stream().distinct().toList()))));
        return bases;
    }

    private record HclBase(Placed source, String reference, List<String> builds) implements Base {
        @Override
        public String shown() {
            return "source " + reference;
        }

        @Override
        public String written() {
            return source.block().text("source_ami").orElse("");
        }

        @Override
        public boolean hasFilter() {
            return filter().isPresent();
        }

        private Optional<HclBlock> filter() {
            return source.block().blocks("source_ami_filter").findFirst();
        }

        @Override
        public void take(String variable) {
            source.file().attribute(filter().orElseThrow(), "source_ami", "var." + variable);
        }
    }

    /** After the last variable of a file that has some; else before the first source or build. */
    @Override
    public void declare(String variable, String value) {
        String block =
                "variable \"" + variable + "\" {\n  type    = string\n  default = " + HclFile.quoted(value) + "\n}";
        List<Placed> there = top("variable").toList();
        if (there.isEmpty()) {
            Placed first = Stream.of("source", "data", "locals", "build")
                    .flatMap(this::top)
                    .findFirst()
                    .orElseThrow();
            HclBlock earliest = first.file().whole().blocks().stream()
                    .filter(one -> !one.type().equals("packer"))
                    .findFirst()
                    .orElseThrow();
            first.file().before(earliest, block);
        } else {
            Placed last = there.get(there.size() - 1);
            last.file().after(last.block(), block);
        }
    }

    @Override
    public Map<Path, Insertions> insertions() {
        Map<Path, Insertions> insertions = new LinkedHashMap<>();
        for (HclFile file : files) {
            if (!file.insertions().isEmpty()) {
                insertions.put(Path.of(file.name()), file.insertions());
            }
        }
        return insertions;
    }
}
