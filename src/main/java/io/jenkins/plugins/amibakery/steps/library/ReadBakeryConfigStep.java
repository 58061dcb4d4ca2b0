package io.jenkins.plugins.amibakery.steps.library;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.amibakery.engine.yaml.YamlText;
import io.jenkins.plugins.amibakery.steps.task.ControllerExecution;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The Pipeline step {@code readBakeryConfig}: reads a text of YAML and returns it as maps and lists. It asks for no file and no agent.
 */
public final class ReadBakeryConfigStep extends Step {
    private final String text;
    private String file = "YAML";

    /** @param text the YAML itself */
    @DataBoundConstructor
    public ReadBakeryConfigStep(String text) {
        this.text = Util.fixNull(text);
    }

    public String getText() {
        return text;
    }

    public String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(String file) {
        this.file = Util.fixNull(file).isBlank() ? "YAML" : file.strip();
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, text, file);
    }

    /** @throws AbortException with one clear line when it is no YAML, or no mapping */
    static Map<String, Object> read(String text, String file) throws AbortException {
        try {
            return PlainValues.of(YamlText.mapping(text, file), file + ":");
        } catch (IllegalArgumentException e) {
            throw (AbortException) new AbortException(e.getMessage()).initCause(e);
        }
    }

    /** Reads the text. */
    static final class Execution extends ControllerExecution {
        private static final long serialVersionUID = 1L;

        private final String text;
        private final String file;

        Execution(StepContext context, String text, String file) {
            super(context);
            this.text = text;
            this.file = file;
        }

        @Override
        protected Object work() throws AbortException {
            return read(text, file);
        }
    }

    /** What a Jenkinsfile writes, and what the snippet generator offers among the advanced steps. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "readBakeryConfig";
        }

        @Override
        public String getDisplayName() {
            return Messages.ReadBakeryConfig_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            Object file = arguments.get("file");
            return file == null ? null : file.toString();
        }
    }
}
