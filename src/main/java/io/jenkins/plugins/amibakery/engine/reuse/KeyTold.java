package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * A bake's key, and where it would be baked.
 *
 * @param bake the key, and what else is known of the bake
 * @param account the account in which it works, twelve digits; empty when that was not asked, or nobody knows
 */
public record KeyTold(KeyedBake bake, String account) implements Serializable {
    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public KeyTold {
        if (!bake.key().isWhole()) {
            throw new IllegalArgumentException("Refused: a bake key that is not the one of its parts.");
        }
        Limits.text("the id of an account", account, Limits.TAG_VALUE);
        if (!account.matches("(\\d{12})?")) {
            throw new IllegalArgumentException(
                    "Refused: '" + Limits.brief(account, 40) + "' is not the id of an account.");
        }
    }
}
