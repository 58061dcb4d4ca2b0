package io.jenkins.plugins.amibakery.engine.packages;

import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.InstalledPackage;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The repositories of packages as they are at one moment: each is asked once, for whatever images. For one thread. */
public final class Repositories {
    private static final int AT_ONCE = 4;
    private static final int LARGEST_APKINDEX = 20_000_000;

    /** What was found out of one, by its address; a problem is as good an answer as any. */
    private record Fetched(byte[] bytes, String problem) {}

    private final AptRepository apt;
    private final RpmRepository rpm;
    private final RepositoryWeb web;
    private final Map<String, Fetched> fetched = new LinkedHashMap<>();
    private final Map<Question, Compared> compared = new LinkedHashMap<>();

    /** What is compared; the keys are those that verify it. */
    private record Question(PackageRepository repository, List<String> keys) {}

    /** A comparison that was made; a problem is null when there is none. */
    private record Compared(RepositoryNow now, String problem) {}

    /**
     * Nobody is asked yet.
     *
     * @param environment may name a proxy
     * @param memory where answers are kept from look to look; need not exist
     */
    public Repositories(Map<String, String> environment, Path memory, Instant now) {
        this.web = new RepositoryWeb(environment, memory);
        this.apt = new AptRepository(web, now);
        this.rpm = new RpmRepository(web);
    }

    /** Compares an image with what its repositories have now. */
    public PackageVerdict compare(ImageRecord image) throws InterruptedException {
        List<PackageRepository> repositories = image.repositories().stream()
                .filter(one -> one.kind() != Kind.PYTHON)
                .toList();
        if (repositories.isEmpty()) {
            return new PackageVerdict(List.of(), List.of("its manifest records no repositories"));
        }
        fetch(repositories);
        List<String> unknown = new ArrayList<>();
        Map<PackageRepository, RepositoryNow> changed = new LinkedHashMap<>();
        for (PackageRepository repository : repositories) {
            Compared one = compared(repository, image);
            if (one.problem() != null) {
                unknown.add(repository.shown() + " " + one.problem());
            } else if (!one.now().isSame()) {
                changed.put(repository, one.now());
            }
        }
        return verdict(image, changed, unknown);
    }

    /** The same of what pip installed. */
    public PackageVerdict comparePython(ImageRecord image) throws InterruptedException {
        List<PackageRepository> distributions = image.repositories().stream()
                .filter(one -> one.kind() == Kind.PYTHON)
                .toList();
        if (distributions.isEmpty()) {
            return new PackageVerdict(List.of(), List.of("its manifest records nothing that pip installed"));
        }
        fetch(distributions);
        List<NewerPackage> newer = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (PackageRepository one : distributions) {
            try {
                Fetched answer = fetched.get(address(one));
                if (answer.problem() != null) {
                    throw new UnknownStateException(answer.problem());
                }
                PythonIndex.newer(one, answer.bytes()).ifPresent(newer::add);
            } catch (UnknownStateException e) {
                unknown.add(one.shown() + " " + e.getMessage());
            }
        }
        return new PackageVerdict(newer, unknown);
    }

    private static PackageVerdict verdict(
            ImageRecord image, Map<PackageRepository, RepositoryNow> changed, List<String> unknown) {
        try {
            return new PackageVerdict(changed.isEmpty() ? List.of() : newer(image, changed), unknown);
        } catch (IllegalArgumentException e) {
            List<String> lines = new ArrayList<>(unknown);
            lines.add("its manifest cannot be compared: " + e.getMessage());
            return new PackageVerdict(List.of(), lines);
        }
    }

    private Compared compared(PackageRepository repository, ImageRecord image) throws InterruptedException {
        Question question = new Question(repository, image.keysOf(repository));
        Compared known = compared.get(question);
        if (known != null) {
            return known;
        }
        Compared found;
        try {
            found = new Compared(now(question), null);
        } catch (UnknownStateException e) {
            found = new Compared(null, e.getMessage());
        } catch (IllegalArgumentException e) {
            found = new Compared(null, "answers with more than can be read: " + e.getMessage());
        }
        compared.put(question, found);
        return found;
    }

    private RepositoryNow now(Question question) throws UnknownStateException, InterruptedException {
        PackageRepository repository = question.repository();
        requireAskable(repository);
        Fetched answer = fetched.get(address(repository));
        if (answer.problem() != null) {
            throw new UnknownStateException(answer.problem());
        }
        return switch (repository.kind()) {
            case APT -> apt.compare(repository, question.keys(), answer.bytes());
            case APK -> sameIndex(repository, answer.bytes());
            default -> rpm.compare(repository, answer.bytes());
        };
    }

