package org.jenkinsci.remoting;

import java.io.Serializable;

/** Crosses to another machine, never to disk. */
public interface SerializableOnlyOverRemoting extends Serializable {}
