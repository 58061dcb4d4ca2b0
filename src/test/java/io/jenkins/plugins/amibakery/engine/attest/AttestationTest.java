package io.jenkins.plugins.amibakery.engine.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of an AMI, signed, kept and checked; and what whoever forges it may try. */
class AttestationTest {
    private static final Signer OURS = Signer.fresh();
    private static final Verifier TRUSTED = new Verifier(List.of(OURS.verifyingKey()));
    private static final Subject AMI =
            new Subject("123456789012", new Region("us-west-2"), new AmiId("ami-0d53cc9bd365ad65b"));
    private static final Subject OTHER =
            new Subject("123456789012", new Region("us-west-2"), new AmiId("ami-0ffffffffffffffff"));

    @TempDir
    private Path home;

    private static Provenance provenance() {
        return provenance("7f3a", "img-mgr");
    }

    private static Provenance provenance(String bake, String build) {
        return new Provenance(
                new Provenance.Known(
                        "https://jenkins.example.com/",
                        "https://jenkins.example.com/job/bake/7/",
                        bake,
                        "0123456789abcdef0123456789abcdef",
                        "img-mgr",
                        "packer/img-mgr.json",
                        Instant.parse("2026-11-30T10:00:00.5Z"),
                        Instant.parse("2026-11-30T10:05:00Z")),
                new Provenance.Reported(
                        build,
                        "a".repeat(64),
                        "0".repeat(40),
                        List.of("ami-0aaaaaaaaaaaaaaaa"),
                        "1.6.6",
                        List.of("amazon 1.8.3"),
                        "b".repeat(64),
                        "",
                        "",
                        Map.of()));
    }

    private static Envelope sealed(Subject ami) {
        return provenance().about(ami).signedBy(OURS);
    }

