package io.jenkins.plugins.amibakery.library

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** Tells people by whatever this Jenkins has; what it has not, or what fails, is said in the log and fails nothing. */
class Notice implements Serializable {
    private static final long serialVersionUID = 1L

    private final def script
    private final Map notify

    /** @param notify what the parameter of that name says: `mail` and `slack` */
    Notice(def script, Map notify) {
        this.script = script
        this.notify = notify
    }

    /** Sends one text. */
    void send(String subject, String text) {
        if (notify.mail) {
            mail(subject, text)
        }
        if (notify.slack) {
            said('slackSend', 'Slack Notification') {
                script.slackSend(channel: notify.slack, message: "${subject}\n${text}".toString())
            }
        }
    }

    private void mail(String subject, String text) {
        said('mail', 'Mailer') {
            script.mail(to: notify.mail, subject: subject, body: text)
        }
    }

    private void said(String step, String plugin, Closure send) {
        try {
            send()
        } catch (FlowInterruptedException e) {
            throw e
        } catch (NoSuchMethodError e) {
            script.echo "No notification by ${step}: this Jenkins has no such step; install the plugin ${plugin}."
        } catch (Exception e) {
            script.echo "No notification by ${step}: ${e.message}"
        }
    }
}
