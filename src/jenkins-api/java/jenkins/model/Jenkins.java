package jenkins.model;

import hudson.Launcher;
import hudson.ProxyConfiguration;
import hudson.model.Computer;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.Permission;
import java.io.File;

/** The controller. */
@SuppressWarnings("rawtypes")
public class Jenkins extends Node implements ItemGroup<TopLevelItem> {
    public static final Permission READ = null;

    public static final Permission ADMINISTER = null;

    public static final Permission MANAGE = null;

    public static final Permission SYSTEM_READ = null;

    public Computer[] getComputers() {
        return new Computer[0];
    }

    public static Jenkins get() throws IllegalStateException {
        return null;
    }

    public static Jenkins getInstanceOrNull() {
        return null;
    }

    public String getRootUrl() throws IllegalStateException {
        return null;
    }

    public ProxyConfiguration getProxy() {
        return null;
    }

    public String getLegacyInstanceId() {
        return null;
    }

    public Label getLabel(String text) {
        return null;
    }

    public Node getNode(String text) {
        return null;
    }

    public Computer getComputer(String text) {
        return null;
    }

    public <T extends Item> T getItemByFullName(String text, Class<T> type) {
        return null;
    }

    public <T extends Descriptor> T getDescriptorByType(Class<T> type) {
        return null;
    }

    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        return null;
    }

    @Override
    public Launcher createLauncher(TaskListener taskListener) {
        return null;
    }

    public File getRootDir() {
        return null;
    }

    @Override
    public String getNodeName() {
        return null;
    }

    @Override
    public ACL getACL() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }
}
