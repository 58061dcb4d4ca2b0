package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.attest.Attestations.Verified;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Of which bake AMIs come, as signed attestations say, and what these say of an AMI or, where they say nothing of it, of a copy.
 *
 * @param kept the attestations
 * @param trusted the keys whose word counts
 */
public record Lineage(Attestations kept, Verifier trusted) {
    /**
     * The id of the bake of which two AMIs are one image in two regions: one key attests of both that the same packer build of the same bake
     * made them. Empty when none says so.
     */
    public Optional<String> common(AmiId one, AmiId other) throws IOException {
        List<Verified> others = kept.verified(other, trusted);
        return kept.verified(one, trusted).stream()
                .filter(ours -> others.stream().anyMatch(theirs -> alike(ours, theirs)))
                .flatMap(ours -> Provenance.origin(ours.attestation()).stream())
                .map(origin -> origin.get(0))
                .findFirst();
    }

    /** What the test that was signed last came to, of an AMI or else of its copies; empty when no trusted key says anything. */
    public Optional<TestResult.Told> tested(AmiId ami) throws IOException {
        return newest(ami, TestResult::read, Comparator.comparing(TestResult.Told::signed), TestResult.Told::of);
    }

    /** The same of its deployments to an environment. */
    public Optional<DeployedAmi.Told> deployed(AmiId ami, String environment) throws IOException {
        return newest(
                ami,
                said -> DeployedAmi.read(said).filter(told -> told.environment().equals(environment)),
                DeployedAmi.Told.ORDER,
                DeployedAmi.Told::of);
    }

    private <T> Optional<T> newest(
            AmiId ami, Function<Attestation, Optional<T>> read, Comparator<T> order, BiFunction<T, AmiId, T> of)
            throws IOException {
        List<Verified> own = kept.verified(ami, trusted);
        List<T> told = new ArrayList<>();
        own.forEach(said -> read.apply(said.attestation()).ifPresent(told::add));
        if (told.isEmpty()) {
            for (AmiId other : copies(own)) {
                List<Verified> others = kept.verified(other, trusted);
                if (own.stream().anyMatch(ours -> others.stream().anyMatch(theirs -> alike(ours, theirs)))) {
                    others.forEach(
                            said -> read.apply(said.attestation()).ifPresent(one -> told.add(of.apply(one, other))));
                }
            }
        }
        return told.stream().max(order);
    }

    /** As they are called: whether they are copies is for {@link #alike} to say. */
    private static Set<AmiId> copies(List<Verified> said) {
        return said.stream()
                .flatMap(one -> Provenance.copies(one.attestation()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean alike(Verified one, Verified other) {
        Optional<List<String>> origin = Provenance.origin(one.attestation());
        return origin.isPresent()
                && origin.equals(Provenance.origin(other.attestation()))
                && one.key().equals(other.key())
                && !one.attestation()
                        .subject()
                        .region()
                        .equals(other.attestation().subject().region());
    }
}
