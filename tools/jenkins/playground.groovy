// Makes a Jenkins a playground at each of its starts: the local cloud in place of AWS, and the job img-mgr, which runs the pipeline of
// README out of this checkout. The rest of what you set in it stays.
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import groovy.json.JsonSlurper
import hudson.plugins.git.BranchSpec
import hudson.plugins.git.GitSCM
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration
import jenkins.model.Jenkins
import jenkins.model.JenkinsLocationConfiguration
import jenkins.plugins.git.GitSCMSource
import jenkins.plugins.git.traits.BranchDiscoveryTrait
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob
import org.jenkinsci.plugins.workflow.libs.GlobalLibraries
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration
import org.jenkinsci.plugins.workflow.libs.SCMSourceRetriever

def jenkins = Jenkins.get()
def told = { name -> System.getProperty("playground.${name}") }
def cloud = new JsonSlurper().parse(new File(told('cloud')))

JenkinsLocationConfiguration.get().url = told('url')
jenkins.labelString = 'linux packer'
jenkins.numExecutors = 4
jenkins.systemMessage = "A playground of AMI Bakery: AWS is the local cloud at ${cloud.endpoint}."

def kept = SystemCredentialsProvider.instance.credentials
kept.removeAll { it instanceof AWSCredentialsImpl && it.id == 'aws-baker' }
kept << new AWSCredentialsImpl(
    CredentialsScope.GLOBAL, 'aws-baker', cloud.env.AWS_ACCESS_KEY_ID, cloud.env.AWS_SECRET_ACCESS_KEY, 'the local cloud')
SystemCredentialsProvider.instance.save()

AmiBakeryConfiguration.get().with {
    endpoint = cloud.endpoint
    defaultRegion = cloud.region
    credentialsId = 'aws-baker'
}

def source = new GitSCMSource(told('repository'))
source.traits = [new BranchDiscoveryTrait()]
def library = new LibraryConfiguration('ami-bakery', new SCMSourceRetriever(source))
library.defaultVersion = told('branch')
GlobalLibraries.get().libraries = [library]

def images = new GitSCM(GitSCM.createRepoList(told('repository'), null), [new BranchSpec(told('branch'))], null, null, [])
def job = jenkins.getItem('img-mgr') ?: jenkins.createProject(WorkflowJob, 'img-mgr')
job.definition = new CpsScmFlowDefinition(images, 'tools/jenkins/Jenkinsfile')
job.description = 'Bakes img-mgr out of this checkout and takes it through dev and qa to prod, all in the local cloud.'
job.save()
jenkins.save()
