package com.google.common.util.concurrent;

/** Told how something ended. */
public interface FutureCallback<V> {
    void onSuccess(V result);

    void onFailure(Throwable problem);
}
