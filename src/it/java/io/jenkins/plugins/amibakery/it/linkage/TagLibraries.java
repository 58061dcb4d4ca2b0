package io.jenkins.plugins.amibakery.it.linkage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The Jelly tags there are: those written in Jelly, in folders such as {@code /lib/form}, and those written in Java. */
final class TagLibraries {
    private final List<Archives> places;
    private final Classes classes;

    TagLibraries(List<Archives> places, Classes classes) {
        this.places = places;
        this.classes = classes;
    }

    /**
     * What is wrong with the use of a tag.
     *
     * @param library the namespace, such as {@code /lib/form} or {@code jelly:core}
     */
    Optional<String> problem(String library, String tag, List<String> attributes) {
        return library.startsWith("jelly:")
                ? problemInJava(library, tag, attributes)
                : problemInJelly(library.substring(1) + "/" + tag, attributes);
    }

    private Optional<String> problemInJelly(String path, List<String> attributes) {
        Optional<String> text = read(path + ".jelly");
        if (text.isEmpty()) {
            boolean groovy = read(path + ".groovy").isPresent();
            return groovy ? Optional.empty() : Optional.of("no tag " + path);
        }
        return firstUnknown(attributes, name -> isAttribute(text.get(), name))
                .map(name -> path + " has no attribute " + name);
    }

    private static boolean isAttribute(String jelly, String name) {
        String quoted = Pattern.quote(name);
        return name.startsWith("data-")
                || Pattern.compile("<\\w+:attribute\\s[^>]*name=\"" + quoted + "\"")
                        .matcher(jelly)
                        .find()
                || Pattern.compile("attrs(\\." + quoted + "\\b|\\['" + quoted + "'])")
                        .matcher(jelly)
                        .find();
    }

    private Optional<String> problemInJava(String library, String tag, List<String> attributes) {
        ClassNode libraryClass = libraryClass(library).orElse(null);
        if (libraryClass == null) {
            return Optional.of("no tag library " + library);
        }
        ClassNode tagClass = tags(libraryClass).get(tag);
        if (tagClass == null) {
            return Optional.of("no tag " + library + " " + tag);
        }
        return firstUnknown(attributes, name -> isAttribute(tagClass, name))
                .map(name -> library + " " + tag + " has no attribute " + name);
    }

    private boolean isAttribute(ClassNode tag, String name) {
        String setter = "set" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
        return classes.lineage(tag).stream()
                .anyMatch(type -> type.name.equals("org/apache/commons/jelly/DynaTag")
                        || type.methods.stream().anyMatch(method -> method.name.equals(setter)));
    }

    private Optional<ClassNode> libraryClass(String library) {
        String name = library.substring("jelly:".length());
        if (name.equals("stapler")) {
            return classes.find("org/kohsuke/stapler/jelly/StaplerTagLibrary");
        }
        return read("org/apache/commons/jelly/jelly.properties")
                .map(text -> properties(text).getProperty(name))
                .flatMap(type -> classes.find(type.trim().replace('.', '/')));
    }

    /** A library registers its tags in its constructor: pairs of a name and a class. */
    private Map<String, ClassNode> tags(ClassNode library) {
        Map<String, ClassNode> tags = new HashMap<>();
        for (MethodNode method : library.methods) {
            String name = null;
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof LdcInsnNode constant) {
                    if (constant.cst instanceof Type type && name != null) {
                        tags.put(name, classes.find(type.getInternalName()).orElse(library));
                    }
                    name = constant.cst instanceof String text ? text : null;
                }
            }
        }
        return tags;
    }

    private static Optional<String> firstUnknown(List<String> names, java.util.function.Predicate<String> known) {
        return names.stream().filter(known.negate()).findFirst();
    }

    private Optional<String> read(String name) {
        return places.stream()
                .flatMap(place -> place.read(name).stream())
                .findFirst()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
