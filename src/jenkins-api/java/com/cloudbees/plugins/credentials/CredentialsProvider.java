package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.Permission;
import hudson.util.ListBoxModel;
import java.util.List;
import org.springframework.security.core.Authentication;

/** Where credentials come from. */
@SuppressWarnings("rawtypes")
public abstract class CredentialsProvider implements ExtensionPoint {
    public static final Permission USE_ITEM = null;

    public static <C extends IdCredentials> C findCredentialById(String text, Class<C> type, Run<?, ?> run) {
        return null;
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
            Class<C> type, ItemGroup itemGroup, Authentication authentication, List<DomainRequirement> values) {
        return null;
    }

    public static <C extends IdCredentials> ListBoxModel listCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> values,
            CredentialsMatcher credentialsMatcher) {
        return null;
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            Class<C> type, Item item, Authentication authentication, List<DomainRequirement> values) {
        return null;
    }

    public static <C extends Credentials> C track(Run run, C value) {
        return null;
    }

    public static <C extends Credentials> C track(Item item, C value) {
        return null;
    }
}
