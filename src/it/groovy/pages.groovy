// Run in a controller's script console: jobs whose pages show everything there is to show, without a bake. Prints each page's path.
import com.cloudbees.hudson.plugins.folder.Folder
import hudson.model.FreeStyleProject
import hudson.model.Result
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration
import io.jenkins.plugins.amibakery.engine.model.*
import io.jenkins.plugins.amibakery.engine.prove.Proof
import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision
import io.jenkins.plugins.amibakery.results.history.BakeHistory
import io.jenkins.plugins.amibakery.results.page.*
import io.jenkins.plugins.amibakery.results.record.*
import io.jenkins.plugins.amibakery.schedule.*
import io.jenkins.plugins.amibakery.steps.bake.*
import io.jenkins.plugins.amibakery.steps.deploy.*
import java.time.Duration
import java.time.Instant
import jenkins.model.Jenkins
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction

USWEST = new Region('us-west-2')
COMMIT = '3f9a2c17d0c5b1e8a64f20b7c9d3e5f60718293a'
LONG = 'a-rather-long-name-as-teams-give-them-to-recipes-of-their-base-images'

def ami(int n) { new AmiId('ami-' + String.format('%017x', 0x7a10ffb4d3c2L * (n + 3))) }

def built(FreeStyleProject job) {
  job.scheduleBuild2(0).get()
}

def known(int n, String name) {
  new Ami(ami(n), USWEST, name, '136693071363', AmiState.AVAILABLE, '', Instant.now().minusSeconds(9000), 'x86_64', true,
    [], ['ami-bakery:bake-id': 'img-mgr-' + n, 'ami-bakery:recipe': 'img-mgr', 'ami-bakery:base-ami': ami(90).toString()])
}

def key(String version) {
  BakeKey.of([
    new KeyPart(KeyPart.Kind.VARIABLE, 'version', version * 64, version),
    new KeyPart(KeyPart.Kind.FILE, 'packer/provision/rootfs/etc/nginx/conf.d/img-mgr.conf', version * 64, ''),
    new KeyPart(KeyPart.Kind.PACKER, 'packer', 'c' * 64, '1.16.0'),
  ], [new Floating('packer/provision/setup.sh', 14, 'apt-get install -y nginx python3-venv', 'no version is given for nginx', Settling.REPOSITORIES)])
}

def bake(build, int n, Closure more) {
  def id = "img-mgr-${build.number}-${n}aa" as String
  def action = BakedAmisAction.of(build)
  action.begin(new BakeRecord(id, 'packer/img-mgr-packer.json', System.currentTimeMillis() - 158_000L))
  action.update(id, { record ->
    record.recipe = 'img-mgr'
    record.packerVersion = '1.16.0'
    record.packerPlugins = ['amazon 1.3.9']
    record.commit = COMMIT
    record.endpoint = 'http://127.0.0.1:45619'
    record.phases = Phase.values().collect { new PhaseTime('img-mgr', it, Duration.ofSeconds(21)) }
    record.origin.node = 'agent-with-packer-1'
    record.origin.bases = [new BaseRecord('us-west-2', 'name=debian-12-amd64-*, owner 136693071363', ami(90).toString(),
        'debian-12-amd64-20261102-1919', System.currentTimeMillis() - 9_000_000_000L, System.currentTimeMillis() - 9_000_000L)]
    more(record)
  } as java.util.function.Consumer)
  action.remember(id, ['nginx': '1.22.1-9+deb12u' + build.number, 'openssl': '3.0.17-1~deb12u3', ("lib$n" as String): '1'])
  return id
}

def good(record, int n, String version) {
  record.origin.key = key(version)
  record.origin.reason = 'Not reusable: 1 unpinned input'
  record.ended([BakedAmi.named('img-mgr', USWEST, ami(n)).describedAs(known(n, 'img-mgr 1.4.' + n + ' 2026-11-22T16-22-33Z'))], [], [], false)
}

def stack(String name, StackVerdict.Status verdict, String status, String reason, Map outputs) {
  StackRecord.of(new DeployedStack(
    new StackVerdict('img-mgr', 'network.vpc.cfn', 'us-west-2', name, verdict, reason,
        status.contains('ROLLBACK') ? 'The following resource(s) failed to update: [AutoScalingGroup].' : '',
        status.contains('ROLLBACK') ? 'AutoScalingGroup: Received 0 SUCCESS signal(s) out of 1.' : ''),
    'img-mgr-dev-' + name, status, outputs))
}

