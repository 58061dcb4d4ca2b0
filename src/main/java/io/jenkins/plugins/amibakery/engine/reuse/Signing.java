package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says of images that were just made with which key they were, so that they may be reused. Only what the bake itself is about is signed:
 * an image that carries another bake's id or another key gets nothing.
 *
 * @param signer whose word it is
 * @param job whose bake it is: the id of a job, or {@link ReuseClaim#TERMINAL}
 * @param recipe the recipe's name
 * @param bakeId the id of the bake
 * @param bakeKey the digest of its key
 */
public record Signing(Signer signer, String job, String recipe, String bakeId, String bakeKey) {
    /** The value of {@link Tags#SIGNATURE} for an image; empty for one that is not of this bake, or of which nothing is known. */
    public Optional<String> of(BakedAmi ami) {
        return ami.described()
                .filter(this::isOurs)
                .map(described ->
                        ReuseClaim.about(described, bakeKey, recipe, job).signedBy(signer));
    }

    private boolean isOurs(Ami ami) {
        return !ami.ownerId().isEmpty()
                && bakeId.equals(ami.tags().get(Tags.BAKE_ID))
                && bakeKey.equals(ami.tags().get(Tags.BAKE_KEY))
                && recipe.equals(ami.tags().get(Tags.RECIPE));
    }

    /**
     * Signs images and writes it onto them; may be repeated.
     *
     * @return the same images with their new tag
     */
    public List<BakedAmi> sign(ImageCatalog images, List<BakedAmi> amis) {
        return amis.stream()
                .map(ami ->
                        of(ami).map(signature -> signed(images, ami, signature)).orElse(ami))
                .toList();
    }

    private static BakedAmi signed(ImageCatalog images, BakedAmi baked, String signature) {
        Ami ami = baked.described().orElseThrow();
        images.tag(ami.region(), List.of(ami), Map.of(Tags.SIGNATURE, signature));
        return baked.describedAs(ami.tagged(Map.of(Tags.SIGNATURE, signature)));
    }
}
