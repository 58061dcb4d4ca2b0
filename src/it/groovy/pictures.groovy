// Run in the script console of a Jenkins without security: the made-up jobs on the pictures in docs/images. Prints each page's path.
import com.cloudbees.hudson.plugins.folder.Folder
import hudson.model.Cause
import hudson.model.FreeStyleProject
import hudson.model.Result
import hudson.model.Run
import hudson.model.User
import io.jenkins.plugins.amibakery.engine.model.*
import io.jenkins.plugins.amibakery.results.history.*
import io.jenkins.plugins.amibakery.results.page.*
import io.jenkins.plugins.amibakery.results.record.*
import io.jenkins.plugins.amibakery.schedule.*
import java.time.Duration
import java.time.Instant
import jenkins.model.Jenkins
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob
import org.jenkinsci.plugins.workflow.job.WorkflowRun
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction

REGIONS = [new Region('us-west-2'), new Region('eu-central-1')]
DAY = 86_400_000L
NOW = System.currentTimeMillis()
OWNER = '123456789012'

def hash(String text) { Sha256.of(text) }
def ami(String what) { new AmiId('ami-0' + hash(what).substring(0, 16)) }
def commit(int n) { hash('commit ' + n).substring(0, 40) }
def version(int n) { '1.0.' + n }

def put(Class type, object, Map values) {
  values.each { name, value ->
    def field = type.getDeclaredField(name)
    field.accessible = true
    field.set(object, value)
  }
}

def build(FreeStyleProject job, long began, long millis, Cause cause, Result result = Result.SUCCESS) {
  def run = job.scheduleBuild2(0, cause).get()
  put(Run, run, [timestamp: began, startTime: began, duration: millis, result: result])
  run.save()
  return run
}

def known(AmiId id, Region region, String name, int size, long created, Map tags) {
  new Ami(id, region, name, OWNER, AmiState.AVAILABLE, '', Optional.of(Instant.ofEpochMilli(created)), 'x86_64', true,
    [new Snapshot('snap-0' + hash(id.toString()).substring(0, 16), size)], tags)
}

def key(int n) {
  BakeKey.of([
    new KeyPart(KeyPart.Kind.BASE_IMAGE, 'web us-west-2', hash("base ${n.intdiv(4)}"), ami("base ${n.intdiv(4)}").toString()),
    new KeyPart(KeyPart.Kind.VARIABLE, 'version', hash(version(n)), version(n)),
    new KeyPart(KeyPart.Kind.FILE, 'packer/gallery.html', hash('gallery' + n), (1200 + n) + ' bytes'),
    new KeyPart(KeyPart.Kind.PACKER, 'packer', hash('p'), '1.6.6'),
  ], [new Floating('packer/provision/install.sh', 14, 'apt-get install -y nginx', 'no version is given for nginx', Settling.REPOSITORIES)])
}

def packages(int n) {
  def all = (1..220).collectEntries { [('lib' + hash('lib' + it).substring(0, 6)): '1.' + it] }
  all + ['bash': '5.2.15-2', 'curl': '7.88.1-' + n, 'openssl': '3.0.' + (6 + n) + '-1~deb12u2'] +
    (n > 8 ? ['jq': '1.6'] : [:])
}

def phases(int n) {
  [(Phase.VALIDATE): 4, (Phase.LAUNCH): 43, (Phase.CONNECT): 22, (Phase.PROVISION): 140 + 6 * n, (Phase.STOP): 30, (Phase.IMAGE): 84,
   (Phase.COPY): 60, (Phase.TAG): 3, (Phase.CLEANUP): 12].collect { phase, seconds -> new PhaseTime('web', phase, Duration.ofSeconds(seconds)) }
}

def bake(run, String recipe, int n, Closure more) {
  def id = "${recipe}-${run.number}-${hash(recipe + run.number).substring(0, 8)}" as String
  def action = BakedAmisAction.of(run)
  action.begin(new BakeRecord(id, recipe == 'img-mgr' ? 'packer/img-mgr-packer.json' : "images/${recipe}.pkr.hcl" as String, run.timeInMillis))
  action.update(id, { record ->
    record.recipe = recipe
    record.packerVersion = '1.6.6'
    record.commit = commit(n)
    record.origin.node = 'packer-1'
    record.origin.bases = [new BaseRecord('us-west-2', 'name=debian-12-amd64-*, owner 136693071363', ami("base ${n.intdiv(4)}").toString(),
        'debian-12-amd64-20261104-1234', NOW - (13 - n) * DAY, NOW + 700 * DAY)]
    more(record)
    if (!(run instanceof WorkflowRun)) {
      put(TaskRecord, record, [ended: run.timeInMillis + (record.origin.reused ? 900 : run.duration - 3_000)])
    }
  } as java.util.function.Consumer)
  action.remember(id, recipe == 'img-mgr' && n != 11 ? packages(n) : [:])
  return id
}

