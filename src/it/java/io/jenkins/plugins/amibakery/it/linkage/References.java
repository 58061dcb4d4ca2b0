package io.jenkins.plugins.amibakery.it.linkage;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Everything outside itself that a class refers to. */
final class References {
    /** The use of a method or field: whose, its name and descriptor, and how. */
    record Use(String owner, String name, String descriptor, boolean isStatic, boolean ofInterface) {
        boolean isMethod() {
            return descriptor.startsWith("(");
        }
    }

    final Set<String> types = new LinkedHashSet<>();
    final Set<Use> uses = new LinkedHashSet<>();

    References(ClassNode node) {
        node.accept(new ClassRemapper(new ClassNode(), new TypeCollector()));
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                collect(instruction);
            }
        }
    }

    private void collect(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call) {
            add(call.owner, call.name, call.desc, call.getOpcode() == Opcodes.INVOKESTATIC, call.itf);
        } else if (instruction instanceof FieldInsnNode access) {
            boolean isStatic = access.getOpcode() == Opcodes.GETSTATIC || access.getOpcode() == Opcodes.PUTSTATIC;
            add(access.owner, access.name, access.desc, isStatic, false);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            add(dynamic.bsm);
            for (Object argument : dynamic.bsmArgs) {
                if (argument instanceof Handle handle) {
                    add(handle);
                }
            }
        }
    }

    private void add(Handle handle) {
        add(
                handle.getOwner(),
                handle.getName(),
                handle.getDesc(),
                handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_GETSTATIC,
                handle.isInterface());
    }

    private void add(String owner, String name, String descriptor, boolean isStatic, boolean ofInterface) {
        if (!owner.startsWith("[")) {
            uses.add(new Use(owner, name, descriptor, isStatic, ofInterface));
        }
    }

    /** Sees every type name that a class holds: in code, signatures, annotations. */
    private final class TypeCollector extends Remapper {
        TypeCollector() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String name) {
            types.add(Type.getObjectType(name).getInternalName());
            return name;
        }
    }
}
