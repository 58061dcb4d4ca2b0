import io.jenkins.plugins.amibakery.library.Matrix
import io.jenkins.plugins.amibakery.library.Recipes
import io.jenkins.plugins.amibakery.library.Settings
import io.jenkins.plugins.amibakery.library.Summary

/** Recipes side by side, so many at once, and one summary. The help is bakeMatrix.txt. */
def call(Map parameters = [:]) {
    Map settings = new Settings(this).of('bakeMatrix', parameters)
    String complaint = new Recipes(settings).complaint('bakeMatrix')
    if (complaint) {
        error complaint
    }
    List results = new Matrix(this, settings).run()
    Summary summary = new Summary(results)
    echo "${summary.counts()}\n${summary.lines()}"
    if (summary.failures('bakeMatrix')) {
        error summary.failures('bakeMatrix')
    }
    return results
}
