package io.jenkins.plugins.amibakery.library

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** Several recipes baked side by side, so many at once; one that fails stops no other. */
class Matrix implements Serializable {
    private static final long serialVersionUID = 1L

    private final def script
    private final String verb
    private final Map settings
    private final List<Map> results = []

    /**
     * @param verb for messages
     * @param settings parameters of bakeMatrix, checked one by one
     */
    Matrix(def script, String verb, Map settings) {
        this.script = script
        this.verb = verb
        this.settings = settings
    }

    /**
     * A map for each recipe, in the order they were given: `recipe`, `amis` (empty if it failed) and `error` (empty if it did not).
     * Recipes that do not fit together fail the build with one line, before anything is baked.
     */
    List<Map> run() {
        String complaint = new Recipes(settings).complaint(verb)
        if (complaint) {
            script.error(complaint)
        }
        List<Map> recipes = new Recipes(settings).all()
        List<Map> waiting = []
        waiting.addAll(recipes)
        Map branches = [:]
        int bakers = Math.min(settings.limit ?: recipes.size(), recipes.size())
        for (int i = 1; i <= bakers; i++) {
            branches["Baker ${i}".toString()] = {
                while (waiting) {
                    Map recipe = waiting.remove(0)
                    script.stage(recipe.recipe) {
                        results << baked(recipe)
                    }
                }
            }
        }
        script.parallel(branches)
        List<Map> ordered = []
        for (Map recipe in recipes) {
            ordered << results.find { it.recipe == recipe.recipe }
        }
        return ordered
    }

    private Map baked(Map recipe) {
        try {
            List amis = []
            script.node(recipe.label) {
                script.checkout(script.scm)
                amis = new Bake(script, recipe).run()
            }
            return [recipe: recipe.recipe, amis: amis, error: '']
        } catch (FlowInterruptedException e) {
            throw e
        } catch (Exception e) {
            String error = e.message ?: e.toString()
            script.echo "${recipe.recipe} failed: ${error}"
            return [recipe: recipe.recipe, amis: [], error: error]
        }
    }
}
