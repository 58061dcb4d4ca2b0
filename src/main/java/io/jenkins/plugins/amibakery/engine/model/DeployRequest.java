package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody wants deployed, and how. Its paths mean something only where the files are: {@link #in} settles them. Never saved: it
 * carries secrets.
 *
 * @param action what to do
 * @param directory the directory of runway.yml; empty for the working directory
 * @param environment Runway's deploy environment, such as {@code dev}
 * @param runway the runway program: a path, or a bare name to be found on PATH
 * @param tags Runway's tags; a module is taken when it has all of them; empty for every module
 * @param modules paths or names of modules to take; empty for every module
 * @param region the code of the region of it all; empty to leave it to runway.yml
 * @param ami the id of the image, which modules read as {@code ${env AMI_ID}}; empty when none is wanted
 * @param amiRegion the code of the region the image is in; empty when nobody said
 * @param parameters further values, which modules read as {@code ${env NAME}}; shown in logs
 * @param secretParameters the same, never shown
 * @param endpoint another address of AWS, such as a local cloud's; empty for AWS
 * @param pollSeconds how often CFNgin asks how a stack does, in seconds
 */
public record DeployRequest(
        DeployAction action,
        String directory,
        String environment,
        String runway,
        Set<String> tags,
        Set<String> modules,
        String region,
        String ami,
        String amiRegion,
        Map<String, String> parameters,
        Map<String, String> secretParameters,
        String endpoint,
        int pollSeconds)
        implements Serializable {
    /** Variables that the bakery or Runway itself decides; a parameter of such a name would be lost or do harm. */
    public static final Set<String> RESERVED =
            Set.of("DEPLOY_ENVIRONMENT", "CI", "AMI_ID", "CFNGIN_STACK_POLL_TIME", "RUNWAY_LOG_FORMAT", "PATH");

    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int MOST = 10_000;

    /** Linux takes no longer variable. */
    private static final int LONGEST = 1 << 17;

    /** @throws IllegalArgumentException with one line when parts do not fit, or are larger than a machine takes them */
    public DeployRequest {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(directory, "directory");
        List.of(directory, runway, endpoint).forEach(text -> Limits.text("a path", text, Limits.PATH));
        Limits.texts("the tags", tags, MOST, Limits.PATH);
        Limits.texts("the modules", modules, MOST, Limits.PATH);
        Limits.texts("the parameters", parameters, MOST, LONGEST);
        Limits.texts("the secret parameters", secretParameters, MOST, LONGEST);
        Stream.of(region).filter(code -> !code.isEmpty()).forEach(Region::new);
        Stream.of(ami).filter(id -> !id.isEmpty()).forEach(AmiId::new);
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
        modules = Collections.unmodifiableSet(new LinkedHashSet<>(modules));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        secretParameters = Collections.unmodifiableMap(new LinkedHashMap<>(secretParameters));
        if (environment == null || !isEnvironment(environment)) {
            throw new IllegalArgumentException("Not an environment: '" + environment
                    + "'; a name is letters, digits, '.', '_' and '-', such as dev or prod.");
        }
        if (!tags.isEmpty() && !modules.isEmpty()) {
            throw new IllegalArgumentException("'tags' and 'modules' cannot be combined; give only one of them.");
        }
        if (pollSeconds < 1) {
            throw new IllegalArgumentException("pollSeconds is " + pollSeconds + "; it must be 1 or more.");
        }
        Map<String, String> all = new TreeMap<>(parameters);
        all.putAll(secretParameters);
        all.keySet().forEach(DeployRequest::requireVariable);
        if (all.size() < parameters.size() + secretParameters.size()) {
            throw new IllegalArgumentException(
                    "A parameter is given both as a plain value and as a secret; give it once.");
        }
    }

    /** Whether a text may be the name of an environment. */
    public static boolean isEnvironment(String text) {
        return ENVIRONMENT.matcher(text).matches();
    }

    private static void requireVariable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a parameter name: '" + name
                    + "'; parameters travel in the environment: letters, digits and '_', not beginning with a digit.");
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "The parameter '" + name + "' is set by the deployment itself; choose another name.");
        }
    }

    /** A request with every default, to be refined. */
    public static Builder of(DeployAction action, Path directory, String environment) {
        return new Builder(action, directory.toString(), environment);
    }

    /** The request where its files are: relative paths count from a directory there. */
    public DeployRequest in(Path workspace) {
        return new DeployRequest(
                action,
                workspace.resolve(directory).toAbsolutePath().normalize().toString(),
                environment,
                runway.contains("/")
                        ? workspace.resolve(runway).toAbsolutePath().toString()
                        : runway,
                tags,
                modules,
                region,
                ami,
                amiRegion,
                parameters,
                secretParameters,
                endpoint,
                pollSeconds);
    }

    /** The directory of runway.yml. */
    public Path path() {
        return Path.of(directory);
    }

    /** The region of it all; empty to leave it to runway.yml. */
    public Optional<Region> wantedRegion() {
        return region.isEmpty() ? Optional.empty() : Optional.of(new Region(region));
    }

    /** Another address of AWS; empty for AWS. */
    public Optional<String> otherEndpoint() {
        return endpoint.isEmpty() ? Optional.empty() : Optional.of(endpoint);
    }

    /** Does not give the secret values away. */
    @Override
    public String toString() {
        return "DeployRequest[" + action.word() + " " + environment + ", " + directory + ", parameters "
                + parameters.keySet() + ", secret " + secretParameters.keySet() + "]";
    }

    /** Collects the parts of a request; not for several threads. */
    public static final class Builder {
        private final DeployAction action;
        private final String directory;
        private final String environment;
        private String runway = "runway";
        private Set<String> tags = Set.of();
        private Set<String> modules = Set.of();
        private Optional<Region> region = Optional.empty();
        private Optional<AmiId> ami = Optional.empty();
        private String amiRegion = "";
        private Map<String, String> parameters = Map.of();
        private Map<String, String> secretParameters = Map.of();
        private Optional<String> endpoint = Optional.empty();
        private int pollSeconds = 5;

        private Builder(DeployAction action, String directory, String environment) {
            this.action = action;
            this.directory = directory;
            this.environment = environment;
        }

        public Builder runway(String value) {
            runway = value;
            return this;
        }

        public Builder tags(Set<String> value) {
            tags = value;
            return this;
        }

        public Builder modules(Set<String> value) {
            modules = value;
            return this;
        }

        public Builder region(Optional<Region> value) {
            region = value;
            return this;
        }

        public Builder ami(Optional<AmiId> value) {
            ami = value;
            return this;
        }

        /** @param value the code of the region the image is in; empty when nobody said */
        public Builder amiRegion(String value) {
            amiRegion = value;
            return this;
        }

        public Builder parameters(Map<String, String> value) {
            parameters = value;
            return this;
        }

        public Builder secretParameters(Map<String, String> value) {
            secretParameters = value;
            return this;
        }

        public Builder endpoint(Optional<String> value) {
            endpoint = value;
            return this;
        }

        public Builder pollSeconds(int value) {
            pollSeconds = value;
            return this;
        }

        /** @throws IllegalArgumentException with one clear line when parts do not fit */
        public DeployRequest build() {
            return new DeployRequest(
                    action,
                    directory,
                    environment,
                    runway,
                    tags,
                    modules,
                    region.map(Region::code).orElse(""),
                    ami.map(AmiId::value).orElse(""),
                    amiRegion,
                    parameters,
                    secretParameters,
                    endpoint.orElse(""),
                    pollSeconds);
        }
    }
}
