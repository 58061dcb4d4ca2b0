package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes packer's command lines. Values of secret variables are in none of them: they travel in a var file.
 *
 * <p>Flags are those that packer 1.6 and current packer both know; {@code -color} only {@code build} does.
 */
public final class PackerCommands {
    /** No call home, no colour codes, no registry of HashiCorp's: it is switched on by surroundings and fails without login. */
    private static final Map<String, String> QUIET =
            Map.of("CHECKPOINT_DISABLE", "1", "PACKER_NO_COLOR", "1", "HCP_PACKER_REGISTRY", "off");

    private PackerCommands() {}

    /**
     * Asks a packer for its version; {@link PackerVersion#read} reads the answer.
     *
     * @param packer the program
     * @param directory where to run it
     */
    public static CommandLine version(String packer, Path directory) {
        return new CommandLine(List.of(packer, "--version"), QUIET, directory, Set.of());
    }

    /**
     * Lists the plugins that are installed; {@link PackerPlugins#read} reads the answer.
     *
     * @param packer the program, one for which {@link PackerPlugins#areKnownTo} holds
     */
    public static CommandLine plugins(String packer, Path directory) {
        return new CommandLine(List.of(packer, "plugins", "installed"), QUIET, directory, Set.of());
    }

    /**
     * Installs the plugins an HCL template requires; needs no network when they are there.
     *
     * @throws BakeFailedException {@link FailureCause#PACKER_TOO_OLD} for a packer that has no plugins to install
     */
    public static CommandLine init(BakeRequest request, PackerVersion version) {
        if (!version.isAtLeast(1, 7)) {
            throw new BakeFailedException(
                    FailureCause.PACKER_TOO_OLD,
                    "The template requires plugins, which packer can install from 1.7 on; this is " + version + ".");
        }
        List<String> words = List.of(request.packer(), "init", "-machine-readable", word(request.template()));
        return new CommandLine(words, QUIET, request.directory(), Set.of());
    }

    /** Checks a template without baking; parameters as for {@link #build}. */
    public static CommandLine validate(
            BakeRequest request,
            PackerVersion version,
            Map<String, String> variables,
            Optional<Path> secretFile,
            Map<String, String> environment) {
        List<String> words = new ArrayList<>(List.of(request.packer(), "validate", "-machine-readable"));
        addSelection(words, request);
        addVariables(words, request, variables, secretFile);
        return command(words, request, environment);
    }

    /**
     * Bakes.
     *
     * @param version the packer that will run it
     * @param variables all variables to give in clear, in order; those of the request are not added to them
     * @param secretFile the var file that has the request's secret variables
     * @param environment variables to set, such as credentials; they win over the few that every packer gets
     */
    public static CommandLine build(
            BakeRequest request,
            PackerVersion version,
            Map<String, String> variables,
            Optional<Path> secretFile,
            Map<String, String> environment) {
        List<String> words = new ArrayList<>(List.of(request.packer(), "build", "-machine-readable", "-color=false"));
        if (request.force()) {
            words.add("-force");
        }
        if (request.parallelBuilds() > 0) {
            words.add("-parallel-builds=" + request.parallelBuilds());
        }
        addSelection(words, request);
        addVariables(words, request, variables, secretFile);
        return command(words, request, environment);
    }

    private static void addSelection(List<String> words, BakeRequest request) {
        if (!request.only().isEmpty()) {
            words.add("-only=" + String.join(",", request.only()));
        }
        if (!request.except().isEmpty()) {
            words.add("-except=" + String.join(",", request.except()));
        }
    }

    private static void addVariables(
            List<String> words, BakeRequest request, Map<String, String> variables, Optional<Path> secretFile) {
        variables.forEach((name, value) -> {
            words.add("-var");
            words.add(name + "=" + value);
        });
        request.variableFiles().forEach(file -> words.add("-var-file=" + file));
        secretFile.ifPresent(file -> words.add("-var-file=" + file));
    }

    private static CommandLine command(List<String> words, BakeRequest request, Map<String, String> environment) {
        words.add(word(request.template()));
        Map<String, String> all = new TreeMap<>(QUIET);
        all.putAll(environment);
        Set<String> secrets = new LinkedHashSet<>(request.secretVariables().values());
        // A secret that happens to be 'build' or the template's name is no secret, and would stop every bake.
        words.forEach(secrets::remove);
        return new CommandLine(words, all, request.directory(), secrets);
    }

    /** A path that no program takes for a flag. */
    private static String word(Path path) {
        String text = path.toString();
        if (text.isEmpty()) {
            return ".";
        }
        return text.startsWith("-") ? "./" + text : text;
    }
}
