import io.jenkins.plugins.amibakery.library.Matrix
import io.jenkins.plugins.amibakery.library.Notice
import io.jenkins.plugins.amibakery.library.Settings
import io.jenkins.plugins.amibakery.library.Summary
import io.jenkins.plugins.amibakery.library.Template

/** Bakes of several recipes what has changed, and tells of it. The help is nightlyRebake.txt. */
def call(Map parameters = [:]) {
    Map settings = new Settings(this).of('nightlyRebake', parameters)
    List results = new Matrix(this, 'nightlyRebake', settings).run()
    Summary summary = new Summary(results)
    String failures = summary.failures('nightlyRebake')
    echo "${summary.counts()}\n${summary.lines()}"
    currentBuild.description = summary.counts()
    if (settings.notify && summary.isWorth(settings.notifyOn)) {
        Map values = [job: env.JOB_NAME, build: env.BUILD_NUMBER, url: env.BUILD_URL, counts: summary.counts(), lines: summary.lines()]
        String resources = 'io/jenkins/plugins/amibakery/library'
        new Notice(this, settings.notify).send(
            Template.fill(libraryResource("${resources}/rebake-subject.txt"), values),
            Template.fill(libraryResource("${resources}/rebake.txt"), values))
    }
    if (failures) {
        error failures
    }
    return results
}
