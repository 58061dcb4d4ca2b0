package io.jenkins.plugins.amibakery.engine.model;

import java.util.Locale;

/** Where an image is in its life, in EC2's words (API reference, type Image, field imageState). */
public enum AmiState {
    PENDING,
    AVAILABLE,
    INVALID,
    DEREGISTERED,
    TRANSIENT,
    FAILED,
    ERROR,
    DISABLED,
    /** A state this version does not know. */
    UNKNOWN;

    /** Reads EC2's word; {@link #UNKNOWN} for null and for any word not listed here. */
    public static AmiState of(String word) {
        for (AmiState state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** EC2's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether waiting any longer is pointless unless it is {@link #AVAILABLE}. */
    public boolean isFinal() {
        return this != PENDING && this != TRANSIENT && this != UNKNOWN;
    }
}
