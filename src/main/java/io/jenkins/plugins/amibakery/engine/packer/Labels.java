package io.jenkins.plugins.amibakery.engine.packer;

import java.util.Set;

/**
 * Which settings decide nothing about an image's content: they name and mark it, or say as whom and by which way it is baked.
 * Their texts count, since anyone who writes another tag into a template wants images that have it. What varies from bake to bake in
 * them does not: the values of variables, the time, random ids.
 */
final class Labels {
    private static final Set<String> MARKS = Set.of(
            "ami_name",
            "ami_description",
            "tags",
            "tag",
            "run_tags",
            "run_tag",
            "run_volume_tags",
            "run_volume_tag",
            "snapshot_tags",
            "snapshot_tag",
            "snapshot_description",
            "spot_tags",
            "spot_tag",
            "fleet_tags",
            "fleet_tag",
            "deprecate_at",
            "deregistration_protection",
            "custom_data");

    private static final Set<String> WAYS = Set.of(
            "access_key",
            "secret_key",
            "token",
            "profile",
            "shared_credentials_file",
            "assume_role",
            "mfa_code",
            "vault_aws_engine",
            "custom_endpoint_ec2",
            "temporary_key_pair_name",
            "temporary_security_group_source_cidrs",
            "temporary_security_group_source_cidr",
            "temporary_security_group_source_public_ip",
            "ssh_password",
            "ssh_private_key_file",
            "ssh_keypair_name",
            "ssh_certificate_file",
            "winrm_password",
            "remote_path",
            "remote_folder",
            "remote_file",
            "remote_env_var_path",
            "staging_directory",
            "staging_dir");

    private static final Set<String> DISTRIBUTION = Set.of(
            "region",
            "ami_regions",
            "ami_users",
            "ami_groups",
            "ami_org_arns",
            "ami_ou_arns",
            "ami_product_codes",
            "snapshot_users",
            "snapshot_groups",
            "encrypt_boot",
            "kms_key_id",
            "region_kms_key_ids",
            "deprecate_at",
            "imds_support",
            "deregistration_protection",
            "snapshot_copy_duration_minutes",
            "skip_save_build_region",
            "skip_create_ami",
            "skip_region_validation");

    private Labels() {}

    /** Whether values in a component's setting vary without making another image. */
    static boolean isOne(Component component, Setting setting) {
        String head = head(component, setting);
        return component.type().equals("hcp_packer_registry")
                || MARKS.contains(head)
                || WAYS.contains(head)
                || component.sort() == Component.Sort.POST_PROCESSOR && head.equals("output");
    }

    /** Whether a builder's setting says where images go and who may use them. */
    static boolean isDistribution(Component component, Setting setting) {
        return component.sort() == Component.Sort.BUILDER && DISTRIBUTION.contains(head(component, setting));
    }

    /** What a build adds to a source stands in a block of that name. */
    private static String head(Component component, Setting setting) {
        String path = component.sort() == Component.Sort.BUILDER
                ? setting.path().replaceFirst("^source\\.", "")
                : setting.path();
        return path.replaceFirst("[.\\[].*", "");
    }
}
