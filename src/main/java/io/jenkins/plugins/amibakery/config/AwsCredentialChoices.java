package io.jenkins.plugins.amibakery.config;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;

/** The AWS credentials that a form offers to those who may see them. */
public final class AwsCredentialChoices {
    private AwsCredentialChoices() {}

    /**
     * The choices for a job.
     *
     * @param item the job; null outside of one
     * @param current what is set now; stays a choice no matter who looks
     */
    public static ListBoxModel of(Item item, String current) {
        StandardListBoxModel choices = new StandardListBoxModel();
        choices.includeEmptyValue();
        if (mayList(item)) {
            try {
                choices.addAll(Plugin.of(item));
            } catch (NoClassDefFoundError e) {
                choices.add(Messages.AwsCredentialChoices_noPlugin(), "");
            }
        }
        choices.includeCurrentValue(current == null ? "" : current);
        return choices;
    }

    private static boolean mayList(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** What needs the optional plugin; loaded when it is asked. */
    private static final class Plugin {
        static ListBoxModel of(Item item) {
            return CredentialsProvider.listCredentialsInItem(
                    AmazonWebServicesCredentials.class,
                    item,
                    JobCredentials.authentication(item),
                    List.of(),
                    JobCredentials.ANY);
        }
    }
}
