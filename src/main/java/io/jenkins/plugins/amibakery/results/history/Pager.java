package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.Messages;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The way from one page of a long list to the next. */
@Restricted(NoExternalUse.class)
public final class Pager {
    private final Query query;
    private final int page;
    private final int pages;

    public Pager(Query query, int page, int pages) {
        this.query = query;
        this.page = page;
        this.pages = pages;
    }

    /** Whether there is more than one page. */
    public boolean isNeeded() {
        return pages > 1;
    }

    /** Such as {@code Page 2 of 40}. */
    public String getText() {
        return Messages.Pager_text(Integer.toString(page), Integer.toString(pages));
    }

    /** Address of the page before; null on the first. */
    public String getPrevious() {
        return page > 1 ? query.page(page - 1) : null;
    }

    /** Address of the page after; null on the last. */
    public String getNext() {
        return page < pages ? query.page(page + 1) : null;
    }

    /** Null on the first. */
    public String getFirst() {
        return page > 1 ? query.page(1) : null;
    }

    /** Null on the last. */
    public String getLast() {
        return page < pages ? query.page(pages) : null;
    }
}
