package io.jenkins.plugins.amibakery.engine.context;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in words. */
public final class IoReasons {
    private IoReasons() {}

    /** One line without a full stop. */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        return e instanceof NoSuchFileException gone ? gone.getFile() + " is gone" : String.valueOf(e.getMessage());
    }
}
