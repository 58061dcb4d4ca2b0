package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.context.InputFile;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads all that decides the images of a recipe: template, variables, files. */
public final class RecipeReader {
    /**
     * Variables that a bake fills itself and that make no other image: an image that carries its bake's id carries that of the
     * bake it came from, which stays true, and where the cloud is reached is not in it.
     */
    private static final Set<String> OF_THE_BAKE = Set.of("bake_id", "ec2_endpoint");

    /** The variable by which a template learns where to download the manifests of its images to. */
    private static final String MANIFESTS = "image_manifests";

    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{[^}]*}}|\\w+\\(");

    private final Outline outline;
    private final VariableSources sources;
    private final Optional<Region> region;
    private final Reachable reachable;
    private final List<Floating> floating = new ArrayList<>();

    private RecipeReader(Outline outline, VariableSources sources, Optional<Region> region) {
        this.outline = outline;
        this.sources = sources;
        this.region = region;
        this.reachable = Reachable.of(outline);
    }

    /**
     * Reads a recipe.
     *
     * @param template the template
     * @param shown how the user named its file or directory, for messages
     * @param selection which packer builds would run
     * @param region where packer works when the template does not say; empty when nobody knows
     * @param inputs patterns of further files, relative to the same directory
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException with one line, when the template cannot be read
     *     or a file it names is not there
     */
    public static RecipeFacts read(
            PackerTemplate template,
            Path shown,
            Selection selection,
            VariableSources sources,
            Optional<Region> region,
            List<String> inputs) {
        List<TemplateFile> files = TemplateFile.of(template.path(), shown);
        VariableValues values = new VariableValues(template, sources);
        Outline outline = template.isHcl()
                ? HclOutline.of(template, files, values, sources.directory(), selection)
                : JsonOutline.of(template, files.get(0), values, sources.directory(), selection);
        return new RecipeReader(outline, sources, region).facts(inputs);
    }

    private RecipeFacts facts(List<String> inputs) {
        List<RecipePiece> pieces = new ArrayList<>();
        components()
                .forEach(component -> component.settings().forEach(setting -> pieces.add(piece(component, setting))));
        outline.rest().forEach(setting -> pieces.add(plain(setting.path(), setting)));
        reachable
                .locals()
                .forEach(name ->
                        pieces.add(plain("local " + name, outline.locals().get(name))));
        if (!outline.known()) {
            outline.files().forEach(file -> notUnderstood(file, pieces));
        }
        List<VariableValue> variables = variables();
        outline.unclear().forEach((text, why) -> floats(text, text, why));
        if (outline.builders().isEmpty()) {
            floats("", "", "it selects no build, so there is no image whose key this could be");
        }
        floatingSettings();
        RecipeContext context = new RecipeContext(outline, sources, floating::add);
        context.read(reachable, inputs);
        Masker masker = new Masker(secrets());
        RecipeScan scan = new RecipeScan(outline, context.files(), context.named(), floating::add).run();
        RecipeBases bases = new RecipeBases(outline, region, floating::add);
        Map<String, BaseImageQuery> queries = bases.baseImages();
        floating.removeAll(scan.settledBy(queries.values()));
        boolean python = floating.stream().anyMatch(one -> one.settling() == Settling.PYTHON) && !scan.setsPip();
        return new RecipeFacts(
                pieces,
                variables,
                environment(context),
                context.shown(),
                context.files().stream().map(file -> masked(file, masker)).toList(),
                bases.targets(),
                queries,
                new TreeSet<>(components().map(Component::type).toList()),
                floating.stream().map(one -> masked(one, python, masker)).toList());
    }

    private Map<String, String> environment(RecipeContext context) {
        Map<String, String> counting = new TreeMap<>();
        context.environment().forEach((name, value) -> counting.put(name, placed(value)));
        return counting;
    }

    private Stream<Component> components() {
        return Stream.concat(outline.builders().values().stream(), outline.others().stream());
    }

    private static RecipePiece piece(Component component, Setting setting) {
        KeyPart.Kind kind =
                Labels.isDistribution(component, setting) ? KeyPart.Kind.DISTRIBUTION : KeyPart.Kind.TEMPLATE;
        return new RecipePiece(kind, component.name() + ": " + setting.path(), setting.source(), setting.shown());
    }

    private static RecipePiece plain(String name, Setting setting) {
        return new RecipePiece(KeyPart.Kind.TEMPLATE, name, setting.source(), setting.shown());
    }

    private void notUnderstood(TemplateFile file, List<RecipePiece> pieces) {
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        pieces.add(new RecipePiece(KeyPart.Kind.TEMPLATE, file.name(), text, ""));
        floating.add(new Floating(
                file.name(),
                0,
                "",
                "this HCL is not fully understood, so the files it names are not known",
                Settling.NOTHING));
    }

    private List<VariableValue> variables() {
        List<VariableValue> values = new ArrayList<>();
        for (String name : reachable.variables()) {
            Optional<VariableValue> value = OF_THE_BAKE.contains(name)
                    ? Optional.empty()
                    : outline.values().get(name);
            value.ifPresent(found -> {
                values.add(new VariableValue(name, placed(found.text()), found.secret(), found.changing()));
                if (!found.changing().isEmpty()) {
                    floats("variable " + name, '"' + name + '"', found.changing());
                }
            });
        }
        return values;
    }

    /** Without the paths of a workspace. */
    private String placed(String text) {
        String root = Places.root(outline.template()).toString();
        return text.replace(root, "{{template_dir}}")
                .replace(sources.directory().toString(), "{{pwd}}");
    }

    private void floats(String text, String place, String why) {
        TemplateFile file = outline.files().stream()
                .filter(one -> one.lineOf(place) > 0)
                .findFirst()
                .orElse(outline.files().get(0));
        floating.add(new Floating(file.name(), file.lineOf(place), text, why, Settling.NOTHING));
    }

    private void floatingSettings() {
        components().forEach(component -> {
            for (Setting setting : component.settings()) {
                if (!Labels.isOne(component, setting)) {
                    Changing.why(setting.source())
                            .ifPresent(why -> floating.add(new Floating(
                                    component.file().name(),
                                    lineOf(component, setting),
                                    component.name() + ": " + setting.path(),
                                    why,
                                    Settling.NOTHING)));
                }
            }
            if (component.sort() == Component.Sort.DATA && !component.type().matches("amazon-ami|null")) {
                floats(
                        component.name(),
                        '"' + component.type() + '"',
                        "its result is known only when Packer queries it");
            }
        });
        reachable
                .countedLocals()
                .forEach(name -> Changing.why(outline.locals().get(name).source())
                        .ifPresent(why -> floats("local " + name, name, why)));
    }

    /** That of the expression which changes, with what stands before it in its text, so that it is found at its own place. */
    private static int lineOf(Component component, Setting setting) {
        String source = setting.source();
        Matcher changing = EXPRESSION.matcher(source);
        while (changing.find()) {
            if (Changing.why(changing.group()).isPresent()) {
                int quote = source.lastIndexOf('"', changing.start());
                return component.file().lineOf(source.substring(quote + 1, changing.end()));
            }
        }
        return component.file().lineOf(source);
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(sources.secret().values());
        outline.template().variables().values().stream()
                .filter(TemplateVariable::sensitive)
                .flatMap(variable -> outline.values().get(variable.name()).stream())
                .filter(value -> !value.isNull())
                .forEach(value -> secrets.add(value.text()));
        return secrets;
    }

    private static InputFile masked(InputFile file, Masker masker) {
        return new InputFile(
                file.kind(),
                masker.mask(file.name()),
                file.path(),
                file.mode(),
                file.size(),
                masker.mask(file.target()));
    }

    /**
     * No index settles what pip installs where that may come from elsewhere. No lock holds the package versions of a template that gives no manifest of its images; no address with a secret is asked.
     */
    private Floating masked(Floating one, boolean python, Masker masker) {
        boolean manifests = outline.template().variables().containsKey(MANIFESTS);
        boolean secret = !masker.mask(one.address()).equals(one.address());
        boolean settled = one.settling() == Settling.ADDRESS ? !secret : manifests;
        return new Floating(
                masker.mask(one.file()),
                one.line(),
                masker.mask(one.text()),
                masker.mask(one.why()),
                !settled
                        ? Settling.NOTHING
                        : one.settling() == Settling.PYTHON && !python ? Settling.LOCK : one.settling(),
                secret ? "" : one.address());
    }
}
