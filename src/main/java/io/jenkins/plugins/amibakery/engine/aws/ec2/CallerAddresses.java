package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.Endpoints;
import io.jenkins.plugins.amibakery.engine.bake.SourceCidrs;
import io.jenkins.plugins.amibakery.engine.cloud.CallerNetwork;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.Filter;

/** What EC2, this machine's own routes and AWS's own echo of addresses say of the way to a build instance. */
public final class CallerAddresses implements CallerNetwork {
    /** AWS's own: answers with the address that asks. */
    static final URI ECHO = URI.create("https://checkip.amazonaws.com/");

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 64;
    private static final int ANY_PORT = 9;
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private final Ec2Clients clients;
    private final URI echo;
    private final Duration patience;

    /** @param clients stay open */
    public CallerAddresses(Ec2Clients clients) {
        this(clients, ECHO, PATIENCE);
    }

    CallerAddresses(Ec2Clients clients, URI echo, Duration patience) {
        this.clients = clients;
        this.echo = echo;
        this.patience = patience;
    }

    @Override
    public boolean isAws(Region region) {
        return Endpoints.isAmazon(clients.endpoint(region));
    }

    @Override
    public List<Subnet> subnets(Region region, Optional<String> id) {
        Filter which = id.map(one -> Ec2Filters.anyOf("subnet-id", List.of(one)))
                .orElseGet(() -> Ec2Filters.anyOf("default-for-az", List.of("true")));
        List<Subnet> subnets = clients.call(
                "ec2:DescribeSubnets",
                region,
                ec2 -> ec2.describeSubnetsPaginator(request -> request.filters(which)).subnets().stream()
                        .map(subnet ->
                                new Subnet(subnet.cidrBlock(), Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch())))
                        .toList());
        if (subnets.isEmpty()) {
            throw SourceCidrs.unknown(
                    id.map(one -> "there is no subnet '" + one + "'").orElse("there is no default subnet") + " in "
                            + region);
        }
        return subnets;
    }

    @Override
    public String facing(String cidr) {
        return local(cidr.replaceFirst("/.*", ""), "the subnet " + cidr);
    }

    @Override
    public String facingEndpoint(Region region) {
        URI endpoint = clients.endpoint(region);
        return local(endpoint.getHost(), endpoint.toString());
    }

    /** Sends nothing: connecting a datagram socket makes the machine choose a route, and with it the address to send from. */
    private static String local(String host, String what) {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress there = ipv4(host);
            socket.connect(new InetSocketAddress(there, ANY_PORT));
            InetAddress here = socket.getLocalAddress();
            if (here instanceof Inet4Address && !here.isAnyLocalAddress()) {
                return here.getHostAddress();
            }
        } catch (IOException | UncheckedIOException e) {
            throw SourceCidrs.unknown("this machine has no way to " + what + " (" + e.getMessage() + ")");
        }
        throw SourceCidrs.unknown("this machine has no IPv4 address that faces " + what);
    }

    private static InetAddress ipv4(String host) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (address instanceof Inet4Address) {
                return address;
            }
        }
        throw new UnknownHostException(host + " has no IPv4 address");
    }

    /** Asked directly, whatever proxy there is: packer's SSH goes through none. */
    @Override
    public String onTheInternet() {
        String answer;
        try {
            answer = asked();
        } catch (IOException e) {
            throw SourceCidrs.unknown(echo + " does not answer this machine directly (" + e.getMessage() + ")");
        }
        if (!IPV4.matcher(answer).matches() || isInternal(answer)) {
            throw SourceCidrs.unknown(echo + " answers with something else than an IPv4 address of the Internet");
        }
        return answer;
    }

    private String asked() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) echo.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) patience.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setInstanceFollowRedirects(false);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("status " + connection.getResponseCode());
            }
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII).strip();
            }
        } finally {
            connection.disconnect();
        }
    }

    private static boolean isInternal(String address) {
        try {
            InetAddress read = InetAddress.getByName(address);
            return read.isSiteLocalAddress()
                    || read.isLoopbackAddress()
                    || read.isLinkLocalAddress()
                    || read.isAnyLocalAddress()
                    || read.isMulticastAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
