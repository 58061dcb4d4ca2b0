package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log tells of one build. Not for several threads.
 *
 * <p>From packer 1.13 on, what provisioners print looks just like what packer says. So that a script cannot make us believe
 * in ids by printing them, each kind of line counts only in the phase in which packer writes it, and phases only go forward.
 */
final class BuildProgress {
    private static final int LAST_LINES = 20;

    /** As apt, dnf, pip, npm, git and most others begin such a line. */
    private static final Pattern ERROR = Pattern.compile("^\\s*(?:E: |npm ERR|(?i:error|fatal)\\b)");

    private static final int LONGEST_LINE = 500;

    /** One build names no more of one kind. */
    private static final int MOST = 100;

    private static final Pattern AMI = Pattern.compile("\\b(ami-[0-9a-f]{8,17})\\b");
    private static final Pattern INSTANCE = Pattern.compile("\\b(i-[0-9a-f]{8,17})\\b");
    private static final Pattern SNAPSHOT = Pattern.compile("\\b(snap-[0-9a-f]{8,17})\\b");
    private static final Pattern CREATING = Pattern.compile("Creating AMI (.+) from instance (i-[0-9a-f]{8,17})");

    /** Without a communicator packer opens port 0, which lets nobody in. */
    private static final Pattern EVERYBODY =
            Pattern.compile("Authorizing access to port [1-9].* from .*(0\\.0\\.0\\.0|::)/0\\b.*");

    private static final String TEMPORARY_NAME = "[0-9A-Za-z]{7}";

    final Set<String> keyPairs = new Few<>(MOST);
    final Set<String> securityGroups = new Few<>(MOST);
    final Set<String> instances = new Few<>(MOST);
    final Set<String> imageNames = new Few<>(MOST);
    final Set<Region> copyRegions = new Few<>(MOST);
    final Set<String> snapshots = new Few<>(MOST);
    final Set<AmiId> images = new Few<>(MOST);
    final OwnWords words = new OwnWords();
    final OtherResult result = new OtherResult();

    private final Map<Phase, Duration> durations = new EnumMap<>(Phase.class);
    private final Deque<String> lastLines = new ArrayDeque<>();
    private Phase phase;
    private boolean over;
    private boolean openToAll;
    private Instant since = Instant.EPOCH;
    private AmiId source;
    private String nameChecked = "";
    private String host = "";
    private String script = "";
    private String lastOutput = "";
    private String lastError = "";

    /**
     * Takes a line of packer's or of a provisioner.
     *
     * @param own whether packer itself may have said it, as far as the kind of line tells
     * @return whether a new phase has begun
     */
    boolean line(String text, boolean own, Instant at) {
        remember(text);
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        boolean begun = begin(phase == null ? Phase.VALIDATE : own ? next(line) : null, at);
        words.line(line, own);
        result.line(line, own);
        if (phase == Phase.PROVISION) {
            provision(line);
        } else {
            learn(line);
        }
        if (line.startsWith("Running post-processor:") && phase == Phase.CLEANUP) {
            end(at);
        }
        return begun;
    }

    private void remember(String text) {
        if (lastLines.size() == LAST_LINES) {
            lastLines.removeFirst();
        }
        lastLines.addLast(cut(text));
    }

    /** A copy, so that a long line does not stay for the sake of its beginning. */
    private static String cut(String text) {
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
    }

    private Phase next(String line) {
        Phase next = PhaseMark.begunBy(line);
        return next == Phase.IMAGE
                        && line.startsWith("Creating AMI ")
                        && imageName(line).isEmpty()
                ? null
                : next;
    }

    private boolean begin(Phase next, Instant at) {
        if (next == null || over || phase != null && next.compareTo(phase) <= 0) {
            return false;
        }
        closePhase(at);
        phase = next;
        since = at;
        return true;
    }

    private void closePhase(Instant at) {
        if (phase != null && !over) {
            durations.merge(phase, time(at), Duration::plus);
        }
    }

