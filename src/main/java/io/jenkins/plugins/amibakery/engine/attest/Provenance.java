package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How an AMI was made, as SLSA provenance v1 (slsa.dev/spec/v1.2/build-provenance). What the signer knows itself stands in the fields of SLSA;
 * what the machine that baked told it stands apart, in {@value #REPORTED}: that machine ran the recipe's own programs, so no level of SLSA
 * is claimed for it.
 *
 * @param known what whoever signs it knows itself
 * @param reported what the machine that baked says
 */
public record Provenance(Known known, Reported reported) {
    /** The type of the predicate. */
    public static final String TYPE = "https://slsa.dev/provenance/v1";

    /** The field of what the machine that baked says; SLSA has vendors put their name before a field of their own. */
    static final String REPORTED = "amibakery_reported";

    private static final String INTERNAL = "internalParameters";
    private static final String BAKE = "bakeId";
    private static final String BUILD = "build";
    private static final String PRODUCTS = "byproducts";
    private static final String PACKERS = "packer provenance";
    private static final String DIGEST = "digest";
    private static final String SHA_256 = "sha256";
    private static final String IMAGE = "ec2ImageId";
    private static final String BUILD_TYPE = "https://plugins.jenkins.io/ami-bakery/bake/v1";
    private static final int MOST = 1_000;

    /**
     * What whoever signs knows itself.
     *
     * @param builder who signs: the URL of a Jenkins, or {@link #TERMINAL}
     * @param invocation which build it was: its URL, or the id of the bake
     * @param bakeId the id of the bake
     * @param job whose bake it was: the id of a job, or {@code terminal}
     * @param recipe the recipe's name
     * @param template as the user named it
     * @param started when it began
     * @param finished when it ended
     */
    public record Known(
            String builder,
            String invocation,
            String bakeId,
            String job,
            String recipe,
            String template,
            Instant started,
            Instant finished) {
        /** In place of a Jenkins: a user signs, with a key of his own. */
        public static final String TERMINAL = "https://plugins.jenkins.io/ami-bakery/terminal";
    }

    /**
     * What the machine that baked says; what it does not say is an empty text.
     *
     * @param build the packer build that made it: the AMIs of one build and bake are one image in several regions
     * @param templateDigest SHA-256 of the template
     * @param commit of the checkout
     * @param bases the base AMIs, such as {@code ami-0d53cc9bd365ad65b}
     * @param packer its version
     * @param plugins of packer, with their versions
     * @param bakeKey the bake key's digest
     * @param packagesDigest SHA-256 of the list of packages, a line {@code name version} each, sorted
     * @param packers SHA-256 of what packer's own post-processor {@code provenance} wrote
     * @param copies the other AMIs of that packer build, by their regions
     */
    public record Reported(
            String build,
            String templateDigest,
            String commit,
            List<String> bases,
            String packer,
            List<String> plugins,
            String bakeKey,
            String packagesDigest,
            String packers,
            Map<Region, AmiId> copies) {
        public Reported {
            Limits.number("the copies of an AMI", copies.size(), Limits.IMAGES);
            copies = new TreeMap<>(copies);
            Limits.texts("the base AMIs of a bake", bases, MOST, Limits.TAG_VALUE);
            Limits.texts("the plugins of packer", plugins, MOST, Limits.TAG_VALUE);
            bases = List.copyOf(bases);
            plugins = List.copyOf(plugins);
        }
    }

    /** It as a statement about one of the AMIs that were made. */
    public Attestation about(Subject ami) {
        Map<String, Object> predicate = new LinkedHashMap<>();
        predicate.put("buildDefinition", definition());
        predicate.put("runDetails", details());
        predicate.put(REPORTED, told());
        return new Attestation(ami, TYPE, predicate);
    }

    private Map<String, Object> definition() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("buildType", BUILD_TYPE);
        tree.put("externalParameters", given("template", known.template(), "recipe", known.recipe()));
        tree.put(INTERNAL, given(BAKE, known.bakeId(), "job", known.job()));
        return tree;
    }

    private Map<String, Object> details() {
        Map<String, Object> builder = new LinkedHashMap<>();
        builder.put("id", known.builder());
        builder.put("version", given("ami-bakery", version()));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("builder", builder);
        tree.put(
                "metadata",
                given(
                        "invocationId",
                        known.invocation(),
                        "startedOn",
                        time(known.started()),
                        "finishedOn",
                        time(known.finished())));
        return tree;
    }

    /** In the form of SLSA's own fields, so that whoever trusts the machine can read them alike. */
    private Map<String, Object> told() {
        List<Object> dependencies = new ArrayList<>();
        add(dependencies, known.template(), SHA_256, reported.templateDigest());
        add(dependencies, "source", "gitCommit", reported.commit());
        reported.bases().forEach(base -> add(dependencies, "base", IMAGE, base));
        if (!reported.packer().isEmpty()) {
            dependencies.add(given("name", "packer " + reported.packer()));
        }
        reported.plugins().forEach(plugin -> dependencies.add(given("name", "packer plugin " + plugin)));
        List<Object> products = new ArrayList<>();
        add(products, "bake key", SHA_256, reported.bakeKey());
        add(products, "packages", SHA_256, reported.packagesDigest());
        add(products, PACKERS, SHA_256, reported.packers());
        reported.copies().forEach((region, copy) -> add(products, "copy in " + region, IMAGE, copy.value()));
        Map<String, Object> tree = given(BUILD, reported.build());
        tree.put("resolvedDependencies", dependencies);
        tree.put(PRODUCTS, products);
        return tree;
    }

    private static void add(List<Object> things, String name, String algorithm, String digest) {
        if (!digest.isEmpty()) {
            Map<String, Object> thing = given("name", name);
            thing.put(DIGEST, given(algorithm, digest));
            things.add(thing);
        }
    }

    /** Names and values in turn; what is not known is left out. */
    private static Map<String, Object> given(String... words) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i + 1].isEmpty()) {
                tree.put(words[i], words[i + 1]);
            }
        }
        return tree;
    }

    /** The bake and the packer build that made an AMI, as an attestation says; empty when it says no such thing. */
    static Optional<List<String>> origin(Attestation attestation) {
        Map<String, Object> said = attestation.predicate();
        String bake = text(map(map(said.get("buildDefinition")).get(INTERNAL)).get(BAKE));
        String build = text(map(said.get(REPORTED)).get(BUILD));
        return attestation.predicateType().equals(TYPE) && !bake.isEmpty() && !build.isEmpty()
                ? Optional.of(List.of(bake, build))
                : Optional.empty();
    }

    /** The other AMIs of the packer build that made an AMI, as an attestation says. */
    static List<AmiId> copies(Attestation attestation) {
        return products(attestation)
                .map(one -> text(map(one.get(DIGEST)).get(IMAGE)))
                .filter(AmiId::isAmiId)
                .map(AmiId::new)
                .toList();
    }

    /** SHA-256 of packer's own provenance, as an attestation says; empty when it names none. */
    public static Optional<String> packers(Attestation attestation) {
        return products(attestation)
                .filter(one -> PACKERS.equals(one.get("name")))
                .map(one -> text(map(one.get(DIGEST)).get(SHA_256)))
                .filter(digest -> digest.matches("[0-9a-f]{64}"))
                .findFirst();
    }

    private static Stream<Map<?, ?>> products(Attestation attestation) {
        Object products = map(attestation.predicate().get(REPORTED)).get(PRODUCTS);
        return (products instanceof List<?> list ? list : List.of()).stream().map(Provenance::map);
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : "";
    }

    /** Of the bakery; empty where its jar does not say. */
    private static String version() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
