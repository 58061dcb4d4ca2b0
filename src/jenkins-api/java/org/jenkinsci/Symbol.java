package org.jenkinsci;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jvnet.hudson.annotation_indexer.Indexed;

/** The name of an extension in a Jenkinsfile and in configuration as code. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE})
@Indexed
public @interface Symbol {
    String[] value();
}
