package io.jenkins.plugins.amibakery.it.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The linker finds what is broken on purpose; the Java platform plays Jenkins. */
class LinkerTest {
    @Test
    void aClassThatFitsHasNoMiss() {
        assertThat(misses("java/lang/Object", null, code -> call(code, "java/lang/String", "length", "()I")))
                .isEmpty();
    }

    @Test
    void missingClassesAndMethodsAreNamed() {
        assertThat(misses("java/lang/Object", null, code -> call(code, "java/lang/String", "size", "()I")))
                .containsExactly("Subject: java/lang/String.size()I is not there");
        assertThat(misses("java/lang/Object", null, code -> call(code, "java/lang/Rope", "size", "()I")))
                .containsExactly("Subject: no class java/lang/Rope");
    }

    @Test
    void aWrongReturnTypeIsAMiss() {
        assertThat(misses("java/lang/Object", null, code -> call(code, "java/lang/String", "length", "()J")))
                .containsExactly("Subject: java/lang/String.length()J is not there");
    }

    @Test
    void staticAndInterfaceMustAgree() {
        String parse = "(Ljava/lang/String;)I";
        assertThat(misses("java/lang/Object", null, code -> call(code, "java/lang/Integer", "parseInt", parse)))
                .containsExactly("Subject: java/lang/Integer.parseInt" + parse + " is static");
        assertThat(misses("java/lang/Object", null, code -> call(code, "java/util/List", "size", "()I")))
                .containsExactly("Subject: java/util/List.size()I is of an interface");
    }

    @Test
    void aMissingFieldIsAMiss() {
        assertThat(misses(
                        "java/lang/Object",
                        null,
                        code -> code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/System", "log", "I")))
                .containsExactly("Subject: java/lang/System.log I is not there");
    }

    @Test
    void whatIsPrivateElsewhereIsAMiss() {
        assertThat(misses("java/lang/Object", null, code -> call(code, "java/lang/String", "isLatin1", "()Z")))
                .containsExactly("Subject: java/lang/String.isLatin1()Z is not visible");
    }

    @Test
    void anAbstractMethodLeftOutIsAMiss() {
        assertThat(misses("java/lang/Object", "java/lang/Runnable", code -> {}))
                .containsExactly("Subject: leaves out java/lang/Runnable.run()V");
    }

    @Test
    void whatIsFinalMustStaySo() {
        assertThat(misses("java/lang/String", null, code -> {}))
                .contains("Subject: extends the final java/lang/String");
        assertThat(misses("java/lang/Thread", null, code -> {}, "isAlive", "()Z"))
                .contains("Subject: overrides the final java/lang/Thread.isAlive()Z");
    }

    private static List<String> misses(String parent, String face, Consumer<MethodVisitor> body) {
        return misses(parent, face, body, "subject", "()V");
    }

    private static List<String> misses(
            String parent, String face, Consumer<MethodVisitor> body, String name, String descriptor) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC,
                "Subject",
                null,
                parent,
                face == null ? new String[0] : new String[] {face});
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
        code.visitCode();
        body.accept(code);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(9, 9);
        code.visitEnd();
        writer.visitEnd();
        return new Linker(new Classes(List.of())).misses(Classes.parse(writer.toByteArray()));
    }

    private static void call(MethodVisitor code, String owner, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
    }
}