def deployment(build, String id, DeployAction what, String environment, Closure more) {
  def action = DeploymentsAction.of(build)
  action.begin(new DeploymentRecord(id, what, environment, System.currentTimeMillis() - 61_000L))
  action.update(id, { record ->
    record.runwayVersion = '2.8.4'
    record.commit = COMMIT
    record.endpoint = 'http://127.0.0.1:45619'
    more(record)
  } as java.util.function.Consumer)
}

def wholePlan(int from, int to) {
  new PlanRecord('sha256:3605706dc2ba' + '0a1b' * 13, [], false, [
    StackChangeRecord.of(new StackChange('us-west-2', 'img-mgr-prod-autoscaling-group', true,
      [new StackChange.Resource('LaunchTemplate', 'AWS::EC2::LaunchTemplate', StackChange.Effect.MODIFIED),
       new StackChange.Resource('AutoScalingGroup', 'AWS::AutoScaling::AutoScalingGroup', StackChange.Effect.REPLACED)],
      [new StackChange.Parameter('ImageId', ami(from).toString(), ami(to).toString())])),
    StackChangeRecord.of(new StackChange('us-west-2', 'img-mgr-prod-load-balancer', false, [], []))],
    [new PlanTextRecord('us-west-2',
    'img-mgr-prod-autoscaling-group changes:\n- Modify LaunchTemplate (AWS::EC2::LaunchTemplate)\n  parameter ImageId: ' + ami(from) + ' -> ' + ami(to) + '\n')])
}

def allVerdicts() {
  Check.Verdict.values().collect {
    new CheckRecord(new Check('/health of ' + it, it, 'HTTP 200 of http://img-mgr-dev-1234567890.us-west-2.elb.amazonaws.com/health'),
      'http://img-mgr-dev-1234567890.us-west-2.elb.amazonaws.com/health', System.currentTimeMillis() - 50_000L)
  }
}

def jenkins = Jenkins.get()
def themes = jenkins.pluginManager.uberClassLoader
themes.loadClass('io.jenkins.plugins.thememanager.ThemeManagerPageDecorator').get().theme =
  themes.loadClass('io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory').getDeclaredConstructor().newInstance()
def job = jenkins.createProject(FreeStyleProject, 'img-mgr')

