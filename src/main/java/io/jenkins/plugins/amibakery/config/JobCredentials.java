package io.jenkins.plugins.amibakery.config;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import org.springframework.security.core.Authentication;

/** Which credentials a job gets at when it runs: those, and no others, are offered and checked. */
final class JobCredentials {
    /** All but those of scope "System", which no job sees. */
    static final CredentialsMatcher ANY =
            CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM));

    private JobCredentials() {}

    /** The one of an id. */
    static CredentialsMatcher withId(String id) {
        return CredentialsMatchers.both(ANY, CredentialsMatchers.withId(id));
    }

    /** As whom a job runs; Jenkins itself where there is no job. */
    static Authentication authentication(Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }
}
