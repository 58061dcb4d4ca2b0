package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The AMI that an attestation is about.
 *
 * <p>EC2 gives an AMI no digest. Its id stands for it: EC2 draws it, never gives it to another image, and an image cannot be changed.
 * An in-toto DigestSet lets such an immutable name stand for a digest, as {@code gitCommit} does.
 *
 * @param account the account that owns it, twelve digits
 * @param region where it lies; a copy in another region is another AMI
 * @param ami its id
 */
public record Subject(String account, Region region, AmiId ami) {
    /** In place of a digest's algorithm. */
    private static final String DIGEST = "ec2ImageId";

    private static final String ACCOUNT = "accountId";

    public Subject {
        if (!account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("Not an AWS account: '" + account + "'; one is twelve digits.");
        }
    }

    /** Its ARN; that of an image has no account in it (Service Authorization Reference, Amazon EC2). */
    public String arn() {
        return "arn:" + region.partition() + ":ec2:" + region + "::image/" + ami;
    }

    /** As in-toto's ResourceDescriptor. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", arn());
        tree.put("digest", Map.of(DIGEST, ami.value()));
        tree.put("annotations", Map.of(ACCOUNT, account));
        return tree;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with one line when it is about anything else
     */
    static Subject read(Node subject) {
        String arn = subject.text("name");
        String[] parts = arn.split(":", -1);
        AmiId ami = new AmiId(subject.of("digest").text(DIGEST));
        if (parts.length != 6) {
            throw new IllegalArgumentException("'name' of the subject is not the ARN of an AMI.");
        }
        Subject read = new Subject(subject.of("annotations").text(ACCOUNT), new Region(parts[3]), ami);
        if (!read.arn().equals(arn)) {
            throw new IllegalArgumentException("'name' and 'digest' of the subject are of different AMIs.");
        }
        return read;
    }

    @Override
    public String toString() {
        return ami + " in " + region + " of account " + account;
    }
}
