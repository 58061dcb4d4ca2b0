package io.jenkins.plugins.amibakery.agent;

import java.io.Serializable;

/**
 * What an agent says of a bake's key.
 *
 * @param refusal why there is none, in one clear line; null when there is one
 * @param key the key; null when there is none
 * @param account the account in which the bake works, twelve digits; empty when it was not asked for, or nobody knows
 */
public record KeyAnswer(String refusal, RemoteKey key, String account) implements Serializable {
    private static final int LONGEST = 4_000;

    static KeyAnswer refused(String why) {
        return new KeyAnswer(String.valueOf(why), null, "");
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public KeyAnswer checked() {
        if (refusal != null) {
            return refused(refusal.length() > LONGEST ? refusal.substring(0, LONGEST) + " …" : refusal);
        }
        if (key == null) {
            throw new IllegalArgumentException("The agent gives neither a bake key nor a reason why there is none.");
        }
        if (!account.isEmpty() && !OwnAccount.ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("The agent names an account that is none.");
        }
        key.checked();
        return this;
    }
}
