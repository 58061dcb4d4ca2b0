package io.jenkins.plugins.amibakery.engine.model;

import java.util.Locale;

/** The parts of one packer build, in the order they happen. */
public enum Phase {
    /** Template, name and network are checked, the base AMI is found, key pair and security group are made. */
    VALIDATE,
    /** The build instance is launched and becomes ready. */
    LAUNCH,
    /** Packer waits for the instance to answer. */
    CONNECT,
    /** The provisioners run. */
    PROVISION,
    /** The instance stops. */
    STOP,
    /** The image is created and becomes available. */
    IMAGE,
    /** The image is copied to other regions. */
    COPY,
    /** Image and snapshots get attributes and tags. */
    TAG,
    /** The instance is terminated; key pair and security group go. */
    CLEANUP;

    /** The word shown to people: short and lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
