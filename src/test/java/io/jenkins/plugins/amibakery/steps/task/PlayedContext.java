package io.jenkins.plugins.amibakery.steps.task;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a Pipeline lends a step: things by their type, and what the step says of its end, each time it says so. */
public final class PlayedContext extends StepContext {
    private static final long serialVersionUID = 1L;

    /** How the step ended, in order: its result, or why it failed. */
    public final transient List<Object> ends = new ArrayList<>();

    /** What it can be asked for. */
    public final transient Map<Class<?>, Object> things = new HashMap<>();

    /** What the Pipeline answers to being saved; null for that it is. */
    public transient ListenableFuture<Void> saved;

    /** What is thrown when something is asked for, as when the agent is away; null for nothing. */
    public transient IOException away;

    @Override
    public void onSuccess(Object result) {
        ends.add(result);
    }

    @Override
    public void onFailure(Throwable failure) {
        ends.add(failure);
    }

    @Override
    public <T> T get(Class<T> type) throws IOException {
        if (away != null) {
            throw away;
        }
        return type.cast(things.get(type));
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return saved;
    }

    @Override
    public void setResult(Result result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
