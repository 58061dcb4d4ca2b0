package io.jenkins.plugins.amibakery.results.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Plays what Jenkins does with an object of a damaged build.xml: no field is set that the file lacks, then readResolve is called. */
public final class Saved {
    private Saved() {}

    /** @param made any object of the class, whose fields are emptied */
    public static <T> T withoutAnyField(Supplier<T> made) throws ReflectiveOperationException {
        T object = made.get();
        for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    field.set(object, null);
                }
            }
        }
        return resolved(object);
    }

    @SuppressWarnings("unchecked")
    static <T> T resolved(T object) throws ReflectiveOperationException {
        Class<?> type = object.getClass();
        while (Stream.of(type.getDeclaredMethods())
                .noneMatch(method -> method.getName().equals("readResolve"))) {
            type = type.getSuperclass();
        }
        Method readResolve = type.getDeclaredMethod("readResolve");
        readResolve.setAccessible(true);
        return (T) readResolve.invoke(object);
    }

    public static <T> T made(Class<T> type) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
