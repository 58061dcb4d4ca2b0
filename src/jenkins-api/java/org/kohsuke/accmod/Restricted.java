package org.kohsuke.accmod;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Keeps what has to be public from being used by others. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Restricted {
    Class<?>[] value();
}
