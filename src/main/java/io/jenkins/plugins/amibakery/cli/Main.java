package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line's front door. */
@Command(
        name = "ami-bakery",
        description = "Bakes immutable Amazon machine images with Packer and deploys them with Runway.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            BakeCommand.class,
            LockCommand.class,
            DeployCommand.class,
            PlanCommand.class,
            DestroyCommand.class,
            DoctorCommand.class,
            WhyCommand.class,
            ImagesCommand.class,
            CloudCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; nothing came of it",
            "2:wrong words or input; nothing was started",
            "3:failed in part; what exists is reported",
            "130:cancelled; what a bake had made was removed"
        })
public final class Main {
    @Option(names = "--debug", hidden = true, scope = CommandLine.ScopeType.INHERIT, description = "Show stack traces.")
    private boolean debug;

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        int code = run(arguments);
        System.out.flush();
        // Halting a JVM that is already going down, after a cancel, would wait for itself for ever.
        if (!isGoingDown()) {
            System.exit(code);
        }
    }

    private static boolean isGoingDown() {
        Thread probe = new Thread(System.out::flush, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    static int run(String... arguments) {
        Main main = new Main();
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((error, command, result) -> main.told(error, command))
                .execute(arguments);
    }

    private int told(Exception error, CommandLine command) {
        Terminal terminal = Terminal.on(System.err);
        if (debug) {
            error.printStackTrace();
        }
        if (error instanceof BakeFailedException
                || error instanceof DeployFailedException
                || error instanceof IllegalArgumentException) {
            terminal.bad("ami-bakery: " + error.getMessage());
            return Exit.USAGE;
        }
        terminal.bad("ami-bakery " + command.getCommandName() + ": " + error + (debug ? "" : " (--debug shows where)"));
        return Exit.FAILED;
    }

    /** The version Maven wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ami-bakery " + text()};
        }

        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
