package org.jenkinsci.remoting;

/** Work that says which side may carry it out. */
public interface RoleSensitive {}
