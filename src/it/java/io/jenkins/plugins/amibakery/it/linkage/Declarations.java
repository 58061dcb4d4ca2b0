package io.jenkins.plugins.amibakery.it.linkage;

import io.jenkins.plugins.amibakery.it.linkage.Classes.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Compares declarations of src/jenkins-api, used or not, with the real classes. */
final class Declarations {
    private static final int SHOWN = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
    private static final int HIDDEN = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

    private final Classes real;

    Declarations(Classes real) {
        this.real = real;
    }

    /** One line for each member that the real class has not, or has otherwise. */
    List<String> misses(ClassNode declared) {
        Optional<ClassNode> found = real.find(declared.name);
        if (found.isEmpty()) {
            return List.of("no class " + declared.name);
        }
        List<String> misses = new ArrayList<>();
        ClassNode type = found.get();
        if (((declared.access ^ type.access) & (Opcodes.ACC_INTERFACE | Opcodes.ACC_FINAL)) != 0) {
            misses.add(declared.name + ": the real one is " + (isInterface(type) ? "an interface" : "a class")
                    + ((type.access & Opcodes.ACC_FINAL) == 0 ? ", not final" : ", final"));
        }
        for (MethodNode method : declared.methods) {
            if (isShown(method.access) && !isImplied(method)) {
                problem(method.access, real.method(type, method.name, method.desc))
                        .ifPresent(text -> misses.add(declared.name + "." + method.name + method.desc + text));
            }
        }
        for (FieldNode field : declared.fields) {
            if (isShown(field.access)) {
                problem(field.access, real.field(type, field.name, field.desc))
                        .ifPresent(text -> misses.add(declared.name + "." + field.name + " " + field.desc + text));
            }
        }
        return misses;
    }

    private static Optional<String> problem(int declared, Optional<Member> found) {
        if (found.isEmpty()) {
            return Optional.of(" is not there");
        }
        int differences = declared ^ found.get().access();
        if ((differences & Opcodes.ACC_STATIC) != 0) {
            return Optional.of((declared & Opcodes.ACC_STATIC) == 0 ? " is static" : " is not static");
        }
        return (differences & SHOWN) == 0 ? Optional.empty() : Optional.of(" has another access");
    }

    private static boolean isShown(int access) {
        return (access & SHOWN) != 0 && (access & HIDDEN) == 0;
    }

    /** A constructor without parameters is there unless another is declared; the linkage test checks the uses. */
    private static boolean isImplied(MethodNode method) {
        return method.name.equals("<init>") && method.desc.equals("()V");
    }

    private static boolean isInterface(ClassNode type) {
        return (type.access & Opcodes.ACC_INTERFACE) != 0;
    }
}
