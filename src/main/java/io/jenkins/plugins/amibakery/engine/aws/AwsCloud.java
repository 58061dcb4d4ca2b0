package io.jenkins.plugins.amibakery.engine.aws;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsIdentity;
import io.jenkins.plugins.amibakery.engine.aws.access.EndpointProbe;
import io.jenkins.plugins.amibakery.engine.aws.access.OwnAccount;
import io.jenkins.plugins.amibakery.engine.aws.ec2.CallerAddresses;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2BaseImages;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Capacity;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Fleets;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2ImageCatalog;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2KeyedImages;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2OwnImages;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Sight;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2TestBench;
import io.jenkins.plugins.amibakery.engine.aws.ec2.SystemsCommands;
import io.jenkins.plugins.amibakery.engine.aws.stacks.CloudFormationStackCatalog;
import io.jenkins.plugins.amibakery.engine.aws.stacks.S3GraphLocks;
import io.jenkins.plugins.amibakery.engine.cloud.BaseImages;
import io.jenkins.plugins.amibakery.engine.cloud.CallerNetwork;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Commands;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets;
import io.jenkins.plugins.amibakery.engine.cloud.GraphLocks;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.cloud.KeyedImages;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImages;
import io.jenkins.plugins.amibakery.engine.cloud.StackCatalog;
import io.jenkins.plugins.amibakery.engine.cloud.TestBench;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** AWS, or whatever stands in for it at an endpoint, under one identity. */
public final class AwsCloud implements Cloud {
    private final AwsAccess access;
    private Ec2Clients clients;
    private StackCatalog stacks;
    private GraphLocks locks;

    /** @param access as whom and where */
    public AwsCloud(AwsAccess access) {
        this.access = access;
    }

    private synchronized Ec2Clients clients() {
        if (clients == null) {
            clients = new Ec2Clients(access);
        }
        return clients;
    }

    @Override
    public ImageCatalog images() {
        return new Ec2ImageCatalog(clients());
    }

    @Override
    public BaseImages bases() {
        return new Ec2BaseImages(clients());
    }

    @Override
    public KeyedImages keyed() {
        return new Ec2KeyedImages(clients());
    }

    @Override
    public OwnImages own() {
        return new Ec2OwnImages(clients());
    }

    @Override
    public LeftoverCatalog leftovers() {
        return new Ec2LeftoverCatalog(clients());
    }

    @Override
    public Sight sight() {
        return new Ec2Sight(clients());
    }

    @Override
    public Fleets fleets() {
        return new Ec2Fleets(clients());
    }

    @Override
    public Capacity capacity() {
        return new Ec2Capacity(clients());
    }

    @Override
    public Commands commands() {
        return new SystemsCommands(clients());
    }

    @Override
    public TestBench tests() {
        return new Ec2TestBench(clients());
    }

    @Override
    public CallerNetwork network() {
        return new CallerAddresses(clients());
    }

    @Override
    public synchronized StackCatalog stacks() {
        if (stacks == null) {
            stacks = new CloudFormationStackCatalog(access);
        }
        return stacks;
    }

    @Override
    public synchronized GraphLocks locks() {
        if (locks == null) {
            locks = new S3GraphLocks(access);
        }
        return locks;
    }

    @Override
    public Optional<String> silence() {
        return EndpointProbe.silence(access);
    }

    @Override
    public Optional<Region> region() {
        return access.region();
    }

    @Override
    public Map<String, String> programEnvironment(Optional<Region> region) {
        return AwsIdentity.environmentOf(access, region);
    }

    @Override
    public Asked account(Optional<Region> region) {
        return OwnAccount.of(access, region);
    }

    @Override
    public Optional<Instant> beginning(Region region) {
        return clients().beginning(region);
    }

    @Override
    public Thread warmUp(Region region) {
        return clients().warmUp(region);
    }

    @Override
    public synchronized void close() {
        if (clients != null) {
            clients.close();
        }
        if (stacks != null) {
            stacks.close();
        }
        if (locks != null) {
            locks.close();
        }
    }
}
