package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/** Chooses among credentials. */
public interface CredentialsMatcher extends Serializable {}
