package com.cloudbees.plugins.credentials;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.io.Serializable;

/** Something secret that proves who one is. */
public interface Credentials extends Describable<Credentials>, Serializable, ExtensionPoint {}
