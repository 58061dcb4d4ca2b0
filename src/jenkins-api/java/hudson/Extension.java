package hudson;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.java.sezpoz.Indexable;

/** Registers a class with Jenkins at start-up; sezpoz writes the index of those that carry it. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
@Indexable
public @interface Extension {
    double ordinal() default 0;

    boolean optional() default false;
}
