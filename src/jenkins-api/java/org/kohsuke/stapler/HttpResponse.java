package org.kohsuke.stapler;

/** An answer that a web method returns. */
public interface HttpResponse {}
