package io.jenkins.plugins.amibakery.engine.model;

/**
 * The base AMI that a lock names for one region.
 *
 * @param id its id
 * @param name its name when it was locked; for people, and for finding its successor
 * @param owner the account that owns it, twelve digits; empty when the cloud did not say
 */
public record LockedBase(AmiId id, String name, String owner) {
    /** For a person: {@code ami-0d12b2c3d4e5f6071 debian-12-amd64-20250814-2204 (136693071363)}. */
    public String shown() {
        return id + (name.isEmpty() ? "" : " " + name) + (owner.isEmpty() ? "" : " (" + owner + ")");
    }
}