    private static void requireAskable(PackageRepository repository) throws UnknownStateException {
        if (repository.state().isEmpty()) {
            throw new UnknownStateException("was not read when the image was baked, or its list was removed before");
        }
        if (repository.address().isEmpty()) {
            throw new UnknownStateException("was recorded without an address");
        }
    }

    /** Of apk only the whole index is compared, not what it lists. */
    private static RepositoryNow sameIndex(PackageRepository was, byte[] index) throws UnknownStateException {
        if (RepositoryWeb.digest(index).equals(was.state())) {
            return RepositoryNow.SAME;
        }
        throw new UnknownStateException("has changed, and which of its packages are newer is not told for apk");
    }

    private static String address(PackageRepository repository) {
        return switch (repository.kind()) {
            case APT -> AptRepository.address(repository);
            case APK ->
                repository.address().replaceAll("/+$", "") + "/" + String.join("", repository.architectures())
                        + "/APKINDEX.tar.gz";
            case PYTHON -> repository.address();
            default -> RpmRepository.address(repository);
        };
    }

    private Callable<byte[]> question(Kind kind, String address) {
        return switch (kind) {
            case APT -> () -> apt.release(address);
            case APK -> () -> web.now(address, LARGEST_APKINDEX);
            case PYTHON -> () -> new PythonIndex(web).page(address);
            default -> () -> rpm.repomd(address);
        };
    }

    /** Asks those that were not asked yet, several at once. */
    private void fetch(List<PackageRepository> repositories) throws InterruptedException {
        Map<String, Callable<byte[]>> open = new LinkedHashMap<>();
        for (PackageRepository repository : repositories) {
            String address = address(repository);
            boolean asked =
                    repository.kind() == Kind.PYTHON || !repository.state().isEmpty();
            if (asked && !fetched.containsKey(address)) {
                open.put(address, question(repository.kind(), address));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Repositories::thread);
        try {
            Map<String, Future<byte[]>> asked = new LinkedHashMap<>();
            open.forEach((address, question) -> asked.put(address, threads.submit(question)));
            for (Map.Entry<String, Future<byte[]>> one : asked.entrySet()) {
                fetched.put(one.getKey(), answer(one.getValue()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ami-bakery-repositories");
        thread.setDaemon(true);
        return thread;
    }

    private static Fetched answer(Future<byte[]> asked) throws InterruptedException {
        try {
            return new Fetched(asked.get(), null);
        } catch (ExecutionException e) {
            return new Fetched(
                    null,
                    e.getCause() instanceof UnknownStateException known
                            ? known.getMessage()
                            : "cannot be asked: " + e.getCause());
        }
    }

    /** The newest of several that are installed side by side, as kernels are, counts. */
    private static List<NewerPackage> newer(ImageRecord image, Map<PackageRepository, RepositoryNow> changed) {
        VersionOrder order = VersionOrder.of(image.repositories().get(0).kind());
        Map<String, InstalledPackage> installed = new TreeMap<>();
        image.packages()
                .forEach(one -> installed.merge(
                        one.name() + ":" + one.architecture(),
                        one,
                        (two, other) -> order.compare(two.version(), other.version()) >= 0 ? two : other));
        Map<String, NewerPackage> newer = new TreeMap<>();
        for (InstalledPackage one : installed.values()) {
            changed.forEach((repository, now) -> candidate(one, repository, now, order)
                    .ifPresent(found -> newer.merge(
                            found.name(),
                            found,
                            (two, other) -> order.compare(two.to(), other.to()) >= 0 ? two : other)));
        }
        return newer.values().stream().sorted().toList();
    }

    /** A version newer than both what is installed and what could have been installed then. */
    private static Optional<NewerPackage> candidate(
            InstalledPackage one, PackageRepository repository, RepositoryNow now, VersionOrder order) {
        if (now.onlyOnRequest() && !one.suite().equals(repository.suite())) {
            return Optional.empty();
        }
        String had = Stream.of(one.version(), one.candidate())
                .filter(version -> !version.isEmpty())
                .max(order::compare)
                .orElseThrow(() -> new IllegalArgumentException("a package has no version"));
        return now.newest()
                .find(one.name(), one.architecture())
                .filter(version -> order.compare(version, had) > 0)
                .filter(version -> !isOfAnotherModule(version, had))
                .map(version -> new NewerPackage(
                        one.name(),
                        one.version(),
                        version,
                        repository.suite(),
                        now.security().isReason(one.name(), one.version(), version)));
    }

    /** dnf takes packages of a module only once it is enabled. */
    private static boolean isOfAnotherModule(String version, String had) {
        return version.contains(".module") && !had.contains(".module");
    }
}
