package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.engine.runway.RunwayLogView;
import io.jenkins.plugins.amibakery.engine.runway.RunwayOutput;
import io.jenkins.plugins.amibakery.engine.runway.RunwayRun;
import io.jenkins.plugins.amibakery.steps.task.ProgramLog;
import java.util.List;

/** Runway's log for people. Not for several threads. */
final class DeployLog extends ProgramLog {
    /** Told what happens, already masked. */
    interface Reader {
        /** A line, or several, for the build's log. */
        void line(String text);

        /** A stack has come to another status. */
        void stacks(RunwayFacts facts);
    }

    private final RunwayRun run = new RunwayRun();
    private final RunwayLogView view = new RunwayLogView();
    private final RunwayOutput output = new RunwayOutput(this::event);
    private final Masker masker;
    private final Reader reader;

    DeployLog(Masker masker, long shownBefore, Reader reader) {
        super(shownBefore);
        this.masker = masker;
        this.reader = reader;
    }

    /** One that is told to nobody: nothing in it is masked. */
    static DeployLog mute() {
        return new DeployLog(new Masker(List.of()), 0, new Reader() {
            @Override
            public void line(String text) {}

            @Override
            public void stacks(RunwayFacts facts) {}
        });
    }

    @Override
    protected void read(byte[] bytes, int offset, int length) {
        output.feed(bytes, offset, length);
    }

    @Override
    protected void readAll() {
        output.end();
    }

    private void event(RunwayEvent event) {
        run.accept(event);
        for (RunwayLogView.Line line : view.lines(event)) {
            String indent = line.kind() == RunwayLogView.Kind.SECTION ? "==== " : "";
            show(() -> reader.line(masker.mask(indent + line.text())));
        }
        if (event instanceof RunwayEvent.Stack) {
            show(() -> reader.stacks(run.facts()));
        }
    }

    RunwayFacts facts() {
        return run.facts();
    }
}
