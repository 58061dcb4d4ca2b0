package io.jenkins.plugins.amibakery.it.linkage;

import io.jenkins.plugins.amibakery.it.linkage.Classes.Member;
import io.jenkins.plugins.amibakery.it.linkage.References.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Links a class as the Java machine would, and lists what would fail. */
final class Linker {
    /** Their methods take whatever they are called with. */
    private static final Set<String> POLYMORPHIC =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private final Classes classes;

    Linker(Classes classes) {
        this.classes = classes;
    }

    /** One line for each miss. */
    List<String> misses(ClassNode node) {
        List<String> misses = new ArrayList<>();
        References references = new References(node);
        for (String type : references.types) {
            if (!type.equals(node.name) && classes.find(type).isEmpty()) {
                misses.add(node.name + ": no class " + type);
            }
        }
        for (Use use : references.uses) {
            problem(node, use)
                    .ifPresent(problem -> misses.add(node.name + ": " + use.owner() + "." + use.name()
                            + (use.isMethod() ? "" : " ") + use.descriptor() + " " + problem));
        }
        misses.addAll(inheritanceMisses(node));
        return misses;
    }

    private Optional<String> problem(ClassNode user, Use use) {
        ClassNode owner = classes.find(use.owner()).orElse(null);
        if (owner == null || POLYMORPHIC.contains(use.owner())) {
            return Optional.empty();
        }
        Optional<Member> found = use.isMethod()
                ? classes.method(owner, use.name(), use.descriptor())
                : classes.field(owner, use.name(), use.descriptor());
        if (found.isEmpty()) {
            return Optional.of("is not there");
        }
        Member member = found.get();
        if (has(member.access(), Opcodes.ACC_STATIC) != use.isStatic()) {
            return Optional.of(use.isStatic() ? "is not static" : "is static");
        }
        if (use.isMethod() && has(owner.access, Opcodes.ACC_INTERFACE) != use.ofInterface()) {
            return Optional.of(use.ofInterface() ? "is not of an interface" : "is of an interface");
        }
        return visible(user, member) ? Optional.empty() : Optional.of("is not visible");
    }

    private static boolean visible(ClassNode user, Member member) {
        if (outermost(user.name).equals(outermost(member.owner().name))) {
            return true;
        }
        boolean packagePrivate = !has(member.access(), Opcodes.ACC_PRIVATE) && samePackage(user, member.owner());
        return packagePrivate || has(member.access(), Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
    }

    private List<String> inheritanceMisses(ClassNode node) {
        List<String> misses = new ArrayList<>();
        List<ClassNode> lineage = classes.lineage(node);
        boolean concrete = !has(node.access, Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE);
        for (ClassNode ancestor : lineage.subList(1, lineage.size())) {
            if (has(ancestor.access, Opcodes.ACC_FINAL)) {
                misses.add(node.name + ": extends the final " + ancestor.name);
            }
            for (MethodNode method : ancestor.methods) {
                if (has(method.access, Opcodes.ACC_FINAL) && overrides(node, ancestor, method)) {
                    misses.add(node.name + ": overrides the final " + ancestor.name + "." + method.name + method.desc);
                }
                if (concrete && has(method.access, Opcodes.ACC_ABSTRACT) && !implemented(lineage, method)) {
                    misses.add(node.name + ": leaves out " + ancestor.name + "." + method.name + method.desc);
                }
            }
        }
        return misses;
    }

    private static boolean overrides(ClassNode node, ClassNode ancestor, MethodNode method) {
        boolean inherited = has(method.access, Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
                || !has(method.access, Opcodes.ACC_PRIVATE) && samePackage(node, ancestor);
        return inherited
                && !method.name.startsWith("<")
                && node.methods.stream().anyMatch(own -> same(own, method));
    }

    private static boolean implemented(List<ClassNode> lineage, MethodNode method) {
        return lineage.stream()
                .flatMap(type -> type.methods.stream())
                .anyMatch(other -> same(other, method) && !has(other.access, Opcodes.ACC_ABSTRACT));
    }

    private static boolean same(MethodNode one, MethodNode other) {
        return one.name.equals(other.name) && one.desc.equals(other.desc);
    }

    private static boolean samePackage(ClassNode one, ClassNode other) {
        return packageOf(one.name).equals(packageOf(other.name));
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static String outermost(String name) {
        return name.replaceFirst("\\$.*", "");
    }

    private static boolean has(int access, int anyOf) {
        return (access & anyOf) != 0;
    }
}
