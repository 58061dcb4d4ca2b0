import io.jenkins.plugins.amibakery.library.Deployment
import io.jenkins.plugins.amibakery.library.Settings

/** Plan, approval where one is asked for, deployment of exactly that, smoke test. The help is deployAmi.txt. */
def call(Map parameters = [:]) {
    Map settings = new Settings(this).of('deployAmi', parameters)
    if (!settings.environment) {
        error 'deployAmi: environment is missing; give Runway\'s deploy environment, such as dev.'
    }
    if (!settings.ami) {
        error 'deployAmi: ami is missing; give an AMI\'s id, or what bakeAmi returned.'
    }
    return new Deployment(this, settings).run()
}