    private Duration time(Instant at) {
        Duration time = Duration.between(since, at);
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** The build is over: no phase runs any more. */
    void end(Instant at) {
        closePhase(at);
        over = true;
    }

    private void provision(String line) {
        if (line.startsWith("Provisioning with ") || line.startsWith("Running local shell script: ")) {
            script = cut(line.substring(line.lastIndexOf(": ") + 1).strip());
            lastOutput = "";
            lastError = "";
        } else if (!line.startsWith("Provisioning step had errors")
                && !line.startsWith("Script exited with non-zero")) {
            lastOutput = line.isBlank() ? lastOutput : cut(line);
            lastError = ERROR.matcher(line).find() ? cut(line) : lastError;
        }
    }

    private void learn(String line) {
        switch (phase) {
            case VALIDATE -> validate(line);
            case LAUNCH -> {
                // A build has one instance; without a communicator, provisioners on packer's machine follow at once.
                if (instances.isEmpty() && line.startsWith("Instance ID: ")) {
                    find(INSTANCE, line, instances);
                }
            }
            case CONNECT -> host = line.contains(" communicator to connect: ") ? afterColon(line) : host;
            case IMAGE, COPY, TAG -> image(line);
            default -> {}
        }
    }

    private void validate(String line) {
        if (line.startsWith("Prevalidating AMI Name: ")) {
            nameChecked = afterColon(line);
        } else if (line.startsWith("Found Image ID: ")) {
            source = amiIn(line).orElse(source);
        } else if (keyPairs.isEmpty() && line.startsWith("Creating temporary keypair: ")) {
            keyPairs.add(afterColon(line));
        } else if (line.startsWith("Creating temporary security group for this instance: ")) {
            securityGroups.add(afterColon(line));
        } else if (EVERYBODY.matcher(line).matches()) {
            openToAll = true;
        }
    }

    private void image(String line) {
        if (line.startsWith("Creating AMI ")) {
            imageName(line).ifPresent(name -> {
                imageNames.add(name);
                words.later(name);
            });
        } else if (line.startsWith("AMI: ") || line.startsWith("Modifying attributes on AMI (")) {
            amiIn(line).ifPresent(images::add);
        } else if (line.startsWith("Tagging snapshot: ")
                || line.startsWith("Modifying attributes on snapshot (")
                || line.startsWith("Snapshot ID: ")) {
            find(SNAPSHOT, line, snapshots);
        } else if (line.startsWith("Copying to: ") && Region.isRegion(afterColon(line))) {
            copyRegions.add(new Region(afterColon(line)));
        }
    }

    /**
     * The name under which the build's own instance becomes an image. It must be the one packer checked first, unless it
     * checked none, or makes an image for the time being, to be encrypted or copied: seven random letters are its name.
     */
    private Optional<String> imageName(String line) {
        Matcher creating = CREATING.matcher(line);
        if (!creating.matches() || !instances.contains(creating.group(2))) {
            return Optional.empty();
        }
        return Optional.of(creating.group(1))
                .filter(name -> nameChecked.isEmpty() || name.equals(nameChecked) || name.matches(TEMPORARY_NAME));
    }

    private static String afterColon(String line) {
        return cut(line.substring(line.indexOf(": ") + 2).strip());
    }

    private static Optional<AmiId> amiIn(String line) {
        Matcher found = AMI.matcher(line);
        return found.find() && AmiId.isAmiId(found.group(1))
                ? Optional.of(new AmiId(found.group(1)))
                : Optional.empty();
    }

    private static void find(Pattern pattern, String line, Set<String> found) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
            found.add(matcher.group(1));
        }
    }

    /** The phase that runs; empty before the first line and after the last phase. */
    Optional<Phase> phase() {
        return over ? Optional.empty() : Optional.ofNullable(phase);
    }

    /** How long each phase has taken, in order; one that runs still up to {@code now}. */
    Map<Phase, Duration> durations(Instant now) {
        Map<Phase, Duration> all = new EnumMap<>(Phase.class);
        all.putAll(durations);
        phase().ifPresent(running -> all.merge(running, time(now), Duration::plus));
        return all;
    }

    /** Whether packer opened the instance's port to the whole Internet. */
    boolean isOpenToAll() {
        return openToAll;
    }

    Optional<AmiId> source() {
        return Optional.ofNullable(source);
    }

    List<String> lastLines() {
        return List.copyOf(lastLines);
    }

    /** What a diagnosis of this build wants to know besides the error. */
    FailureContext scene() {
        return new FailureContext(
                durations.containsKey(Phase.PROVISION) || phase == Phase.PROVISION,
                script,
                lastOutput,
                lastError,
                host,
                "");
    }
}
