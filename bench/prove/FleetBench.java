package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.aws.access.Sleeper;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport;
import io.jenkins.plugins.amibakery.engine.fleet.VerifyFleet;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Verifies a small and a large fleet in turn, whose facts are recorded answers of AWS; nothing else waits. */
final class FleetBench {
    private static final int SMALL = 6;
    private static final int LARGE = 300;
    private static final int PAIRS = 9;
    private static final double MOST_CALLS = 350;

    private FleetBench() {}

    /** One verification. */
    private record Run(double millis, int calls) {}

    private static Run verify(PlayedAws aws, int count) throws Exception {
        int before = aws.requests().size();
        long began = System.nanoTime();
        FleetReport report;
        try (Ec2Clients clients = aws.clients(Sleeper.REAL)) {
            report = new VerifyFleet("eu-central-1", "web", "", "", "", "", "", "")
                    .run(new Workplace(Path.of(""), Map.of()), cloud(clients));
        }
        double millis = (System.nanoTime() - began) / 1e6;
        if (report.count(Verdict.GREEN) != count) {
            throw new IllegalStateException(report.summary());
        }
        return new Run(millis, aws.requests().size() - before);
    }

    /** A verification of a group asks these two ports. */
    private static Cloud cloud(Ec2Clients clients) {
        Class<?>[] ports = {Cloud.class};
        return (Cloud) Proxy.newProxyInstance(FleetBench.class.getClassLoader(), ports, (any, method, words) -> switch (method.getName()) {
            case "fleets" -> new Ec2Fleets(clients);
            case "commands" -> new SystemsCommands(clients);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static double median(List<Run> runs) {
        return runs.stream().mapToDouble(Run::millis).sorted().toArray()[runs.size() / 2];
    }

    public static void main(String[] arguments) throws Exception {
        try (PlayedAws small = new PlayedAws();
                PlayedAws large = new PlayedAws()) {
            new PlayedFleet(small, SMALL);
            new PlayedFleet(large, LARGE);
            verify(small, SMALL);
            verify(large, LARGE);
            List<Run> few = new ArrayList<>();
            List<Run> many = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                few.add(verify(small, SMALL));
                many.add(verify(large, LARGE));
            }
            Run last = many.get(PAIRS - 1);
            System.out.printf(
                    "bench/prove: %d instances %d calls and %.0f ms, %d instances %d calls and %.0f ms: %.1f x for %d x the"
                            + " instances; %d calls are EC2's of one instance's user data (goal: at most %.0f calls)%n",
                    SMALL, few.get(0).calls(), median(few), LARGE, last.calls(), median(many), median(many) / median(few),
                    LARGE / SMALL, LARGE, MOST_CALLS);
            if (last.calls() > MOST_CALLS) {
                System.exit(1);
            }
        }
    }
}
