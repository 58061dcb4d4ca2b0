package io.jenkins.plugins.amibakery.config;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
                Plugin.offer(choices, item);
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
    static final class Plugin {
        /** By their ids, which Jenkinsfiles and messages use. */
        private static void offer(ListBoxModel choices, Item item) {
            Map<String, String> offered = new TreeMap<>();
            all(item).forEach(one -> offered.putIfAbsent(one.getId(), name(one)));
            offered.forEach((id, name) -> choices.add(name, id));
        }

        private static String name(AmazonWebServicesCredentials one) {
            String described = Settings.text(one.getDescription());
            return described == null ? one.getId() : one.getId() + " (" + described + ")";
        }

        /** All that a job may use; of several with the same id the nearest comes first. */
        static List<AmazonWebServicesCredentials> all(Item item) {
            return CredentialsMatchers.filter(
                    CredentialsProvider.lookupCredentialsInItem(
                            AmazonWebServicesCredentials.class, item, JobCredentials.authentication(item), List.of()),
                    JobCredentials.ANY);
        }
    }
}