    static Stream<Arguments> otherOrigins() {
        Subject copy = new Subject(AMI.account(), new Region("eu-central-1"), OTHER.ami());
        return Stream.of(
                Arguments.of("a copy of the bake's", copy, "7f3a", "img-mgr", OURS, "7f3a"),
                Arguments.of("of another bake", copy, "8f3a", "img-mgr", OURS, ""),
                Arguments.of("of another build of the bake", copy, "7f3a", "other", OURS, ""),
                Arguments.of("in the same region", OTHER, "7f3a", "img-mgr", OURS, ""),
                Arguments.of("of a key that nobody trusts", copy, "7f3a", "img-mgr", Signer.fresh(), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherOrigins")
    void anAmiIsACopyByTheWordOfOneTrustedKeyAlone(
            String what, Subject other, String bake, String build, Signer signer, String common) throws IOException {
        Attestations kept = new Attestations(new FileStore(home));
        kept.attest(provenance().about(AMI), "7f3a", OURS);
        kept.attest(provenance(bake, build).about(other), bake, signer);

        assertThat(new Lineage(kept, TRUSTED).common(AMI.ami(), other.ami()).orElse(""))
                .isEqualTo(common);
    }

    @Test
    void whatWasSignedIsReadAndIsOurs() {
        Attestations.Verified found =
                Attestations.verify(Envelope.read(sealed(AMI).json()), TRUSTED);
        assertThat(found.key()).isEqualTo(OURS.verifyingKey());
        assertThat(found.attestation().subject()).isEqualTo(AMI);
        assertThat(found.attestation()).isEqualTo(provenance().about(AMI));
    }

    @Test
    void itIsAnInTotoStatementWithSlsaProvenance() throws IOException {
        JsonNode statement = new ObjectMapper().readTree(sealed(AMI).payload());
        assertThat(statement.at("/_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
        assertThat(statement.at("/subject/0/name").asText())
                .isEqualTo("arn:aws:ec2:us-west-2::image/ami-0d53cc9bd365ad65b");
        assertThat(statement.at("/predicateType").asText()).isEqualTo("https://slsa.dev/provenance/v1");
        assertThat(statement.at("/predicate/runDetails/metadata/startedOn").asText())
                .isEqualTo("2026-11-30T10:00:00Z");
        assertThat(statement.at("/predicate/runDetails/builder/id").asText()).isEqualTo("https://jenkins.example.com/");
    }

    @Test
    void whatTheAgentSaysStandsApart() throws IOException {
        JsonNode predicate = new ObjectMapper().readTree(sealed(AMI).payload()).at("/predicate");
        JsonNode reported = predicate.at("/amibakery_reported");
        assertThat(reported.at("/resolvedDependencies")).hasSize(5);
        assertThat(reported.at("/byproducts")).as("packages are not known").hasSize(1);
        assertThat(predicate.at("/buildDefinition").toString() + predicate.at("/runDetails"))
                .doesNotContain("ami-0aaaaaaaaaaaaaaaa", "1.6.6", "b".repeat(64));
    }

    private static Arguments forged(String how, UnaryOperator<Envelope> change, String why) {
        return Arguments.of(how, change, why);
    }

    private static Envelope saying(Envelope of, String was, String now) {
        assertThat(of.payload()).contains(was);
        return new Envelope(of.type(), of.payload().replace(was, now), of.signatures());
    }

    static Stream<Arguments> forgeries() {
        String changed = "was changed after it was signed";
        return Stream.of(
                forged(
                        "another AMI",
                        one -> saying(one, AMI.ami().value(), OTHER.ami().value()),
                        changed),
                forged("another region", one -> saying(one, "us-west-2", "eu-west-1"), changed),
                forged("another account", one -> saying(one, "123456789012", "210987654321"), changed),
                forged("another recipe", one -> saying(one, "\"img-mgr\"", "\"other\""), changed),
                forged("a field more", one -> saying(one, "\"predicate\":{", "\"predicate\":{\"x\":1,"), changed),
                forged(
                        "another sort of statement",
                        one -> saying(one, "slsa.dev/provenance", "slsa.dev/other"),
                        changed),
                forged(
                        "another sort of payload",
                        one -> new Envelope("text/plain", one.payload(), one.signatures()),
                        changed),
                forged(
                        "the signature of another statement",
                        one -> new Envelope(
                                one.type(), one.payload(), sealed(OTHER).signatures()),
                        changed),
                forged(
                        "a key of one's own",
                        one -> provenance().about(AMI).signedBy(Signer.fresh()),
                        "which is not trusted here"),
                forged(
                        "a key of one's own under our key's name",
                        one -> new Envelope(
                                one.type(),
                                one.payload(),
                                List.of(new Envelope.Signature(
                                        OURS.verifyingKey().id(),
                                        provenance()
                                                .about(AMI)
                                                .signedBy(Signer.fresh())
                                                .signatures()
                                                .get(0)
                                                .value()))),
                        changed),
                forged(
                        "no signature that is one",
                        one -> new Envelope(
                                one.type(),
                                one.payload(),
                                List.of(new Envelope.Signature(
                                        OURS.verifyingKey().id(), "%"))),
                        changed),
                forged(
                        "a signature without a name of a key",
                        one -> new Envelope(one.type(), one.payload(), List.of(new Envelope.Signature("", "AAAA"))),
                        "which is not trusted here"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void noForgeryIsTaken(String how, UnaryOperator<Envelope> change, String why) throws IOException {
        Envelope forged = change.apply(sealed(AMI));
        assertThatThrownBy(() -> Attestations.verify(forged, TRUSTED)).hasMessageContaining(why);
        Attestations kept = new Attestations(new FileStore(home));
        kept.keep(provenance().about(AMI), "7f3a", forged);
        assertThat(kept.verified(AMI.ami(), TRUSTED)).isEmpty();
    }

    @Test
    void whatIsSignedOfOneAmiCountsForNoOther() throws IOException {
        FileStore files = new FileStore(home);
        Attestations kept = new Attestations(files);
        kept.keep(provenance().about(AMI), "7f3a", sealed(AMI));
        DocumentName moved = new DocumentName("amis/" + OTHER.ami() + "/us-west-2/provenance-1.json");
        files.create(moved, sealed(AMI).json());
        assertThat(kept.verified(AMI.ami(), TRUSTED)).hasSize(1);
        assertThat(kept.verified(OTHER.ami(), TRUSTED)).isEmpty();
    }

    @Test
    void aKeyThatWasReplacedStillCountsForWhatItSigned() throws IOException {
        Attestations kept = new Attestations(new FileStore(home));
        kept.keep(provenance().about(AMI), "7f3a", sealed(AMI));
        Signer next = Signer.fresh();
        assertThat(kept.verified(AMI.ami(), new Verifier(List.of(next.verifyingKey()))))
                .isEmpty();
        assertThat(kept.verified(AMI.ami(), new Verifier(List.of(next.verifyingKey(), OURS.verifyingKey()))))
                .hasSize(1);
    }

    @Test
    void ofEachBakeOneIsKept() throws IOException {
        Attestations kept = new Attestations(new FileStore(home));
        kept.keep(provenance().about(AMI), "7f3a", sealed(AMI));
        Attestation later = new Attestation(AMI, Provenance.TYPE, Map.of("finishedOn", "after a restart"));
        kept.attest(later, "7f3a", OURS);
        assertThat(kept.names(AMI.ami())).hasSize(1);
        kept.attest(later, "of another bake", OURS);
        assertThat(kept.names(AMI.ami())).hasSize(2);
    }

    static Stream<Arguments> noEnvelopes() {
        String type = "\"payloadType\":\"application/vnd.in-toto+json\"";
        String signed = "\"signatures\":[{\"sig\":\"AAAA\"}]";
        return Stream.of(
                Arguments.of("", "not a JSON object"),
                Arguments.of("{", "not valid JSON"),
                Arguments.of("[]", "not a JSON object"),
                Arguments.of("{} {}", "not valid JSON"),
                Arguments.of("{" + type + "," + type + "}", "not valid JSON"),
                Arguments.of("[".repeat(1_000), "not valid JSON"),
                Arguments.of("x".repeat(2 << 20), "it can have"),
                Arguments.of("{" + type + ",\"payload\":\"e30=\"}", "'signatures' must be a list"),
                Arguments.of("{" + type + ",\"payload\":\"e30=\",\"signatures\":[]}", "'signatures' has 0"),
                Arguments.of("{" + type + ",\"payload\":\"?\"," + signed + "}", "'payload' must be a text in Base64"),
                Arguments.of(
                        "{" + type + ",\"payload\":\"/w==\"," + signed + "}", "'payload' must be a text in Base64"),
                Arguments.of("{" + type + ",\"payload\":7," + signed + "}", "'payload' must be a text"));
    }

    @ParameterizedTest
    @MethodSource("noEnvelopes")
    void whatIsNoEnvelopeIsRefusedInOneLine(String text, String why) {
        assertThatThrownBy(() -> Envelope.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    static Stream<Arguments> noStatements() {
        String head =
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"x\",\"predicate\":{},\"subject\":";
        return Stream.of(
                Arguments.of("{}", "'_type' must be a text"),
                Arguments.of("{\"_type\":\"x\"}", "'_type' is not"),
                Arguments.of(head + "[]}", "must be one AMI"),
                Arguments.of(head + "[{\"name\":\"a\"}]}", "'subject[].digest' must be an object"),
                Arguments.of(
                        head
                                + "[{\"name\":\"arn:aws:ec2:us-west-2::image/ami-0ffffffffffffffff\",\"digest\":{\"ec2ImageId\":"
                                + "\"ami-0d53cc9bd365ad65b\"},\"annotations\":{\"accountId\":\"123456789012\"}}]}",
                        "of different AMIs"));
    }

    @ParameterizedTest
    @MethodSource("noStatements")
    void whatIsSignedButNoStatementAboutAnAmiIsRefused(String payload, String why) {
        String encoded = Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        String signature = Base64.getEncoder()
                .encodeToString(OURS.sign(Envelope.IN_TOTO, payload.getBytes(StandardCharsets.UTF_8)));
        Envelope envelope = Envelope.read("{\"payloadType\":\"" + Envelope.IN_TOTO + "\",\"payload\":\"" + encoded
                + "\",\"signatures\":[{\"keyid\":\"\",\"sig\":\"" + signature + "\"}]}");
        assertThatThrownBy(() -> Attestations.verify(envelope, TRUSTED)).hasMessageContaining(why);
    }
}
