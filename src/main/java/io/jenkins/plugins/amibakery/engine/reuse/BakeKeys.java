package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.cloud.BaseImages;
import io.jenkins.plugins.amibakery.engine.context.ContextFiles;
import io.jenkins.plugins.amibakery.engine.context.InputFile;
import io.jenkins.plugins.amibakery.engine.lockfile.LockFiles;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.packages.Addresses;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.RecipeFacts;
import io.jenkins.plugins.amibakery.engine.packer.RecipePiece;
import io.jenkins.plugins.amibakery.engine.packer.RecipeReader;
import io.jenkins.plugins.amibakery.engine.packer.Selection;
import io.jenkins.plugins.amibakery.engine.packer.VariableSources;
import io.jenkins.plugins.amibakery.engine.packer.VariableValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Computes bake keys: in two halves, so that the base AMIs of many recipes can be looked up together. */
public final class BakeKeys {
    private final FileDigests digests;
    private final byte[] secretKey;
    private final Function<Collection<String>, Map<String, Addresses.Answer>> addresses;

    /**
     * Keys of recipes of which no address is asked: what is fetched without a version is not known.
     */
    public BakeKeys(FileDigests digests, byte[] secretKey) {
        this(digests, secretKey, asked -> Map.of());
    }

    /**
     * @param digests reads files
     * @param secretKey the key under which secret values are digested: as long as it stays the same, and secret, equal
     *     secrets give equal keys and nobody finds a secret from a key by trying; at least 16 bytes
     * @param addresses tells what addresses serve, as {@link Addresses#ask} does
     */
    public BakeKeys(
            FileDigests digests,
            byte[] secretKey,
            Function<Collection<String>, Map<String, Addresses.Answer>> addresses) {
        if (secretKey.length < 16) {
            throw new IllegalArgumentException(
                    "The key for secret values has " + secretKey.length + " bytes; it needs 16 or more.");
        }
        this.digests = digests;
        this.secretKey = secretKey.clone();
        this.addresses = addresses;
    }

    /**
     * The key of a bake, and what else is known of it before it begins.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException with one clear line when the template or a file
     *     it names is missing, a base AMI is not there, or the cloud does not answer
     */
    public KeyedBake compute(KeyQuestion question, BaseImages baseImages) {
        return compute(question, read(question.recipe()), baseImages);
    }

    /** The same, of a recipe that has been read. */
    public static KeyedBake compute(KeyQuestion question, ReadRecipe read, BaseImages baseImages) {
        KeyedRecipe recipe = recipe(question, read);
        Map<BaseImageQuery, BaseImageAnswer> answers =
                recipe.queries().isEmpty() ? Map.of() : baseImages.find(recipe.queries());
        return keyed(recipe, answers);
    }

    /** The first half: reads template, variables and files, and asks no cloud. */
    public KeyedRecipe recipe(KeyQuestion question) {
        return recipe(question, read(question.recipe()));
    }

    /** What takes its time of the first half: packer may be asked for its version meanwhile. */
    public ReadRecipe read(RecipeQuestion question) {
        BakeRequest request = question.request();
        PackerTemplate template = PackerTemplate.read(request.template(), request.directory());
        VariableSources sources = new VariableSources(
                PackerBuild.variables(request, template),
                request.secretVariables(),
                request.variableFiles(),
                request.directory(),
                question.environment());
        RecipeFacts facts = RecipeReader.read(
                template,
                request.template(),
                new Selection(request.only(), request.except()),
                sources,
                request.region().or(question::region),
                question.inputs());
        List<KeyPart> parts = new ArrayList<>();
        parts.add(part(KeyPart.Kind.RECIPE, "name", request.recipe(), request.recipe()));
        facts.pieces().forEach(piece -> parts.add(part(piece)));
        facts.variables().forEach(variable -> parts.add(part(variable)));
        facts.environment().forEach((name, value) -> parts.add(secret("environment " + name, value)));
        parts.add(part(KeyPart.Kind.CONTEXT, "files", "", facts.context()));
        parts.addAll(FoldedParts.of(files(facts)));
        return new ReadRecipe(parts, facts.withFloating(fetched(facts, parts)));
    }

    /** What an address serves now is part of the key; what is left floats. */
    private List<Floating> fetched(RecipeFacts facts, List<KeyPart> parts) {
        Map<String, Addresses.Answer> answers = addresses.apply(facts.floating().stream()
                .filter(one -> one.settling() == Settling.ADDRESS)
                .map(Floating::address)
                .toList());
        List<Floating> left = new ArrayList<>();
        for (Floating one : facts.floating()) {
            Addresses.Answer answer = answers.get(one.address());
            if (one.settling() != Settling.ADDRESS) {
                left.add(one);
            } else if (answer == null) {
                left.add(one.because(one.why()));
            } else if (answer.state().isEmpty()) {
                left.add(one.because(one.why() + ", and " + one.address() + " " + answer.problem()));
            } else {
                parts.add(part(KeyPart.Kind.ADDRESS, one.address(), answer.state(), answer.state()));
            }
        }
        return left;
    }

    private static KeyedRecipe recipe(KeyQuestion question, ReadRecipe read) {
        RecipeFacts facts = read.facts();
        List<KeyPart> parts = new ArrayList<>(read.parts());
        String packer = question.packer().toString();
        parts.add(part(KeyPart.Kind.PACKER, "version", packer, packer));
        question.plugins().used(facts.types()).forEach((source, versions) -> {
            String shown = String.join(", ", versions);
            parts.add(part(KeyPart.Kind.PLUGIN, source, shown, shown));
        });
        question.lock().ifPresent(lock -> parts.add(part(KeyPart.Kind.LOCK, "lock file", LockFiles.digest(lock), "")));
        boolean pinned = question.lock().filter(LockFile::locksPackages).isPresent();
        List<Floating> floating = facts.floating().stream()
                .filter(one -> !(pinned && one.settling().byLock()))
                .toList();
        return new KeyedRecipe(parts, floating, facts.targets(), facts.baseImages());
    }

