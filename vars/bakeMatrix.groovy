import io.jenkins.plugins.amibakery.library.Matrix
import io.jenkins.plugins.amibakery.library.Settings
import io.jenkins.plugins.amibakery.library.Summary

/** Recipes side by side, so many at once, and one summary. The help is bakeMatrix.txt. */
def call(Map parameters = [:]) {
    Map settings = new Settings(this).of('bakeMatrix', parameters)
    List results = new Matrix(this, 'bakeMatrix', settings).run()
    Summary summary = new Summary(results)
    echo "${summary.counts()}\n${summary.lines()}"
    if (summary.failures('bakeMatrix')) {
        error summary.failures('bakeMatrix')
    }
    return results
}
