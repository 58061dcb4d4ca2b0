package io.jenkins.plugins.amibakery.engine.packages;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tells what addresses serve now, so that what a script fetches there without a version can be known as the same, or as another. Asked
 * where the recipe would be baked: a recipe may name any address, which a controller must not ask.
 */
public final class Addresses {
    /** Nobody fetches from so many; what is more stays unknown. */
    private static final int MOST = 50;

    private static final int AT_ONCE = 8;

    private final RepositoryWeb web;

    /** @param environment may name a proxy */
    public Addresses(Map<String, String> environment) {
        this.web = new RepositoryWeb(environment, null);
    }

    /**
     * What an address serves.
     *
     * @param state what is another when the answer is: a strong entity tag, or time and length of a file that has settled, or the digest
     *     of the content, of refs or of an image; empty when nobody can tell
     * @param problem why nobody can tell, a clause; empty otherwise
     */
    public record Answer(String state, String problem) {}

    /**
     * Asks each address once.
     *
     * @return an answer to each
     * @throws CancellationException when the thread is interrupted meanwhile; it stays interrupted
     */
    public Map<String, Answer> ask(Collection<String> addresses) {
        Set<String> distinct = new LinkedHashSet<>(addresses);
        Map<String, Answer> answers = new LinkedHashMap<>();
        if (distinct.isEmpty()) {
            return answers;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(AT_ONCE, distinct.size()), task -> {
            Thread thread = new Thread(task, "ami-bakery-address");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<String, Future<Answer>> running = new LinkedHashMap<>();
            distinct.stream().limit(MOST).forEach(address -> running.put(address, pool.submit(() -> one(address))));
            for (String address : distinct) {
                answers.put(
                        address,
                        running.containsKey(address)
                                ? result(running.get(address))
                                : new Answer("", "is one of more than " + MOST + " addresses"));
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private Answer one(String address) throws InterruptedException {
        try {
            return new Answer(Revisions.isOne(address) ? new Revisions(web).state(address) : web.state(address), "");
        } catch (UnknownStateException e) {
            return new Answer("", e.getMessage());
        }
    }

    private static Answer result(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while addresses were asked");
        } catch (ExecutionException e) {
            return new Answer("", "cannot be asked: " + e.getCause().getMessage());
        }
    }
}
