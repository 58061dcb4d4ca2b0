package com.google.common.util.concurrent;

import java.util.concurrent.Future;

/** A result that is still to come. */
public interface ListenableFuture<V> extends Future<V> {}
