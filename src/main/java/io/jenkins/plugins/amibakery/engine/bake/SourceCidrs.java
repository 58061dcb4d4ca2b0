package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.cloud.CallerNetwork;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.BuildNetwork;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.Selection;
import io.jenkins.plugins.amibakery.engine.packer.VariableSources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * From where a build instance may be reached: packer's temporary group is open to the caller's own address and to nobody else,
 * where the template gives {@code temporary_security_group_source_cidrs} the variable {@link #VARIABLE}. The whole Internet is
 * let in only by a value that somebody gives.
 */
public final class SourceCidrs {
    /** The template's variable: address blocks, separated by commas. */
    public static final String VARIABLE = "ssh_source_cidrs";

    private static final String NOBODY = "127.0.0.1";

    private final CallerNetwork network;

    /** @param network what is known of this machine and of the bake's subnets */
    public SourceCidrs(CallerNetwork network) {
        this.network = network;
    }

    /**
     * The variable's value for a bake, found out if the template declares it and nobody gives it.
     *
     * @param environment what packer will find in its environment
     * @param region where packer works when neither template nor request say; empty when nobody knows
     * @param known the value that this cloud itself tells; where it does, nobody is asked
     * @param network asked only when the value is wanted
     * @throws BakeFailedException {@link FailureCause#SOURCE_UNKNOWN} when nobody can tell
     */
    public static Map<String, String> offered(
            BakeRequest request,
            PackerTemplate template,
            Map<String, String> environment,
            Optional<Region> region,
            Optional<String> known,
            Supplier<CallerNetwork> network) {
        VariableSources sources = new VariableSources(
                PackerBuild.variables(request, template),
                request.secretVariables(),
                request.variableFiles(),
                request.directory(),
                environment);
        Selection selection = new Selection(request.only(), request.except());
        List<BuildNetwork> wanting = BuildNetwork.wanting(
                VARIABLE,
                template,
                request.template(),
                selection,
                sources,
                request.region().or(() -> region));
        return wanting.isEmpty()
                ? Map.of()
                : Map.of(VARIABLE, known.orElseGet(() -> new SourceCidrs(network.get()).of(wanting)));
    }

    /** The addresses from which this machine reaches each of these, as blocks of one. */
    String of(List<BuildNetwork> builds) {
        Set<String> cidrs = new TreeSet<>();
        builds.forEach(build -> addresses(build).forEach(address -> cidrs.add(address + "/32")));
        return String.join(",", cidrs);
    }

    private Set<String> addresses(BuildNetwork build) {
        if (build.way() == BuildNetwork.Way.NO_PORT) {
            return Set.of(NOBODY);
        }
        build.unknown().ifPresent(why -> {
            throw unknown(build.builder() + ": " + why);
        });
        Region region = build.region().orElseThrow();
        if (!network.isAws(region)) {
            return Set.of(network.facingEndpoint(region));
        }
        if (build.way() == BuildNetwork.Way.PUBLIC) {
            return Set.of(network.onTheInternet());
        }
        List<CallerNetwork.Subnet> subnets = network.subnets(region, build.subnet());
        if (build.way() != BuildNetwork.Way.PRIVATE && isPublic(build, subnets)) {
            return Set.of(network.onTheInternet());
        }
        Set<String> addresses = new TreeSet<>();
        subnets.forEach(subnet -> addresses.add(network.facing(subnet.cidr())));
        return addresses;
    }

    private static boolean isPublic(BuildNetwork build, List<CallerNetwork.Subnet> subnets) {
        long giving = subnets.stream()
                .filter(CallerNetwork.Subnet::givesPublicAddresses)
                .count();
        if (giving > 0 && giving < subnets.size()) {
            throw unknown(
                    build.builder()
                            + ": some default subnets give instances an address on the Internet and some do not; name its subnet_id");
        }
        if (giving > 0 && build.way() == BuildNetwork.Way.NONE_ASKED_FOR) {
            throw unknown(build.builder()
                    + ": its subnet gives addresses on the Internet, and not every packer heeds associate_public_ip_address"
                    + " = false; name its ssh_interface");
        }
        return giving > 0;
    }

    /** @param why a clause that says what is not known */
    public static BakeFailedException unknown(String why) {
        return new BakeFailedException(
                FailureCause.SOURCE_UNKNOWN, "From where the build instance will be reached is not known: " + why);
    }
}
