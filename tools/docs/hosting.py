"""What the Jenkins project asks of a plugin's repository before it hosts it. Each rule returns its complaints, one line each."""

import re
import xml.etree.ElementTree as ElementTree

REPOSITORY = "ami-bakery-plugin"
LOWEST_JENKINS = (2, 541, 3)
JDKS = ["21", "25"]
POM = {"m": "http://maven.apache.org/POM/4.0.0"}
HTTPS_ONLY = "repo.jenkins-ci.org"
FILES = [
    ["LICENSE"],
    ["README.md"],
    ["Jenkinsfile"],
    [".gitignore"],
    [".github/CODEOWNERS"],
    [".github/workflows/jenkins-security-scan.yml"],
    [".github/dependabot.yml", "renovate.json", ".github/renovate.json", ".github/workflows/updatecli.yml"],
]


def complaints(root):
    """Everything wrong with the repository in this folder."""
    return [line for rule in (files, owners, ignored, jenkinsfile, pom, views, web_methods) for line in rule(root)]


def files(root):
    return [f"{' or '.join(names)} is missing" for names in FILES if not any((root / name).is_file() for name in names)]


def owners(root):
    line = f"* @jenkinsci/{REPOSITORY}-developers"
    return [] if line in lines(root / ".github/CODEOWNERS") else [f".github/CODEOWNERS has no line '{line}'"]


def ignored(root):
    have = lines(root / ".gitignore")
    return [f".gitignore lacks {name}/" for name in ("target", "work") if not {name, f"{name}/", f"/{name}/"} & set(have)]


def jenkinsfile(root):
    """On ci.jenkins.io a call of buildPlugin is all that may stand there."""
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", "\n".join(lines(root / "Jenkinsfile")), flags=re.S).strip()
    if not re.fullmatch(r"buildPlugin\([^()]*configurations:[^()]*\)", code):
        return ["Jenkinsfile is not a single call of buildPlugin with configurations"]
    lists = re.findall(r"\[([^\[\]]+)]", code)
    right = lists and all("platform:" in one and re.search(rf"jdk: ?({'|'.join(JDKS)})\b", one) for one in lists)
    return [] if right else [f"Jenkinsfile: each configuration needs a platform and a jdk of {', '.join(JDKS)}"]


def pom(root):
    model = ElementTree.parse(root / "pom.xml").getroot()
    group, artifact, name, core = (
        model.findtext(f"m:{path}", "", POM) for path in ("groupId", "artifactId", "name", "properties/m:jenkins.version")
    )
    wrong = []
    if group != "io.jenkins.plugins":
        wrong.append(f"groupId is '{group}'; it must be io.jenkins.plugins")
    if artifact != REPOSITORY.removesuffix("-plugin"):
        wrong.append(f"artifactId is '{artifact}'; it must be the repository's name without -plugin")
    if "jenkins" in artifact.lower() or artifact != artifact.lower() or len(group + artifact) >= 100:
        wrong.append(f"artifactId is '{artifact}'; it must be short, in lower case and without 'jenkins'")
    if not name or "jenkins" in name.lower():
        wrong.append(f"name is '{name}'; it must be there and not contain 'Jenkins'")
    if model.find("m:licenses/m:license", POM) is None:
        wrong.append("pom.xml names no licence")
    if tuple(int(part) for part in re.findall(r"\d+", core)[:3]) < LOWEST_JENKINS:
        wrong.append(f"jenkins.version is '{core}'; it must be {'.'.join(map(str, LOWEST_JENKINS))} or newer")
    for url in model.iterfind(".//m:repository/m:url", POM):
        if HTTPS_ONLY in url.text and not url.text.startswith("https://"):
            wrong.append(f"{url.text} must be https")
    return wrong


def views(root):
    """Content Security Policy: neither code nor style in a page."""
    wrong = []
    for path in sorted((root / "src/main/resources").rglob("*.jelly")):
        if not path.read_text().startswith("<?jelly escape-by-default='true'?>"):
            wrong.append(f"{path.name} does not begin with escape-by-default")
        wrong += [f"{path.relative_to(root)}: {line}" for line in view(ElementTree.parse(path).getroot())]
    return wrong


def view(page):
    wrong = []
    for element in page.iter():
        name, given = str(element.tag).split("}")[-1], element.attrib
        if name == "style":
            wrong.append("an inline <style>")
        if name == "script" and "src" not in given and given.get("type", "").lower() != "application/json":
            wrong.append("an inline <script>")
        if "checkUrl" in given and "checkDependsOn" not in given:
            wrong.append("the legacy checkUrl")
        if name != str(element.tag) and "onclick" not in given:
            continue  # attributes of a tag library may begin with "on" and be none of JavaScript's
        wrong += [f"the attribute {attribute}" for attribute in given if attribute.startswith("on")]
    return wrong


def web_methods(root):
    """What a browser can call takes POST only, or says by @GET that it has no effect."""
    return [
        f"{path.relative_to(root)}: {name} takes GET"
        for path in sorted((root / "src/main/java").rglob("*.java"))
        for name in open_to_get(path.read_text())
    ]


def open_to_get(java):
    """The names of public methods do… of a source without @POST, @RequirePOST or @GET."""
    methods = re.finditer(r"((?:^ *@.*\n)*)^ *public (?!static)[\w<>?, .]+ (do[A-Z]\w*)\(", java, re.M)
    return [found[2] for found in methods if not re.search(r"@(?:POST|RequirePOST|GET)\b", found[1])]


def lines(path):
    return path.read_text().splitlines() if path.is_file() else []
