package io.jenkins.plugins.amibakery.steps.task;

import io.jenkins.plugins.amibakery.results.page.TasksAction;
import io.jenkins.plugins.amibakery.results.record.CallRecord;
import io.jenkins.plugins.amibakery.results.record.FailureRecord;
import java.util.List;

/** Writes down what becomes of a call of the cloud, for the page of tasks that have none of their own. */
class CallJournal extends Journal<CallRecord> {
    private final String id;

    CallJournal(BuildContext site, String id) {
        super(site, id, TasksAction::of);
        this.id = id;
    }

    /** @param step as a Jenkinsfile calls it */
    void began(String step) throws InterruptedException {
        begin(new CallRecord(id, step));
    }

    /** It is known as whom it asks, and what. */
    void asked(ResolvedIdentity actor, String endpoint, String what) throws InterruptedException {
        update(record -> {
            record.setCommit(actor.commit());
            record.setEndpoint(endpoint);
            record.setNotes(List.of(actor.masker().mask(what)));
        });
    }

    /** @param line what is done at the moment, without secrets */
    void doing(String what, String line) throws InterruptedException {
        update(record -> record.setNotes(List.of(what, line)));
    }

    /**
     * It got its answer.
     *
     * @param notes what came, without secrets
     * @param failures why it is not good; none when it is
     */
    void ended(List<String> notes, List<FailureRecord> failures) {
        updateSoon(record -> {
            record.setNotes(notes);
            record.ended(failures, false);
        });
    }

    void failed(FailureRecord why, boolean cancelled) {
        updateSoon(record -> record.ended(List.of(why), cancelled));
    }
}
