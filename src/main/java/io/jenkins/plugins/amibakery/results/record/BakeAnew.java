package io.jenkins.plugins.amibakery.results.record;

import hudson.model.InvisibleAction;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** On a build: its bakes make new AMIs, even where there are good ones that they might reuse. Saved with the build. */
@Restricted(NoExternalUse.class)
public final class BakeAnew extends InvisibleAction {}
