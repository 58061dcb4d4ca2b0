package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a bake must know of a packer template before packer reads it. Whether the template is right is packer's to say.
 *
 * @param path the template, resolved against the directory packer runs in
 * @param isHcl whether it is HCL, in either syntax; JSON otherwise
 * @param variables the variables it declares, by name, in its order
 * @param variablesKnown false when the HCL could not be read surely; then {@code variables} may lack some
 * @param builds what it builds, in its order
 * @param manifests where its manifest post-processors write, as written there
 * @param provenances the directories into which its provenance post-processors write, as written there
 * @param hasRequiredPlugins whether {@code packer init} has something to do for it
 * @param redirectsEndpoint whether every amazon builder of it takes another EC2 endpoint than AWS's own; true as well
 *     when it has none at all
 */
public record PackerTemplate(
        Path path,
        boolean isHcl,
        Map<String, TemplateVariable> variables,
        boolean variablesKnown,
        List<TemplateBuild> builds,
        List<String> manifests,
        List<String> provenances,
        boolean hasRequiredPlugins,
        boolean redirectsEndpoint) {
    /** Where a manifest post-processor writes when it is not told. */
    static final String DEFAULT_MANIFEST = "packer-manifest.json";

    /** Where a provenance post-processor writes when it is not told: where packer runs. */
    static final String DEFAULT_PROVENANCE = ".";

    public PackerTemplate {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        builds = List.copyOf(builds);
        Limits.number("the builds of a template", builds.size(), Limits.BUILDS);
        manifests = List.copyOf(manifests);
        provenances = List.copyOf(provenances);
    }

    /**
     * Reads a template.
     *
     * @param template a file, or a directory of HCL files; relative to {@code directory}
     * @param directory where packer will run
     * @throws BakeFailedException {@link FailureCause#TEMPLATE_MISSING} when there is none to read,
     *     {@link FailureCause#TEMPLATE_ERROR} when JSON of it is not JSON, with file, line and column
     */
    public static PackerTemplate read(Path template, Path directory) {
        Path path = directory.resolve(template);
        List<TemplateFile> files = TemplateFile.of(path, template);
        return files.get(0).kind() == TemplateFile.Kind.JSON
                ? JsonTemplate.read(path, files.get(0))
                : HclTemplate.read(path, files);
    }

    /**
     * Checks that the template declares each of these variables; packer itself passes over unknown ones of JSON in silence.
     *
     * @throws BakeFailedException {@link FailureCause#UNKNOWN_VARIABLE} naming the first that it does not
     */
    public void checkVariables(Set<String> given) {
        if (!variablesKnown) {
            return;
        }
        for (String name : given) {
            if (!variables.containsKey(name)) {
                throw new BakeFailedException(FailureCause.UNKNOWN_VARIABLE, unknown(name));
            }
        }
    }

    private String unknown(String name) {
        String near = NearestName.of(name, variables.keySet())
                .map(found -> "; did you mean '" + found + "'?")
                .orElse(".");
        String declared = variables.isEmpty() ? "It declares none." : "It declares " + listed() + ".";
        return "The template " + path.getFileName() + " declares no variable '" + name + "'" + near + " " + declared;
    }

    private String listed() {
        int most = 40;
        List<String> names = List.copyOf(variables.keySet());
        String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? some + " and " + (names.size() - most) + " more" : some;
    }

    /** The names of its builds in reports, tags and locks: the bare one, or type and name where two have the same. */
    public List<String> names() {
        return builds.stream().map(this::name).toList();
    }

    private String name(TemplateBuild build) {
        boolean shared = builds.stream()
                .anyMatch(other ->
                        other.name().equals(build.name()) && !other.type().equals(build.type()));
        return shared ? build.type() + "." + build.name() : build.name();
    }

    /** The builds that a bake would run and that make AMIs, by their {@link #names}, as far as that can be told without packer. */
    public List<String> selected(BakeRequest request) {
        Selection only = new Selection(request.only(), Set.of());
        Selection except = new Selection(Set.of(), request.except());
        return builds.stream()
                .filter(TemplateBuild::isAmazon)
                .filter(build -> only.takes(build.name()) || only.takes(build.type() + "." + build.name()))
                .filter(build -> except.spares(build.name()) && except.spares(build.type() + "." + build.name()))
                .map(this::name)
                .toList();
    }

    /**
     * The files that its manifest post-processors write, as far as that can be told without packer.
     *
     * @param directory where packer runs
     * @param given values of variables that are given to packer in clear
     * @return absolute or relative as {@code directory} is; names with more than plain variables in them are left out
     */
    public List<Path> manifestFiles(Path directory, Map<String, String> given) {
        return files(manifests, directory, given);
    }

    /** The same of the directories into which its provenance post-processors write. */
    public List<Path> provenanceDirectories(Path directory, Map<String, String> given) {
        return files(provenances, directory, given);
    }

    private List<Path> files(List<String> names, Path directory, Map<String, String> given) {
        return names.stream()
                .map(name -> PlainValue.of(name, variable -> valueOf(variable, given), path, isHcl))
                .flatMap(Optional::stream)
                .distinct()
                .map(directory::resolve)
                .toList();
    }

    /**
     * Where each build copies its AMI to, as far as that can be told without packer.
     *
     * @param given values of variables that are given to packer in clear
     * @param defaults whether every other variable has its default, as nothing else can give it a value
     * @return by the bare name of each build, codes of regions; none for a build whose regions only packer can evaluate. Empty when a
     *     build's own name is such
     */
    public Map<String, List<String>> copies(Map<String, String> given, boolean defaults) {
        Map<String, List<String>> copies = new TreeMap<>();
        CopyRegions regions = new CopyRegions(
                variable -> defaults ? valueOf(variable, given) : Optional.ofNullable(given.get(variable)),
                path,
                isHcl);
        builds.forEach(build -> copies.merge(build.name(), regions.of(build), CopyRegions::both));
        boolean known = variablesKnown && copies.keySet().stream().noneMatch(name -> name.matches(".*[${}].*"));
        return known ? copies : Map.of();
    }

    private Optional<String> valueOf(String variable, Map<String, String> given) {
        return Optional.ofNullable(given.get(variable))
                .or(() -> Optional.ofNullable(variables.get(variable)).flatMap(TemplateVariable::defaultValue));
    }
}
