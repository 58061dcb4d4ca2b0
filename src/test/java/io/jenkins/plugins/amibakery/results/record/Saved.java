package io.jenkins.plugins.amibakery.results.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

/** Plays what Jenkins does with an object of an old build.xml: no field is set that the file lacks, then readResolve is called. */
public final class Saved {
    private Saved() {}

    /** @param made any object of the class, whose fields are emptied */
    public static <T> T withoutAnyField(Supplier<T> made) throws ReflectiveOperationException {
        T object = made.get();
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                field.set(object, null);
            }
        }
        return resolved(object);
    }

    @SuppressWarnings("unchecked")
    static <T> T resolved(T object) throws ReflectiveOperationException {
        Method readResolve = object.getClass().getDeclaredMethod("readResolve");
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
