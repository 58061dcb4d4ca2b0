package io.jenkins.plugins.amibakery.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.Set;

/** The way between a controller and an agent, with what Jenkins' class filter lets pass of Java's own classes. */
final class Wire {
    /** Of jenkins/security/whitelisted-classes.txt of Jenkins 2.541.3, those that records of ours may need; and java.lang's own. */
    private static final Set<String> LET_PASS = Set.of(
            "java.lang.Boolean",
            "java.lang.Enum",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.time.Ser",
            "java.util.ArrayList",
            "java.util.CollSer",
            "java.util.Collections$EmptyList",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableSet",
            "java.util.Collections$UnmodifiableSortedMap",
            "java.util.Collections$UnmodifiableSortedSet",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.TreeMap",
            "java.util.TreeSet");

    private Wire() {}

    /** What comes out at the other end. */
    @SuppressWarnings("unchecked")
    static <T> T sent(T thing) throws IOException, ClassNotFoundException {
        return (T) read(written(thing));
    }

    static byte[] written(Object thing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thing);
        }
        return bytes.toByteArray();
    }

    static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new Filtered(bytes)) {
            return in.readObject();
        }
    }

    private static final class Filtered extends ObjectInputStream {
        Filtered(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            String name = description.getName();
            boolean ours =
                    name.replaceFirst("^\\[+L", "").matches("(io\\.jenkins\\.plugins\\.amibakery|hudson|jenkins)\\..*");
            if (!ours && !name.matches("\\[+[BIJZ]|\\[Ljava\\.lang\\.(Object|String);") && !LET_PASS.contains(name)) {
                throw new InvalidClassException(name, "Jenkins lets no such class pass");
            }
            return super.resolveClass(description);
        }
    }
}
