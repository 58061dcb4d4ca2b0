import io.jenkins.plugins.amibakery.library.Bake
import io.jenkins.plugins.amibakery.library.RecipeCommit
import io.jenkins.plugins.amibakery.library.Route
import io.jenkins.plugins.amibakery.library.Settings

/** Checkout, bake or reuse, a test where one is asked for, and the same AMI from environment to environment. The help is imgMgrPipeline.txt. */
def call(Map parameters = [:]) {
    Map settings = new Settings(this).of('imgMgrPipeline', parameters)
    Route route = new Route(settings)
    if (route.complaint()) {
        error route.complaint()
    }
    List amis = []
    node(settings.label) {
        stage('Checkout') {
            checkout scm
        }
        stage('Bake') {
            amis = new Bake(this, new RecipeCommit(this, settings).filled()).run()
        }
        if (settings.test != null) {
            stage('Test') {
                for (Map ami in amis) {
                    testAmi(route.test() + [ami: ami.id, region: ami.region])
                }
            }
        }
        stash name: 'ami-bakery-deployment', includes: settings.files ?: route.files()
    }
    Map environments = [:]
    for (String name in route.names()) {
        environments[name] = deployAmi(route.parameters(name) + [ami: amis, stash: 'ami-bakery-deployment'])
    }
    return [amis: amis, environments: environments]
}