// 1: baked, not reusable, deployed to dev. 2: baked again, something changed. 3: failed, with leftovers. 4: everything at once.
def first = built(job)
bake(first, 1) { good(it, 1, '1') }
deployment(first, 'dev-1', DeployAction.DEPLOY, 'dev') { record ->
  record.ami = ami(1).toString()
  record.stacks = [stack('load-balancer', StackVerdict.Status.COMPLETE, 'CREATE_COMPLETE', 'creating new stack', [Url: 'http://img-mgr-dev-1234567890.us-west-2.elb.amazonaws.com'])]
  record.ended([], false)
}
def second = built(job)
bake(second, 2) { good(it, 2, '2') }
def third = built(job)
def failed = bake(third, 3) { record ->
  record.ended([], [new Failure('img-mgr', FailureCause.PROVISIONER,
      'The script packer/provision/setup.sh ended with exit code 100; the last line it printed: E: Unable to locate package ngnix')],
    [new Leftover(Leftover.Kind.SNAPSHOT, 'snap-0123456789abcdef0', USWEST, false, 'not proved to be of this bake: it lacks the bake id'),
     new Leftover(Leftover.Kind.INSTANCE, 'i-0123456789abcdef0', USWEST, true, '')], false)
}
def newer(List unknown) {
  new PackageLook(System.currentTimeMillis() - 3_600_000L, [
    new NewerPackage('openssl', '3.0.17-1~deb12u2', '3.0.18-1~deb12u1', 'bookworm-security', true),
    new NewerPackage('<b>linux-image-cloud-amd64</b>' + 'x' * 60, '6.1.158-1', '6.1.' + '9' * 60, 'bookworm-security', true),
    new NewerPackage('tzdata', '2025b-0+deb12u1', '2025b-0+deb12u2', 'bookworm-updates', false)], unknown)
}
def fourth = built(job)
def baked = bake(fourth, 4) { record ->
  good(record, 4, '3')
  record.origin.packageLook = newer([])
}
bake(fourth, 5) { record ->
  record.recipe = LONG
  record.origin.reused('img-mgr-1-1aa', 'img-mgr', 1)
  record.origin.packageLook = newer([])
  record.ended([BakedAmi.named(LONG, USWEST, ami(1))], [], [], false)
}
deployment(fourth, 'plan-prod', DeployAction.PLAN, 'prod') { record ->
  record.ami = ami(4).toString()
  record.stacks = [stack('autoscaling-group', StackVerdict.Status.COMPLETE, '', 'plan shown', [:])]
  record.plan = wholePlan(2, 4)
  def checks = allVerdicts()
  checks.each { record.addCheck(it) }
  record.approval = new ApprovalRecord('Prod', "Deploy ${ami(4)} (us-west-2) to prod?" as String, 'Deploy to prod',
    "AMI: ${ami(2)} -> ${ami(4)}\nCommit: ${COMMIT}\nPackages: 1 changed" as String, checks, System.currentTimeMillis() - 40_000L, 0)
  record.ended([], false)
}
deployment(fourth, 'plan-qa', DeployAction.PLAN, 'qa') { record ->
  record.stacks = [stack('vpc', StackVerdict.Status.SUBMITTED, '', '', [:])]
  record.plan = new PlanRecord('', ['network.vpc.cfn (us-west-2) did not finish'], true, [], [])
  record.ended([FailureRecord.of(new DeployFailure('network.vpc.cfn', DeployFailureCause.values()[0], 'The plan for qa did not finish: there is no stack img-mgr-qa-vpc yet'))], false)
}
deployment(fourth, 'dev-4', DeployAction.DEPLOY, 'dev') { record ->
  record.ami = ami(4).toString()
  record.approved = 'sha256:3605706dc2ba' + '0a1b' * 13
  record.stacks = [
    stack('load-balancer', StackVerdict.Status.SKIPPED, 'UPDATE_COMPLETE', 'nochange', [Url: 'http://img-mgr-dev-1234567890.us-west-2.elb.amazonaws.com', SecurityGroup: 'sg-0123456789abcdef0']),
    stack('autoscaling-group', StackVerdict.Status.COMPLETE, 'UPDATE_COMPLETE', 'updating existing stack', [Image: ami(4).toString()])]
  record.ended([], false)
}
deployment(fourth, 'prod-4', DeployAction.DEPLOY, 'prod') { record ->
  record.override = new OverrideRecord('alice', 'Alice Example', 'The site is down and the testers are asleep', System.currentTimeMillis())
    .of(["${ami(4)} did not pass in qa: no deployment of it there is attested" as String])
  record.ami = ami(4).toString()
  record.stacks = [stack('autoscaling-group', StackVerdict.Status.FAILED, 'UPDATE_ROLLBACK_COMPLETE', 'rolled back update', [:])]
  record.ended([FailureRecord.of(new DeployFailure('autoscaling-group', DeployFailureCause.values()[1], 'AutoScalingGroup: Received 0 SUCCESS signal(s) out of 1.'))], false)
}
BakeHistory.of(job).update([baked], { it.looked(newer(['https://deb.debian.org/debian ' + 'bookworm-backports-' * 8 + ' cannot be asked: it answers 503'])) } as java.util.function.Consumer)
['findAmis', 'readBakeryConfig'].each { step ->
  def tasks = TasksAction.of(fourth)
  tasks.begin(new CallRecord(step + '-1', step))
  tasks.update(step + '-1', { record ->
    record.notes = ["Asked in us-west-2: recipe img-mgr, available", "${ami(4)} (img-mgr 1.4.4 2026-11-22T16-22-33Z)" as String]
    record.ended(step == 'findAmis' ? [] : [FailureRecord.of('No AMI of recipe img-mgr is available in us-west-2')], false)
  } as java.util.function.Consumer)
}
def running = built(job)
BakedAmisAction.of(running).begin(new BakeRecord('img-mgr-5-1aa', 'packer/img-mgr-packer.json'))
BakedAmisAction.of(running).update('img-mgr-5-1aa', { it.appeared('img-mgr', 'us-west-2', ami(5).toString()) } as java.util.function.Consumer)