def baked(record, String recipe, int n) {
  record.phases = phases(n)
  record.origin.key = key(n)
  def id = record.bakeId
  record.ended(REGIONS.collect { region -> BakedAmi.named('web', region, ami("$recipe $n $region")).describedAs(
    known(ami("$recipe $n $region"), region, "$recipe-${version(n)}" as String, 8 + n.intdiv(4), record.began + 350_000L,
      ['ami-bakery:bake-id': id, 'ami-bakery:recipe': recipe, 'ami-bakery:source-ami': ami("base ${n.intdiv(4)}").toString()])) }, [], [], false)
}

def deployment(run, String id, DeployAction what, String environment, AmiId image, Closure more) {
  def action = DeploymentsAction.of(run)
  action.begin(new DeploymentRecord(id, what, environment, run.timeInMillis))
  action.update(id, { record ->
    record.runwayVersion = '2.8.4'
    record.commit = commit(run.number)
    record.ami = image.toString()
    more(record)
  } as java.util.function.Consumer)
}

def stack(String environment, String name, StackVerdict.Status verdict, String status, Map outputs) {
  StackRecord.of(new DeployedStack(new StackVerdict('img-mgr', name + '.cfn', 'us-west-2', name, verdict, '', '', ''),
    "img-mgr-$environment-$name" as String, status, outputs))
}

def deployed(run, String environment, AmiId image) {
  deployment(run, environment + '-' + run.number, DeployAction.DEPLOY, environment, image) { record ->
    record.stacks = [stack(environment, 'vpc', StackVerdict.Status.SKIPPED, 'CREATE_COMPLETE', [:]),
      stack(environment, 'asg', StackVerdict.Status.COMPLETE, 'UPDATE_COMPLETE', [Url: "http://img-mgr-${environment}.example.com" as String])]
    record.addCheck(new CheckRecord(new Check('Smoke test', Check.Verdict.PASSED, 'Healthy response'), "http://img-mgr-${environment}.example.com/health" as String, NOW - 50_000L))
    record.ended([], false)
  }
}

def jenkins = Jenkins.get()
User.getById('jane', true).fullName = 'Jane Doe'
def job = jenkins.createProject(FreeStyleProject, 'img-mgr')
def runs = [:]
for (int n = 1; n <= 12; n++) {
  def cause = n == 12 ? new RebakeCause('img-mgr: 2 packages have newer versions, 1 of them security: openssl, curl', NOW) : new Cause.UserIdCause('jane')
  runs[n] = build(job, n == 12 ? NOW - 5_000_000L : NOW - (20 - n) * DAY, 390_000L + 6_000L * n, cause, n == 10 ? Result.FAILURE : Result.SUCCESS)
  if (n == 10) {
    bake(runs[n], 'img-mgr', n) { it.ended([], [new Failure('web', FailureCause.PROVISIONER,
      'The script packer/provision/install.sh ended with exit code 100; the last line it printed: E: Unable to locate package ngnix')], [], false) }
  } else if (n == 11) {
    bake(runs[n], 'img-mgr', n) { record ->
      record.origin.reused("img-mgr-9-${hash('img-mgr9').substring(0, 8)}" as String, 'img-mgr', 9)
      record.origin.reason = 'No repository has a newer version of a package that it holds.'
      record.ended(REGIONS.collect { BakedAmi.named('web', it, ami("img-mgr 9 $it")).describedAs(
        known(ami("img-mgr 9 $it"), it, 'img-mgr-1.0.9', 10, record.began - DAY, ['ami-bakery:source-ami': ami('base 2').toString()])) }, [], [], false)
    }
  } else {
    bake(runs[n], 'img-mgr', n) { record ->
      if (n == 12) {
        record.origin.reason = "${ami('img-mgr 9 us-west-2')} in us-west-2 has the same key. 2 packages have newer versions, 1 of them security: openssl, curl." as String
        record.origin.packageLook = new PackageLook(NOW - 5_000_000L, [
          new NewerPackage('openssl', '3.0.15-1~deb12u2', '3.0.18-1~deb12u2', 'bookworm-security', true),
          new NewerPackage('curl', '7.88.1-9', '7.88.1-12', 'bookworm', false)], [])
      }
      baked(record, 'img-mgr', n)
    }
  }
}
BakeHistory.of(job).update([job.getAction(JobAmisAction).recipes[0].currentBake], { it.looked(new PackageLook(NOW - 600_000L, [
  new NewerPackage('openssl', '3.0.18-1~deb12u2', '3.0.18-1~deb12u3', 'bookworm-security', true),
  new NewerPackage('libxml2', '2.9.14+dfsg-1.3~deb12u4', '2.9.14+dfsg-1.3~deb12u5', 'bookworm-security', true),
  new NewerPackage('tzdata', '2025b-0+deb12u1', '2025b-0+deb12u2', 'bookworm-updates', false)], [])) } as java.util.function.Consumer)
def trigger = new RebakeTrigger('H 3 * * *')
trigger.label = 'packer'
job.addTrigger(trigger)
trigger.start(job, true)
job.save()
[prod: 8, qa: 9, dev: 12].each { environment, n -> deployed(build(job, NOW - (13 - n) * DAY, 60_000L, new Cause.UserIdCause('jane')), environment, ami("img-mgr $n us-west-2")) }

