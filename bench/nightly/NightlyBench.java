import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2BaseImages;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2OwnImages;
import io.jenkins.plugins.amibakery.engine.rebake.BaseUsed;
import io.jenkins.plugins.amibakery.engine.rebake.JobFacts;
import io.jenkins.plugins.amibakery.engine.rebake.LastBake;
import io.jenkins.plugins.amibakery.engine.rebake.AmiRef;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeJob;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeRound;
import io.jenkins.plugins.amibakery.engine.rebake.SourceState;
import io.jenkins.plugins.amibakery.engine.rebake.Survey;
import io.jenkins.plugins.amibakery.engine.rebake.Surveyor;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One night of jobs without a Jenkins: the round, its calls and its decisions are those of the trigger; histories are in memory, source
 * control answers at once, and nothing is started. Reads a line for each job: AMI, base AMI, name filter of the base AMI.
 */
public final class NightlyBench {
    private static final Region REGION = new Region("us-west-2");
    private static final AtomicInteger due = new AtomicInteger();
    private static final AtomicInteger unasked = new AtomicInteger();
    private static final AtomicInteger broken = new AtomicInteger();

    private NightlyBench() {}

    private record Job(JobFacts facts) implements RebakeJob {
        @Override
        public SourceState source() {
            return new SourceState(false, "Source control has nothing new.");
        }

        @Override
        public void decided(Survey survey, RebakeDecision decision) {
            if (decision.isDue()) {
                due.incrementAndGet();
            }
            if (!survey.problems().isEmpty()) {
                unasked.incrementAndGet();
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            jobs.add(job(line.split(" ")));
        }
        long idle = held();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        long started = System.nanoTime();
        try (Ec2Clients clients = new Ec2Clients(AwsAccess.ofEnvironment(System.getenv()))) {
            RebakeRound.Cloud cloud = (queries, amis) -> new Surveyor(
                            new Ec2BaseImages(clients), new Ec2OwnImages(clients), Instant.now())
                    .ask(queries, amis);
            new RebakeRound(cloud, threads, (job, problem) -> broken.incrementAndGet()).run(jobs, Instant.now());
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        long most = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        threads.shutdown();
        System.out.printf(
                "%d %.3f %d %d %.1f %.1f%n",
                jobs.size(),
                seconds,
                due.get(),
                unasked.get() + broken.get(),
                Math.max(0, most - idle) / 1048576.0,
                held() / 1048576.0);
    }

    private static Job job(String[] words) {
        BaseImageQuery query = new BaseImageQuery(
                REGION, Optional.empty(), new TreeMap<>(Map.of("name", List.of(words[2]))), List.of("self"), true, false);
        BaseUsed base = new BaseUsed(query, new AmiId(words[1]), Optional.empty());
        LastBake bake = new LastBake(
                "recipe",
                Instant.now().minus(Duration.ofDays(1)),
                List.of(base),
                List.of(new AmiRef(REGION, new AmiId(words[0]))),
                "");
        return new Job(new JobFacts(List.of(bake), false, Optional.of(Duration.ofDays(30)), Optional.empty()));
    }

    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
