package org.springframework.security.access;

/** Somebody may not do what he asked for. */
public class AccessDeniedException extends RuntimeException {
    private static final long serialVersionUID = 1;
}
