package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line's front door. */
@Command(
        name = "ami-bakery",
        description = "Bakes immutable Amazon machine images with Packer and deploys them with Runway.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; no result",
            "2:usage error or invalid input; nothing was started",
            "3:failed in part; what was made is reported",
            "130:cancelled; what a bake had made was removed"
        })
public final class Main implements CommandLine.IExecutionExceptionHandler {
    private static final Map<String, Class<?>> COMMANDS = commands();

    /** Commands that call EC2, whatever their options. */
    private static final Set<String> OF_EC2 =
            Set.of("bake", "lock", "why", "images", "verify-fleet", "compare-environments", "prove", "test-ami");

    @Option(names = "--debug", hidden = true, scope = CommandLine.ScopeType.INHERIT, description = "Show stack traces.")
    private boolean debug;

    Main() {}

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("bake", BakeCommand.class);
        commands.put("lock", LockCommand.class);
        commands.put("deploy", DeployCommand.class);
        commands.put("plan", PlanCommand.class);
        commands.put("destroy", DestroyCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("why", WhyCommand.class);
        commands.put("key", KeyCommand.class);
        commands.put("attest", AttestCommand.class);
        commands.put("images", ImagesCommand.class);
        commands.put("verify-fleet", VerifyFleetCommand.class);
        commands.put("test-ami", TestAmiCommand.class);
        commands.put("adopt", AdoptCommand.class);
        commands.put("compare-environments", CompareEnvironmentsCommand.class);
        commands.put("prove", ProveCommand.class);
        commands.put("manifest-tool", ManifestToolCommand.class);
        commands.put("lock-tool", LockToolCommand.class);
        commands.put("cloud", CloudCommand.class);
        return commands;
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && OF_EC2.contains(arguments[0])) {
            Ec2Clients.load();
        }
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
        return line(main, arguments)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(main)
                .execute(arguments);
    }

    /** Reading what options a command has takes its time: of a command that is named first, no other's are read. */
    static CommandLine line(Main main, String... arguments) {
        CommandLine line = new CommandLine(main);
        Class<?> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        for (Class<?> command : named == null ? COMMANDS.values() : List.<Class<?>>of(named)) {
            line.addSubcommand(command);
        }
        FieldTexts fields = new FieldTexts();
        return line.setResourceBundle(fields).setDefaultValueProvider(fields);
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, CommandLine.ParseResult result) {
        Terminal terminal = Terminal.on(System.err);
        if (debug) {
            error.printStackTrace();
        }
        if (error instanceof BakeFailedException
                || error instanceof DeployFailedException
                || error instanceof IllegalArgumentException) {
            terminal.bad("ami-bakery: " + LocalHint.with(String.valueOf(error.getMessage())));
            return isOutage(error) ? ExitCode.FAILED : ExitCode.USAGE;
        }
        terminal.bad("ami-bakery " + command.getCommandName() + ": " + error + (debug ? "" : " (--debug shows where)"));
        return ExitCode.FAILED;
    }

    /** Whether the words were right, and it was AWS that did not answer. */
    private static boolean isOutage(Exception error) {
        return error instanceof BakeFailedException bake && bake.failure().cause() == FailureCause.UNREACHABLE
                || error instanceof DeployFailedException deploy
                        && deploy.failure().cause() == DeployFailureCause.UNREACHABLE;
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
