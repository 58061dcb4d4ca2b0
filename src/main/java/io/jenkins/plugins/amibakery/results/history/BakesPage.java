package io.jenkins.plugins.amibakery.results.history;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A page of a job's bakes.
 *
 * @param entries the newest first
 * @param page counted from 1
 * @param pages how many there are; at least 1
 * @param matching how many bakes the filter takes
 * @param total how many bakes there are
 */
@Restricted(NoExternalUse.class)
public record BakesPage(List<BakeEntry> entries, int page, int pages, int matching, int total) {
    /** How many bakes are on a page. */
    public static final int SIZE = 25;
}
