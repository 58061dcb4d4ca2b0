package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Item;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every method that the web may call, by everybody: anyone who may not configure learns nothing, and a link has no effect. */
@WithJenkins
class WebMethodsIT {
    private static final List<String> USERS = List.of("anonymous", "read", "build", "configure", "admin");

    /** A verdict on a field, a credential's id, or the name of a tool. */
    private static final Pattern TELLS =
            Pattern.compile("class=.?(error|warning|ok)|aws-baker|destroy|\"signed\"|packer-1\\.16|\"never\"");

    /** @param outcomes what became of a call, by user */
    private record Row(String method, TreeMap<String, String> outcomes) {}

    @Test
    void theMatrixOfWebMethodsAndUsers(JenkinsRule jenkins) throws Exception {
        prepare(jenkins);
        List<Row> posts = new ArrayList<>();
        List<Row> gets = new ArrayList<>();
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            for (Method method : webMethods(descriptor)) {
                String path = path(descriptor, method);
                posts.add(new Row(path, new TreeMap<>()));
                gets.add(new Row(path, new TreeMap<>()));
            }
        }
        for (String user : USERS) {
            JenkinsRule.WebClient client = client(jenkins, user);
            for (int i = 0; i < posts.size(); i++) {
                posts.get(i)
                        .outcomes()
                        .put(user, call(client, HttpMethod.POST, posts.get(i).method()));
                gets.get(i)
                        .outcomes()
                        .put(user, call(client, HttpMethod.GET, gets.get(i).method()));
            }
        }
        posts.forEach(row -> System.out.println("POST " + row.outcomes() + " " + row.method()));

        assertThat(posts).as("web methods").hasSizeGreaterThan(10);
        assertThat(gets)
                .allSatisfy(row ->
                        assertThat(row.outcomes().values()).as(row.method()).containsOnly("refused"));
        assertThat(posts).allSatisfy(row -> {
            boolean ofJob = row.method().startsWith("job/");
            assertThat(row.outcomes()).as(row.method()).containsEntry("admin", "tells");
            assertThat(row.outcomes().get("configure"))
                    .as(row.method())
                    .isIn(ofJob ? List.of("tells") : List.of("refused", "silent"));
            assertThat(List.of("anonymous", "read", "build"))
                    .as(row.method())
                    .allSatisfy(user -> assertThat(row.outcomes().get(user)).isIn("refused", "silent"));
        });
    }

    private static void prepare(JenkinsRule jenkins) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "aws-baker", "AKIAEXAMPLE", "a-secret", ""));
        SystemCredentialsProvider.getInstance().save();
        jenkins.jenkins
                .getDescriptorByType(PackerInstallation.DescriptorImpl.class)
                .setInstallations(new PackerInstallation("packer-1.16", "/opt/packer", List.of()));
        jenkins.createFreeStyleProject("p");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.BUILD)
                .everywhere()
                .to("build")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("configure")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    /** Those of our own code; what is inherited is Jenkins' business. */
    private static List<Method> webMethods(Descriptor<?> descriptor) {
        List<Method> found = new ArrayList<>();
        for (Method method : descriptor.getClass().getMethods()) {
            if (method.getName().matches("do[A-Z].*")
                    && !method.isBridge()
                    && method.getDeclaringClass().getName().startsWith("io.jenkins.plugins.amibakery.")) {
                found.add(method);
            }
        }
        return found;
    }

    private static String path(Descriptor<?> descriptor, Method method) {
        boolean global =
                descriptor instanceof GlobalConfiguration || descriptor instanceof PackerInstallation.DescriptorImpl;
        String name = method.getName().substring(2, 3).toLowerCase(Locale.ROOT)
                + method.getName().substring(3);
        // The value is wrong for each field, so that anyone who may know is told.
        String value = switch (name) {
            case "checkTemplate" -> "";
            case "checkMaxAgeDays" -> "-1";
            case "checkRecipe" -> "a%0Ab";
            case "checkOnly" -> "web&except=db";
            case "checkExcept" -> "web&only=db";
            default -> "-no/pe";
        };
        return (global ? "" : "job/p/") + descriptor.getDescriptorUrl() + "/" + name + "?value=" + value;
    }

    private static JenkinsRule.WebClient client(JenkinsRule jenkins, String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        return user.equals("anonymous") ? client : client.login(user);
    }

    private static String call(JenkinsRule.WebClient client, HttpMethod verb, String path) throws Exception {
        Page page = Pages.send(client, verb, path);
        int status = page.getWebResponse().getStatusCode();
        boolean toLogIn = page.getUrl().getPath().endsWith("/login");
        if (toLogIn || status == 403 || status == 404 || status == 405) {
            return "refused";
        }
        String text = page.getWebResponse().getContentAsString();
        return status != 200 ? "status " + status : TELLS.matcher(text).find() ? "tells" : "silent";
    }
}
