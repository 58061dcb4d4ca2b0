package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of a template, read whole.
 *
 * @param name how the user named it, for messages
 * @param kind which language it is in, by its name as packer decides it
 * @param bytes its content
 */
public record TemplateFile(String name, Kind kind, byte[] bytes) {
    /** Nobody writes a larger template; anyone who names one has named another file. */
    static final int LARGEST = 10_000_000;

    /** A language of templates. */
    public enum Kind {
        JSON,
        HCL,
        HCL_JSON
    }

    /**
     * The files of a template: one, or the HCL files of a directory in the order of their names.
     *
     * @param path where the template is
     * @param shown how the user wrote it
     * @return at least one
     * @throws BakeFailedException {@link FailureCause#TEMPLATE_MISSING} with what is wrong and what would be right
     */
    public static List<TemplateFile> of(Path path, Path shown) {
        if (Files.isDirectory(path)) {
            return directory(path, shown);
        }
        String name = shown.toString();
        if (Files.notExists(path)) {
            throw missing("There is no file '" + name + "'");
        }
        if (!Files.isRegularFile(path)) {
            throw missing("'" + name + "' is neither a file nor a directory");
        }
        if (name.contains(".pkrvars.")) {
            throw missing("'" + name + "' is a file of variables, not a template");
        }
        Kind kind = kind(name);
        if (kind == Kind.JSON && name.endsWith(".hcl")) {
            throw missing("'" + name + "' is not a template: the name of an HCL template ends with .pkr.hcl");
        }
        return List.of(read(path, name, kind));
    }

    private static List<TemplateFile> directory(Path path, Path shown) {
        try (Stream<Path> entries = Files.list(path)) {
            List<TemplateFile> files = entries.filter(Files::isRegularFile)
                    .filter(file -> kind(file.toString()) != Kind.JSON)
                    .sorted()
                    .map(file -> read(file, shown.resolve(path.relativize(file)).toString(), kind(file.toString())))
                    .toList();
            if (files.isEmpty()) {
                throw missing("The directory '" + shown + "' contains no .pkr.hcl or .pkr.json file");
            }
            return files;
        } catch (IOException e) {
            throw unreadable(shown.toString(), e);
        }
    }

    private static Kind kind(String name) {
        if (name.endsWith(".pkr.hcl")) {
            return Kind.HCL;
        }
        return name.endsWith(".pkr.json") ? Kind.HCL_JSON : Kind.JSON;
    }

    private static TemplateFile read(Path path, String name, Kind kind) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw missing("'" + name + "' is larger than 10 MB, the limit for a template");
            }
            return new TemplateFile(name, kind, bytes);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The line, from 1, in which a text begins, or as much of its start as is there; 0 when not even that. */
    int lineOf(String text) {
        String content = new String(bytes, StandardCharsets.UTF_8);
        String wanted = text.strip().lines().findFirst().orElse("");
        String escaped = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(wanted));
        for (int length = wanted.length(); length >= 6 || length == wanted.length() && length > 0; length /= 2) {
            int at = content.indexOf(wanted.substring(0, length));
            if (at < 0) {
                at = content.indexOf(escaped.substring(0, Math.min(length, escaped.length())));
            }
            if (at >= 0) {
                return 1
                        + (int) content.substring(0, at)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
            }
        }
        return 0;
    }

    private static BakeFailedException unreadable(String name, IOException e) {
        String reason = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof NoSuchFileException ? "it is gone" : String.valueOf(e.getMessage());
        return missing("'" + name + "' cannot be read: " + reason);
    }

    private static BakeFailedException missing(String what) {
        return new BakeFailedException(FailureCause.TEMPLATE_MISSING, what);
    }
}
