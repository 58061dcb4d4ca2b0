package io.jenkins.plugins.amibakery.results.history;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.amibakery.results.record.XmlStore;
import java.io.File;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The histories of all jobs, one for each job's folder: a job that moves leaves its old one. */
@Extension
@Restricted(NoExternalUse.class)
public final class BakeHistories extends ItemListener {
    /** Of so many jobs the rows stay in memory: a thousand bakes take about a megabyte. */
    private static final int MOST_READ = 32;

    private final Map<File, BakeHistory> histories = new ConcurrentHashMap<>();
    private final RecentRows recent = new RecentRows(MOST_READ);

    static BakeHistories get() {
        return ExtensionList.lookupSingleton(BakeHistories.class);
    }

    BakeHistory of(Job<?, ?> job) {
        BakeHistory history = histories.computeIfAbsent(
                job.getRootDir(),
                folder -> new BakeHistory(new HistoryFiles(folder, new XmlStore()), recent, BakeHistory.MOST));
        history.readFor(job);
        return history;
    }

    @Override
    public void onDeleted(Item item) {
        forgetOthers();
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        forgetOthers();
    }

    /** Forgets what is in memory of folders that are gone; cheap, as jobs seldom go. */
    private void forgetOthers() {
        histories.forEach((folder, history) -> {
            if (!folder.isDirectory() && histories.remove(folder, history)) {
                recent.remove(history);
            }
        });
    }
}