// The forms, saved in a job, and what the trigger saw.
def trigger = new RebakeTrigger('H 3 * * *')
trigger.freshFor = '7d'
job.addTrigger(trigger)
trigger.start(job, true)
job.buildersList.add(new BakeAmiBuilder(new BakeAmiStep('packer/img-mgr-packer.json')))
job.buildersList.add(new RunwayDeployBuilder(new RunwayDeployStep('dev')))
job.save()
def memory = RebakeMemory.of(job)
memory.add(new RebakeCheck(System.currentTimeMillis() - 86_400_000L, "on the controller as 'aws-baker'",
  new RebakeDecision([], ["img-mgr: base AMI ${ami(90)} is still what name=debian-12-amd64-* finds" as String], [], false), 'Nothing to do.'))
memory.add(new RebakeCheck(System.currentTimeMillis() - 3_600_000L, "on the controller as 'aws-baker' at http://127.0.0.1:45619",
  new RebakeDecision([], ["img-mgr: was not looked up: us-west-2: AuthFailure: AWS was not able to validate the provided access credentials"], ["us-west-2: AuthFailure: AWS was not able to validate the provided access credentials"], true), "Could not check: AuthFailure"))
jenkins.createProject(FreeStyleProject, 'never-baked')
jenkins.createProject(Folder, 'team')

AmiBakeryConfiguration.get().protectedEnvironments = 'prod:qa'

// A Pipeline's build that waits for an answer: its own page and that of the question show the plan.
def pipeline = jenkins.createProject(WorkflowJob, 'to-production')
pipeline.definition = new CpsFlowDefinition("""input id: 'Prod', message: 'Deploy to prod?', ok: 'Deploy to prod',
  parameters: [[\$class: 'DeploymentApprovalParameter', environment: 'prod']]""", true)
def waiting = pipeline.scheduleBuild2(0).waitForStart()
bake(waiting, 6) { good(it, 6, '6') }
deployment(waiting, 'plan-prod', DeployAction.PLAN, 'prod') { record ->
  record.ami = ami(6).toString()
  record.replacedAmi = ami(4).toString()
  record.plan = wholePlan(4, 6)
  def known = allVerdicts() + new CheckRecord(new Check('Passed in qa', Check.Verdict.NOT_KNOWN, 'No deployment of it to qa is attested.'), '', 0)
  record.approval = new ApprovalRecord('Prod', "Deploy ${ami(6)} to prod in place of ${ami(4)}?" as String, 'Deploy to prod', '', known, System.currentTimeMillis(), 0)
  record.ended([], false)
}
for (int i = 0; i < 600 && waiting.getAction(InputAction)?.executions?.empty != false; i++) {
  Thread.sleep(100)
}

// Proofs of each verdict, with evidence that is long.
ProofsAction.of(fourth).keep(new ProofRecord('img-mgr-qa-img-mgr in us-west-2', LONG + ' in eu-central-1', System.currentTimeMillis(), Proof.values().collect {
  new ProofRowRecord(it.id(), it.title(), it.incident(), Verdict.values()[it.ordinal() % 3],
    "i-0f1c33aa09d1f9a2e of the stack img-mgr-prod-img-mgr: its root volume is of ${ami(1)} instead of ${ami(4)}, /etc/" + 'x' * 80, System.currentTimeMillis() - 86_400_000L)
}))
def proved = new ImmutabilityPage().environments[0].id

def build = 'job/img-mgr/'
println([
  proofs: "${build}4/proofs/", immutability: 'ami-bakery/immutability/', provedEnvironment: "ami-bakery/immutability/${proved}/",
  summary: "${build}4/", amis: "${build}4/amis/", ami: "${build}amis/ami/${ami(4)}/", failedBuild: "${build}3/amis/", runningBuild: "${build}5/amis/",
  deployments: "${build}4/deployments/", plan: "${build}4/deployments/1/", failedPlan: "${build}4/deployments/2/", tasks: "${build}4/tasks/",
  jobAmis: "${build}amis/", noMatch: "${build}amis/?q=nowhere", bake: "${build}amis/bake/${baked}/", failedBake: "${build}amis/bake/${failed}/",
  jobDeployments: "${build}deployments/", rebake: "${build}rebake/", neverBaked: 'job/never-baked/amis/', global: 'ami-bakery/', publicKey: 'ami-bakery/key/',
  waitingBuild: 'job/to-production/1/', waitingPlan: 'job/to-production/1/deployments/1/', overridden: "${build}4/deployments/4/", baseAmi: "ami-bakery/ami/${ami(90)}/", unknownAmi: 'ami-bakery/ami/ami-0123456789abcdef0/',
].collect { name, path -> name + ' ' + path }.join('\n'))
