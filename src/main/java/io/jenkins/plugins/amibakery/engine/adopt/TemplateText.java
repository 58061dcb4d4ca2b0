package io.jenkins.plugins.amibakery.engine.adopt;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A template as a text into which lines can be inserted, in either language. */
interface TemplateText {
    /** The words of a language for what provisioners name. */
    interface Words {
        /** A file beside the template. */
        String beside(String name);

        /** The value of a variable. */
        String variable(String name);

        /** The name of the build that runs, as reports and locks call it. */
        String build();
    }

    /**
     * A build.
     *
     * @param name as reports and locks call it
     * @param full as {@code only} calls it
     * @param type its builder
     * @param communicator how packer reaches the instance, as written; empty when it does not say
     * @param user who packer is there, as written
     */
    record Build(String name, String full, String type, String communicator, String user) {
        /** Whether a shell can run in what it makes, and an AMI comes of it. */
        boolean takesPart() {
            return type.startsWith("amazon-")
                    && !type.equals("amazon-ebsvolume")
                    && !isWindows()
                    && !communicator.equals("none");
        }

        boolean isWindows() {
            return communicator.equals("winrm");
        }
    }

    /** Where a builder gets its base AMI from. */
    interface Base {
        /** The builder, for people. */
        String shown();

        /** The builds that it is for, as reports and locks call them. */
        List<String> builds();

        /** Its {@code source_ami} as written; empty when there is none. */
        String written();

        /** Whether it looks for the newest AMI by a filter of its own. */
        boolean hasFilter();

        /** Makes it take the AMI that a variable names, if that is not empty. */
        void take(String variable);
    }

    /** Provisioners that run one after the other in the same builds. */
    interface Stage {
        /** Which they are, for people; empty when there are no others. */
        String shown();

        /** The builds; empty when only packer can tell. */
        List<Build> builds();

        /** The provisioners as written. */
        List<String> provisioners();

        /** Inserts one before a provisioner, after what was inserted there earlier; at the number of provisioners as the last. */
        void insert(int before, Provisioner provisioner);
    }

    Words words();

    List<Stage> stages();

    List<Base> bases();

    /** Declares a variable with a default. */
    void declare(String variable, String value);

    /** What is inserted into each file, by its path relative to the template's own place; only files with something new. */
    Map<Path, Insertions> insertions();
}
