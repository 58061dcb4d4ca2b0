import io.jenkins.plugins.amibakery.library.Proofs
import io.jenkins.plugins.amibakery.library.Settings

/** Tests the AMI that runs, then proves that QA and production are immutable. The help is nightlyProofs.txt. */
def call(Map parameters = [:]) {
    Map settings = new Settings(this).of('nightlyProofs', parameters)
    return new Proofs(this, settings).run()
}
