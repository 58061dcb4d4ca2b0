package io.jenkins.plugins.amibakery.it.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Classes by their internal names, and the members that come from all their supertypes. */
final class Classes {
    /** A method or field where it was found. */
    record Member(ClassNode owner, int access) {}

    private final List<Archives> places;
    private final Map<String, Optional<ClassNode>> known = new HashMap<>();

    /** @param places where to look, the first that has a class wins; after them the Java platform */
    Classes(List<Archives> places) {
        this.places = places;
    }

    /** The class of that internal name, such as {@code java/util/List}; empty if there is none. */
    Optional<ClassNode> find(String name) {
        if (!known.containsKey(name)) {
            known.put(name, bytes(name + ".class").map(Classes::parse));
        }
        return known.get(name);
    }

    Optional<Member> method(ClassNode start, String name, String descriptor) {
        for (ClassNode type : lineage(start)) {
            for (MethodNode method : type.methods) {
                if (method.name.equals(name) && method.desc.equals(descriptor)) {
                    return Optional.of(new Member(type, method.access));
                }
            }
            if (name.startsWith("<")) {
                break;
            }
        }
        return Optional.empty();
    }

    Optional<Member> field(ClassNode start, String name, String descriptor) {
        for (ClassNode type : lineage(start)) {
            for (FieldNode field : type.fields) {
                if (field.name.equals(name) && field.desc.equals(descriptor)) {
                    return Optional.of(new Member(type, field.access));
                }
            }
        }
        return Optional.empty();
    }

    /** The class, its superclasses, then all their interfaces and Object: in the order that the machine looks for members. */
    List<ClassNode> lineage(ClassNode start) {
        List<ClassNode> classes = new ArrayList<>();
        for (ClassNode type = start; type != null; type = superclass(type)) {
            classes.add(type);
        }
        Set<ClassNode> all = new LinkedHashSet<>(classes);
        for (ClassNode type : classes) {
            addInterfaces(type, all);
        }
        find("java/lang/Object").ifPresent(all::add);
        return new ArrayList<>(all);
    }

    private ClassNode superclass(ClassNode type) {
        return type.superName == null ? null : find(type.superName).orElse(null);
    }

    private void addInterfaces(ClassNode type, Set<ClassNode> all) {
        for (String name : type.interfaces) {
            find(name).ifPresent(found -> {
                all.add(found);
                addInterfaces(found, all);
            });
        }
    }

    private Optional<byte[]> bytes(String resource) {
        return places.stream()
                .flatMap(place -> place.read(resource).stream())
                .findFirst()
                .or(() -> ofPlatform(resource));
    }

    private static Optional<byte[]> ofPlatform(String resource) {
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClassNode parse(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }
}
