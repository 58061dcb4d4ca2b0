package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** The recipes of a matrix: each has its own parameters over those of all. */
class Recipes implements Serializable {
    private static final long serialVersionUID = 1L

    private final Map settings

    /** @param settings parameters of bakeMatrix, checked one by one */
    Recipes(Map settings) {
        this.settings = settings
    }

    /** What does not fit together, in one line; null when all does. */
    @NonCPS
    String complaint(String verb) {
        if (!settings.recipes) {
            return "${verb}: recipes is missing; give ${Kinds.right('recipes')}."
        }
        Map counts = all().countBy { it.recipe }
        String twice = counts.find { it.value > 1 }?.key
        return twice ? "${verb}: ${counts[twice]} recipes are called '${twice}'; give each a name of its own, such as [template: '…', recipe: '${twice}-2']." : null
    }

    /** The parameters of each bake, its name as `recipe` among them. */
    @NonCPS
    List<Map> all() {
        Map shared = settings.subMap(Verbs.parameters('recipe').keySet() as List).findAll { it.value != null }
        return settings.recipes.collect {
            Map recipe = Layers.over(it instanceof Map ? it : [template: it], shared)
            recipe.recipe = (recipe.recipe ?: Bake.recipe(recipe.template.toString())).toString()
            return recipe
        }
    }
}
