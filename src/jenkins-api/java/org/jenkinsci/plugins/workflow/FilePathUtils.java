package org.jenkinsci.plugins.workflow;

import hudson.FilePath;

/** Finds a file again after a restart. */
public class FilePathUtils {
    public static String getNodeNameOrNull(FilePath filePath) {
        return null;
    }

    public static FilePath find(String text, String text2) {
        return null;
    }
}
