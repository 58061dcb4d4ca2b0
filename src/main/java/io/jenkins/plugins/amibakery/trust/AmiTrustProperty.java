package io.jenkins.plugins.amibakery.trust;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** Whether the jobs of a folder trust each other's AMIs; anyone who may configure the folder says so. Off unless it is set. Saved with the folder. */
public final class AmiTrustProperty extends AbstractFolderProperty<AbstractFolder<?>> {
    private final boolean trusting;

    @DataBoundConstructor
    public AmiTrustProperty(boolean trusting) {
        this.trusting = trusting;
    }

    public boolean isTrusting() {
        return trusting;
    }

    /** Offers it for every kind of folder. */
    @Extension(optional = true)
    @Symbol("amiTrust")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AmiTrustProperty_displayName();
        }

        /** Null when the box is not checked. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) {
            return form.optBoolean("trusting") ? new AmiTrustProperty(true) : null;
        }
    }
}
