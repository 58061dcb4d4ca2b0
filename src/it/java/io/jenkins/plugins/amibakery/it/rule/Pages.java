package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.jvnet.hudson.test.JenkinsRule;

/** What tests of pages have in common. */
final class Pages {
    /** A text that takes over a page which does not show it as text. */
    static final String HOSTILE = "<script>document.title='taken'</script><img src=x onerror=alert(1)>\"'${7*7}";

    private Pages() {}

    /** @param web one that throws nothing for a page it does not get */
    static void assertStatus(JenkinsRule.WebClient web, String user, String page, int status) throws Exception {
        assertThat(web.login(user).goTo(page, null).getWebResponse().getStatusCode())
                .as(user + ": " + page)
                .isEqualTo(status);
    }

    /** Asks by any verb; a POST with Jenkins' crumb. */
    static Page send(JenkinsRule.WebClient web, HttpMethod verb, String path) throws Exception {
        WebRequest request = new WebRequest(new URL(web.getContextPath() + path), verb);
        if (verb == HttpMethod.POST) {
            web.addCrumb(request);
        }
        return web.getPage(request);
    }
}
