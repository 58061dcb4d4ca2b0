package io.jenkins.plugins.amibakery.engine.adopt;

import io.jenkins.plugins.amibakery.engine.lockfile.LockTool;
import io.jenkins.plugins.amibakery.engine.packages.ManifestTool;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.TemplateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the lines that a template lacks to take part in a step. It reads and writes nothing but what it is asked. */
public final class Adoption {
    private static final String TOOL = "manifest-tool";
    private static final String LOCK_TOOL = "lock-tool";
    private static final String MANIFEST = "/tmp/manifest.json";
    private static final String LOCK = "/tmp/packages.lock";
    private static final String MANIFESTS = "image_manifests";
    private static final String PACKAGES = "package_lock";

    private final TemplateText text;
    private final AddedFiles files;
    private final ListRemovals removals;
    private final Set<String> declared = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private Adoption(TemplateText text, Set<String> declared, AddedFiles files, Path directory) {
        this.text = text;
        this.files = files;
        this.removals = new ListRemovals(files.home(), directory);
        this.declared.addAll(declared);
    }

    /**
     * Compares a template with what a step needs.
     *
     * @param template a file or directory; relative to {@code directory}
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when there is no template to read
     * @throws IllegalArgumentException when lines cannot be inserted into it, with why
     */
    public static AdoptedTemplate of(Path template, Path directory, Step step) {
        PackerTemplate read = PackerTemplate.read(template, directory);
        List<TemplateFile> files = TemplateFile.of(directory.resolve(template), template);
        files.forEach(Adoption::requireText);
        TemplateText text = read.isHcl()
                ? new HclText(read, files)
                : new JsonText(Path.of(files.get(0).name()), files.get(0));
        return new Adoption(text, read.variables().keySet(), new AddedFiles(template, directory), directory).to(step);
    }

    private static void requireText(TemplateFile file) {
        if (!Arrays.equals(
                new String(file.bytes(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), file.bytes())) {
            throw new IllegalArgumentException(file.name() + " is not a text in UTF-8.");
        }
    }

    private AdoptedTemplate to(Step step) {
        for (TemplateText.Stage stage : text.stages()) {
            List<TemplateText.Build> builds = stage.builds();
            builds.stream().filter(build -> !build.takesPart()).forEach(build -> note(leftOut(build)));
            if (builds.isEmpty() || builds.stream().anyMatch(TemplateText.Build::takesPart)) {
                StageNeeds needs = new StageNeeds(stage, text.words());
                if (step == Step.LOCK) {
                    packages(stage, needs);
                }
                manifest(stage, needs);
            }
        }
        if (step == Step.LOCK) {
            bases();
        }
        return new AdoptedTemplate(findings, files.place(), files.changes(text.insertions()));
    }

    private static String leftOut(TemplateText.Build build) {
        String why = build.isWindows()
                ? "is Windows, and the tools need a POSIX shell"
                : build.type().startsWith("amazon-") ? "provisions no AMI" : "makes no AMI";
        return "build " + build.full() + " " + why + "; it is left as it is";
    }

    private void manifest(TemplateText.Stage stage, StageNeeds needs) {
        int there = needs.first(MANIFESTS, "download");
        if (there >= 0) {
            add(Finding.Sort.THERE, stage, "provisioner " + (there + 1) + " downloads the image's manifest");
            int run = needs.first(TOOL);
            if (run >= 0) {
                recorded(stage.provisioners().subList(0, run));
            }
            return;
        }
        needs.run(TOOL, ">" + MANIFEST, false);
        needs.insert(
                "file",
                "direction",
                "download",
                "source",
                MANIFEST,
                "destination",
                text.words().variable(MANIFESTS) + "/" + text.words().build() + ".json");
        declare(MANIFESTS, "image-manifests");
        add(Finding.Sort.ADDED, stage, "two last provisioners, which record packages and download the manifest");
        recorded(stage.provisioners());
    }

    private void recorded(List<String> before) {
        findings.addAll(removals.in(before));
        findings.addAll(files.need(TOOL, ManifestTool.text()));
    }

    private void packages(TemplateText.Stage stage, StageNeeds needs) {
        int there = needs.first(PACKAGES);
        if (there >= 0) {
            add(Finding.Sort.THERE, stage, "provisioner " + (there + 1) + " takes " + PACKAGES);
            if (needs.first(LOCK_TOOL) >= 0) {
                findings.addAll(files.need(LOCK_TOOL, LockTool.text()));
            }
            return;
        }
        needs.atStart();
        needs.insert("file", "source", text.words().variable(PACKAGES), "destination", LOCK);
        needs.run(LOCK_TOOL, "pin " + LOCK, true);
        needs.atEnd(needs.first(TOOL) >= 0 ? needs.first(TOOL) : needs.first(MANIFESTS, "download"));
        needs.run(LOCK_TOOL, "unpin " + LOCK, true);
        needs.atEnd(-1);
        declare(PACKAGES, "/dev/null");
        add(
                Finding.Sort.ADDED,
                stage,
                "two first provisioners, which make apt or dnf install the locked versions, and one that ends that");
        findings.addAll(files.need(LOCK_TOOL, LockTool.text()));
    }

    private void bases() {
        List<TemplateText.Base> bases = text.bases();
        for (TemplateText.Base base : bases) {
            String build = base.builds().get(0);
            String variable = bases.size() == 1 && base.builds().size() == 1
                    ? "source_ami"
                    : "source_ami_" + build.replaceAll("[^A-Za-z0-9]", "_");
            if (base.written().contains("source_ami")) {
                findings.add(new Finding(Finding.Sort.THERE, base.shown() + " takes the locked base AMI"));
            } else if (base.written().matches("ami-\\w+")) {
                findings.add(new Finding(Finding.Sort.THERE, base.shown() + " names its base AMI, " + base.written()));
            } else if (!base.written().isEmpty() || !base.hasFilter()) {
                note(base.shown()
                        + " has no source_ami_filter of its own: a locked bake fails once its base AMI is another");
            } else if (base.builds().size() > 1) {
                note(base.shown() + " makes several builds (" + String.join(", ", base.builds())
                        + "): a locked bake fails once its base AMI is another");
            } else {
                base.take(variable);
                declare(variable, "");
                findings.add(new Finding(Finding.Sort.ADDED, base.shown() + ": source_ami, the locked base AMI"));
            }
        }
    }

    private void declare(String variable, String value) {
        if (declared.add(variable)) {
            text.declare(variable, value);
            findings.add(new Finding(Finding.Sort.ADDED, "variable " + variable));
        }
    }

    private void note(String line) {
        findings.add(new Finding(Finding.Sort.NOTE, line));
    }

    private void add(Finding.Sort sort, TemplateText.Stage stage, String line) {
        findings.add(new Finding(sort, stage.shown().isEmpty() ? line : stage.shown() + ": " + line));
    }
}
