package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants baked, and how.
 *
 * @param bakeId the id of this bake; put on everything it makes
 * @param packer the packer program: a path, or a bare name to be found on PATH
 * @param templatePath a template file, JSON or HCL, or a directory of HCL files
 * @param directoryPath where packer runs; relative paths of the template's provisioners count from here
 * @param variables values of template variables, in order; shown in argv and logs
 * @param secretVariables values of template variables that must never be seen; they travel in a var file of mode 0600
 * @param variableFilePaths var files of the user, in order
 * @param only packer builds to run; empty for all
 * @param except packer builds to leave out
 * @param chosenRegion the region for the bakery's own AWS calls where an artifact names none, and value of the variable
 *     {@code region} where the template declares it; null to leave both to the template and the environment
 * @param regionGiven whether somebody gave that region for this bake, and not as a default of many
 * @param endpointUrl another EC2 endpoint than AWS's own, such as a local cloud's; null for AWS
 * @param force deregister an AMI of the same name first
 * @param parallelBuilds packer builds at once; 0 for no limit
 * @param recipe the recipe's name, for the tag {@link Tags#RECIPE}
 * @param tags further tags for AMIs and snapshots
 * @param awaitTimeout how long to wait for an AMI to become available after packer's end
 */
public record BakeRequest(
        String bakeId,
        String packer,
        String templatePath,
        String directoryPath,
        Map<String, String> variables,
        Map<String, String> secretVariables,
        List<String> variableFilePaths,
        Set<String> only,
        Set<String> except,
        Region chosenRegion,
        boolean regionGiven,
        String endpointUrl,
        boolean force,
        int parallelBuilds,
        String recipe,
        Map<String, String> tags,
        Duration awaitTimeout)
        implements Serializable {
    public BakeRequest {
        Objects.requireNonNull(bakeId, "bakeId");
        variables = ordered(variables);
        secretVariables = ordered(secretVariables);
        variableFilePaths = List.copyOf(variableFilePaths);
        only = ordered(only);
        except = ordered(except);
        tags = ordered(tags);
        VariableNames.require(variables.keySet());
        VariableNames.require(secretVariables.keySet());
        for (String name : secretVariables.keySet()) {
            if (variables.containsKey(name)) {
                throw new IllegalArgumentException(
                        "Variable '" + name + "' is given both as a plain value and as a secret; give it once.");
            }
        }
        if (!only.isEmpty() && !except.isEmpty()) {
            throw new IllegalArgumentException("'only' and 'except' cannot be combined; give only one of them.");
        }
        if (parallelBuilds < 0) {
            throw new IllegalArgumentException(
                    "parallelBuilds is " + parallelBuilds + "; it must be 0 (no limit) or more.");
        }
    }

    /** A template file, JSON or HCL, or a directory of HCL files. */
    public Path template() {
        return Path.of(templatePath);
    }

    /** Where packer runs. */
    public Path directory() {
        return Path.of(directoryPath);
    }

    /** Var files of the user, in order. */
    public List<Path> variableFiles() {
        return variableFilePaths.stream().map(Path::of).toList();
    }

    /** The region for the bakery's own calls; empty for none. */
    public Optional<Region> region() {
        return Optional.ofNullable(chosenRegion);
    }

    /** Another EC2 endpoint than AWS's own; empty for AWS. */
    public Optional<String> endpoint() {
        return Optional.ofNullable(endpointUrl);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static Set<String> ordered(Set<String> set) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(set));
    }

    /** A request for a template with every default, to be refined. */
    public static Builder of(String bakeId, Path template) {
        return new Builder(bakeId, template.toString());
    }

    /** The same for a template where the request will be used, which need not be here. */
    public static Builder of(String bakeId, String template) {
        return new Builder(bakeId, template);
    }

    /** The same request with values for variables it gives none. */
    public BakeRequest withDefaults(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(variables);
        all.keySet().removeAll(secretVariables.keySet());
        return with(directoryPath, all, secretVariables);
    }

    /** The same request with other values of variables. */
    public BakeRequest withVariables(Map<String, String> clear, Map<String, String> secret) {
        return with(directoryPath, clear, secret);
    }

    /** The same request run in another directory. */
    public BakeRequest in(Path directory) {
        return with(directory.toString(), variables, secretVariables);
    }

    private BakeRequest with(String where, Map<String, String> clear, Map<String, String> secret) {
        return new BakeRequest(
                bakeId,
                packer,
                templatePath,
                where,
                clear,
                secret,
                variableFilePaths,
                only,
                except,
                chosenRegion,
                regionGiven,
                endpointUrl,
                force,
                parallelBuilds,
                recipe,
                tags,
                awaitTimeout);
    }

    /** Does not give the secret values away. */
    @Override
    public String toString() {
        return "BakeRequest[" + bakeId + ", " + templatePath + ", variables " + variables.keySet() + ", secret "
                + secretVariables.keySet() + "]";
    }

    /** Collects the parts of a request; not for several threads. */
    public static final class Builder {
        private final String bakeId;
        private final String template;
        private String packer = "packer";
        private String directory = "";
        private Map<String, String> variables = Map.of();
        private Map<String, String> secretVariables = Map.of();
        private List<String> variableFiles = List.of();
        private Set<String> only = Set.of();
        private Set<String> except = Set.of();
        private Optional<Region> region = Optional.empty();
        private Optional<Region> defaultRegion = Optional.empty();
        private Optional<String> endpoint = Optional.empty();
        private boolean force;
        private int parallelBuilds = BakeField.PARALLEL_BUILDS.number();
        private String recipe;
        private Map<String, String> tags = Map.of();
        private Duration awaitTimeout = Duration.ofSeconds(BakeField.AWAIT_SECONDS.number());

        private Builder(String bakeId, String template) {
            this.bakeId = bakeId;
            this.template = template;
            this.recipe = RecipeName.of(Path.of(template));
        }

        public Builder packer(String value) {
            packer = value;
            return this;
        }

        public Builder directory(Path value) {
            directory = value.toString();
            return this;
        }

        public Builder variables(Map<String, String> value) {
            variables = value;
            return this;
        }

        public Builder secretVariables(Map<String, String> value) {
            secretVariables = value;
            return this;
        }

        public Builder variableFiles(List<Path> value) {
            variableFiles = value.stream().map(Path::toString).toList();
            return this;
        }

        /** The same by their paths where the request will be used, which need not be here. */
        public Builder variableFilePaths(List<String> value) {
            variableFiles = value;
            return this;
        }

        public Builder only(Set<String> value) {
            only = value;
            return this;
        }

        public Builder except(Set<String> value) {
            except = value;
            return this;
        }

        public Builder region(Optional<Region> value) {
            region = value;
            return this;
        }

        /** The region where none is given for this bake: one that its builders need not work in. */
        public Builder defaultRegion(Optional<Region> value) {
            defaultRegion = value;
            return this;
        }

        public Builder endpoint(Optional<String> value) {
            endpoint = value;
            return this;
        }

        public Builder force(boolean value) {
            force = value;
            return this;
        }

        public Builder parallelBuilds(int value) {
            parallelBuilds = value;
            return this;
        }

        public Builder recipe(String value) {
            recipe = value;
            return this;
        }

        public Builder tags(Map<String, String> value) {
            tags = value;
            return this;
        }

        public Builder awaitTimeout(Duration value) {
            awaitTimeout = value;
            return this;
        }

        /** @throws IllegalArgumentException with one clear line when parts do not fit */
        public BakeRequest build() {
            return new BakeRequest(
                    bakeId,
                    packer,
                    template,
                    directory,
                    variables,
                    secretVariables,
                    variableFiles,
                    only,
                    except,
                    region.or(() -> defaultRegion).orElse(null),
                    region.isPresent(),
                    endpoint.orElse(null),
                    force,
                    parallelBuilds,
                    recipe,
                    tags,
                    awaitTimeout);
        }
    }
}