def team = jenkins.createProject(Folder, 'platform-team')
def workers = team.createProject(FreeStyleProject, 'worker-images')
bake(build(workers, NOW - 31 * DAY, 300_000L, new Cause.UserIdCause('jane')), 'base-hardened', 1) { baked(it, 'base-hardened', 1) }
BakeHistory.of(workers).update([workers.getAction(JobAmisAction).recipes[0].currentBake],
  { it.seen('us-west-2', ami('base-hardened 1 us-west-2').toString(), 'disabled', NOW) } as java.util.function.Consumer)
bake(build(workers, NOW - 41 * DAY, 300_000L, new Cause.UserIdCause('jane')), 'worker', 2) { baked(it, 'worker', 2) }
bake(build(workers, NOW - 2 * DAY, 9_000L, new Cause.UserIdCause('jane'), Result.FAILURE), 'worker', 3) { it.ended([], [new Failure('web', FailureCause.NO_SOURCE_AMI,
  'No AMI matches name=debian-12-arm64-*, owner 136693071363')], [], false) }

// The Pipeline: its second build waits for an answer.
def pipeline = jenkins.createProject(WorkflowJob, 'to-production')
pipeline.definition = new CpsFlowDefinition("echo 'deployed'", true)
def first = pipeline.scheduleBuild2(0).get()
bake(first, 'img-mgr', 13) { baked(it, 'img-mgr', 13) }
['dev', 'qa', 'prod'].each { deployed(first, it, ami('img-mgr 13 us-west-2')) }
pipeline.definition = new CpsFlowDefinition("""input id: 'Prod', message: 'Deploy ${ami('img-mgr 14 us-west-2')} to prod in place of ${ami('img-mgr 13 us-west-2')}?',
  ok: 'Deploy to prod', parameters: [[\$class: 'DeploymentApprovalParameter', environment: 'prod']]""", true)
def waiting = pipeline.scheduleBuild2(0, new hudson.model.CauseAction(new Cause.UserIdCause('jane'))).waitForStart()
bake(waiting, 'img-mgr', 14) { baked(it, 'img-mgr', 14) }
['dev', 'qa'].each { deployed(waiting, it, ami('img-mgr 14 us-west-2')) }
deployment(waiting, 'plan-prod', DeployAction.PLAN, 'prod', ami('img-mgr 14 us-west-2')) { record ->
  def from = ami('img-mgr 13 us-west-2').toString()
  def to = ami('img-mgr 14 us-west-2').toString()
  record.replacedAmi = from
  record.stacks = [stack('prod', 'vpc', StackVerdict.Status.COMPLETE, '', [:]), stack('prod', 'asg', StackVerdict.Status.COMPLETE, '', [:])]
  record.plan = new PlanRecord('sha256:' + hash('plan'), [], false, [
    StackChangeRecord.of(new StackChange('us-west-2', 'img-mgr-prod-vpc', false, [], [])),
    StackChangeRecord.of(new StackChange('us-west-2', 'img-mgr-prod-asg', true,
      [new StackChange.Resource('LaunchTemplate', 'AWS::EC2::LaunchTemplate', StackChange.Effect.MODIFIED)],
      [new StackChange.Parameter('ImageId', from, to)]))],
    [new PlanTextRecord('us-west-2', "img-mgr-prod-asg changes:\n- Modify LaunchTemplate (AWS::EC2::LaunchTemplate)\n  parameter ImageId: $from -> $to\n" as String)])
  def checks = [new CheckRecord(new Check('Plan', Check.Verdict.PASSED, 'Complete, sha256:' + hash('plan')), '', NOW)] + ['dev', 'qa'].collectMany { [
    new CheckRecord(new Check("$it: deployed" as String, Check.Verdict.PASSED, 'By #2 in 21.7 s'), '', NOW - 90_000L),
    new CheckRecord(new Check("$it: Smoke test" as String, Check.Verdict.PASSED, 'Healthy response'), "http://img-mgr-${it}.example.com/health" as String, NOW - 60_000L)] }
  record.approval = new ApprovalRecord('Prod', "Deploy $to to prod in place of $from?" as String, 'Deploy to prod', '', checks, NOW, NOW + 7_200_000L)
  record.ended([], false)
}
for (int i = 0; i < 600 && waiting.getAction(InputAction)?.executions?.empty != false; i++) {
  Thread.sleep(100)
}
println([
  'build-page': 'job/img-mgr/12/', 'produced-amis': 'job/img-mgr/12/amis/', ami: "job/img-mgr/amis/ami/${ami('img-mgr 12 us-west-2')}/",
  'job-amis': 'job/img-mgr/amis/', 'ami-bakery': 'ami-bakery/', 'pipeline-build': 'job/to-production/2/', approval: 'job/to-production/2/input/',
  deployments: 'job/to-production/2/deployments/', environments: 'job/to-production/deployments/',
].collect { name, path -> name + ' ' + path }.join('\n'))
