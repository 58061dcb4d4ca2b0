package hudson.util;

import hudson.util.ListBoxModel.Option;
import java.util.ArrayList;
import org.kohsuke.stapler.HttpResponse;

/** The choices of a drop-down list. */
public class ListBoxModel extends ArrayList<Option> implements HttpResponse {
    public ListBoxModel() {}

    public ListBoxModel add(String text) {
        return null;
    }

    public void add(String text, String text2) {}

    private static final long serialVersionUID = 1L;
    /** One choice. */
    public static final class Option {}
}