    /** The key once more, with the base AMIs of an earlier one; whatever else is different now is different in it. Asks nobody. */
    public BakeKey again(KeyQuestion question, BakeKey earlier) {
        KeyedRecipe recipe = recipe(question);
        List<KeyPart> parts = new ArrayList<>(recipe.parts());
        earlier.parts().stream()
                .filter(part -> part.kind() == KeyPart.Kind.BASE_IMAGE)
                .forEach(parts::add);
        return BakeKey.of(parts, recipe.floating());
    }

    /**
     * The second half: adds the base AMIs.
     *
     * @param answers an answer to each of the recipe's queries
     */
    public static KeyedBake keyed(KeyedRecipe recipe, Map<BaseImageQuery, BaseImageAnswer> answers) {
        List<KeyPart> parts = new ArrayList<>(recipe.parts());
        Map<BaseImageQuery, BaseImageAnswer> taken = new LinkedHashMap<>();
        recipe.baseImages().forEach((who, query) -> {
            BaseImageAnswer answer = Optional.ofNullable(answers.get(query))
                    .orElseGet(() -> BaseImageAnswer.none("Nobody looked for the base AMI " + query.shown()));
            parts.add(part(who, answer.orFail()));
            taken.put(query, answer);
        });
        return new KeyedBake(BakeKey.of(parts, recipe.floating()), recipe.targets(), taken);
    }

    /**
     * The rule by which a key counts for the AMIs of a bake: it is the same before and after, and packer took its base AMIs.
     *
     * @param digest the digest of the key before packer ran
     * @param before that key; empty when no more than its digest is known any more
     * @param now the key after packer's end
     * @param taken the base AMIs that packer used
     * @return why it does not count, a clause; empty when it does
     */
    public static Optional<String> unproved(
            String digest, Optional<BakeKey> before, KeyedBake now, Collection<AmiId> taken) {
        if (!now.key().digest().equals(digest)) {
            String what = before.map(now.key()::since).stream()
                    .flatMap(List::stream)
                    .findFirst()
                    .map(BakeKeys::changed)
                    .orElse("");
            return Optional.of("an input changed during the bake" + what);
        }
        if (!now.bases().equals(new HashSet<>(taken))) {
            return Optional.of("it was computed for the base AMI " + named(now.bases()) + ", but packer took "
                    + (taken.isEmpty() ? "none that it named" : named(taken)));
        }
        return Optional.empty();
    }

    private static String changed(KeyChange change) {
        boolean added =
                change.part().kind() == KeyPart.Kind.FILE && change.before().isEmpty();
        return ": " + change.line()
                + (added ? "; if the bake itself writes it, put it into " + ContextFiles.IGNORE : "");
    }

    private static String named(Collection<AmiId> amis) {
        return amis.stream().map(AmiId::value).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static KeyPart part(String who, Ami base) {
        List<String> facts = new ArrayList<>(List.of(base.name(), "owner " + base.ownerId()));
        base.created().ifPresent(created -> facts.add("made " + created));
        String text = base.region() + " " + base.id() + " " + base.ownerId();
        return part(KeyPart.Kind.BASE_IMAGE, "of " + who, text, base.id() + " (" + String.join(", ", facts) + ")");
    }

    private static KeyPart part(KeyPart.Kind kind, String name, String text, String shown) {
        return new KeyPart(kind, name, Sha256.of(text), shown);
    }

    private static KeyPart part(RecipePiece piece) {
        String digest = Sha256.of(piece.text());
        return new KeyPart(
                piece.kind(), piece.name(), digest, piece.shown().isEmpty() ? digest.substring(0, 8) : piece.shown());
    }

    private KeyPart secret(String name, String value) {
        return new KeyPart(KeyPart.Kind.SECRET, name, Sha256.keyed(secretKey, name + "=" + value), "");
    }

    private KeyPart part(VariableValue variable) {
        if (variable.secret()) {
            return secret(variable.name(), variable.text());
        }
        String text = variable.text();
        if (variable.isNull()) {
            return part(KeyPart.Kind.VARIABLE, variable.name(), text, "null");
        }
        String shown = text.length() > 80 ? text.substring(0, 77) + "..." : text;
        return part(KeyPart.Kind.VARIABLE, variable.name(), text, '"' + shown + '"');
    }

    private List<KeyPart> files(RecipeFacts facts) {
        List<Path> contents = facts.files().stream()
                .filter(file -> file.kind() == InputFile.Kind.FILE)
                .map(InputFile::path)
                .toList();
        Map<Path, String> known = digests.of(contents);
        List<KeyPart> parts = new ArrayList<>();
        for (InputFile file : facts.files()) {
            parts.add(
                    switch (file.kind()) {
                        case LINK -> part(KeyPart.Kind.LINK, file.name(), file.target(), "-> " + file.target());
                        case DIRECTORY -> part(KeyPart.Kind.DIRECTORY, file.name(), "mode " + file.mode(), file.mode());
                        case FILE -> part(file, known.get(file.path()));
                    });
        }
        return parts;
    }

    private static KeyPart part(InputFile file, String content) {
        String shown = file.size() + " bytes, " + content.substring(0, 8) + ", " + file.mode();
        return part(KeyPart.Kind.FILE, file.name(), file.mode() + " " + content, shown);
    }
}
