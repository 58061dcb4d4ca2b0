package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;
import java.util.Optional;

/**
 * What can be known of the way from this machine to a build instance. Changes nothing anywhere.
 *
 * <p>Each method throws {@link io.jenkins.plugins.amibakery.engine.model.BakeFailedException} with one clear line when nobody
 * can tell.
 */
public interface CallerNetwork {
    /**
     * A subnet.
     *
     * @param cidr its addresses, such as {@code 10.0.1.0/24}
     * @param givesPublicAddresses whether an instance gets an address on the Internet there unless it says otherwise
     */
    record Subnet(String cidr, boolean givesPublicAddresses) {}

    /** Whether that region is AWS's own, and no cloud that stands in for it. */
    boolean isAws(Region region);

    /** The subnet of that id, or the default ones of the region where none is named; never empty. */
    List<Subnet> subnets(Region region, Optional<String> id);

    /** The address of this machine from which it sends to those addresses, as its own routes say. */
    String facing(String cidr);

    /** The address of this machine from which it sends to the endpoint of EC2. */
    String facingEndpoint(Region region);

    /** The address by which this machine is seen on the Internet, as AWS itself says. */
    String onTheInternet();
}
