package org.kohsuke.accmod.restrictions;

/** For this plugin alone. */
public class NoExternalUse {}
