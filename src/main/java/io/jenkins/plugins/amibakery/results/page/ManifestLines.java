package io.jenkins.plugins.amibakery.results.page;

/** What a template lacks whose packages are not known: lines that give a manifest of them, by the tool of {@code manifest-tool}. */
final class ManifestLines {
    private static final String JSON = """
            "variables": {"image_manifests": "manifests"},

            "provisioners": [
              {"type": "file", "source": "{{template_dir}}/manifest-tool", "destination": "/tmp/manifest-tool"},
              {"type": "shell", "inline": ["sudo sh /tmp/manifest-tool >/tmp/manifest.json"]},
              {"type": "file", "direction": "download", "source": "/tmp/manifest.json", "destination": "{{user `image_manifests`}}/{{build_name}}.json"}
            ]
            """;

    private static final String HCL = """
            variable "image_manifests" {
              default = "manifests"
            }

            provisioner "file" {
              source      = "${path.root}/manifest-tool"
              destination = "/tmp/manifest-tool"
            }

            provisioner "shell" {
              inline = ["sudo sh /tmp/manifest-tool >/tmp/manifest.json"]
            }

            provisioner "file" {
              direction   = "download"
              source      = "/tmp/manifest.json"
              destination = "${var.image_manifests}/${source.name}.json"
            }
            """;

    private ManifestLines() {}

    /** The lines for a template in the language of its name; a directory is one of HCL. */
    static String of(String template) {
        return template.endsWith(".json") && !template.endsWith(".pkr.json") ? JSON : HCL;
    }
}
