#!/bin/bash
# Everything an agent's jobs ask for, each tool by a function of its own.
set -eux -o pipefail
export DEBIAN_FRONTEND=noninteractive

account=ci
home=/home/ci

apt_install() {
  apt-get update --quiet
  apt-get install --yes --no-install-recommends "$@"
}

fetch() { # URL FILE
  curl --fail --silent --show-error --location "$1" --output "$2"
}

clean_apt() {
  apt-get purge -y unattended-upgrades || true
  apt-get autoremove --purge -y
  apt-get update --quiet
  apt-get upgrade -y
}

common() {
  apt_install apt-transport-https ca-certificates curl dnsutils gpg-agent locales \
    lsb-release make parallel rsync software-properties-common unzip xz-utils zip
  locale-gen "${LANG}"
}

user() {
  groupadd --gid=1001 "${account}"
  useradd --create-home --home-dir "${home}" --uid 1001 --gid 1001 --shell /bin/bash "${account}"
  mkdir -p "${home}/.ssh" "${home}/agent"
  cp /tmp/authorize-key.sh /usr/local/bin/ && chmod a+x /usr/local/bin/authorize-key.sh
  chown -R "${account}:${account}" "${home}"
}

git_and_lfs() {
  add-apt-repository -y ppa:git-core/ppa
  apt-get update --quiet
  local version
  version="$(apt-cache madison git | grep "${GIT_VERSION}" | head -n1 | awk '{print $3}')"
  apt_install "git=${version}"
  fetch "https://github.com/git-lfs/git-lfs/releases/download/v${GIT_LFS_VERSION}/git-lfs-linux-${ARCHITECTURE}-v${GIT_LFS_VERSION}.tar.gz" /tmp/git-lfs.tgz
  tar --extract --gunzip --file=/tmp/git-lfs.tgz --directory=/tmp
  bash -x "/tmp/git-lfs-${GIT_LFS_VERSION}/install.sh"
}

asdf() {
  fetch "https://github.com/asdf-vm/asdf/archive/refs/tags/v${ASDF_VERSION}.tar.gz" /tmp/asdf.tgz
  mkdir -p "${home}/.asdf"
  tar --extract --gunzip --file=/tmp/asdf.tgz --directory="${home}/.asdf" --strip-components=1
  chown -R "${account}:${account}" "${home}"
}

goss() {
  fetch "https://github.com/goss-org/goss/releases/download/v${GOSS_VERSION}/goss_${GOSS_VERSION}_linux_${ARCHITECTURE}.tar.gz" /tmp/goss.tgz
  tar --extract --gunzip --file=/tmp/goss.tgz --directory=/usr/local/bin goss
}

docker_ce() {
  local keyring=/usr/share/keyrings/docker-archive-keyring.gpg
  gpg --batch --yes --dearmor -o "${keyring}" /tmp/gpg-keys/docker.gpg
  echo "deb [arch=${ARCHITECTURE} signed-by=${keyring}] https://download.docker.com/linux/ubuntu $(lsb_release -cs) stable" \
    > /etc/apt/sources.list.d/docker.list
  apt_install docker-ce="5:${DOCKER_VERSION}*" docker-ce-cli="5:${DOCKER_VERSION}*" docker-buildx-plugin
  usermod -aG docker "${account}"
}

jdks() {
  local major url sum
  for major in ${JDKS}; do
    url="JDK${major}_INSTALLER_URL"
    sum="JDK${major}_CHECKSUM_VALUE"
    fetch "${!url}" /tmp/jdk.tgz
    test "$(sha256sum /tmp/jdk.tgz | awk '{print $1}')" = "${!sum}"
    mkdir -p "/opt/jdk-${major}"
    tar --extract --gunzip --file=/tmp/jdk.tgz --directory="/opt/jdk-${major}" --strip-components=1
  done
}

qemu() {
  apt_install qemu binfmt-support qemu-user-static
  docker run --rm --privileged multiarch/qemu-user-static --reset -p yes || true
}

python() {
  apt_install python3 python3-docker python3-pip python3-venv python3-wheel \
    build-essential libbz2-dev libffi-dev libssl-dev libsqlite3-dev zlib1g-dev
  python3 -m pip install --no-cache-dir pip --upgrade
  fetch "https://www.python.org/ftp/python/${PYTHON3_VERSION}/Python-${PYTHON3_VERSION}.tgz" /tmp/python.tgz
  mkdir /tmp/python-src
  tar xzf /tmp/python.tgz --strip-components=1 -C /tmp/python-src
  (cd /tmp/python-src && ./configure && make && make altinstall)
}

ansible() {
  python3 -m venv /usr/local/ansible-venv
  /usr/local/ansible-venv/bin/pip --require-virtualenv --no-cache-dir install ansible-core=="${ANSIBLE_CORE_VERSION}"
}

maven() {
  fetch "https://archive.apache.org/dist/maven/maven-3/${MAVEN_VERSION}/binaries/apache-maven-${MAVEN_VERSION}-bin.tar.gz" /tmp/maven.tgz
  tar --extract --gunzip --file=/tmp/maven.tgz --directory=/usr/share/
  ln -s "/usr/share/apache-maven-${MAVEN_VERSION}/bin/mvn" /usr/bin/mvn
}

azure() {
  mkdir -p /etc/apt/keyrings
  curl -sLS https://packages.microsoft.com/keys/microsoft.asc | gpg --dearmor > /etc/apt/keyrings/microsoft.gpg
  echo "deb [signed-by=/etc/apt/keyrings/microsoft.gpg] https://packages.microsoft.com/repos/azure-cli/ $(lsb_release -cs) main" \
    > /etc/apt/sources.list.d/azure-cli.list
  apt_install azure-cli="${AZURECLI_VERSION}*"
}

golang() {
  curl --fail --silent --show-error --location "https://go.dev/dl/go${GOLANG_VERSION}.linux-${ARCHITECTURE}.tar.gz" \
    | tar --extract --gunzip --directory=/usr/local/
  curl --fail --silent --show-error --location \
    "https://github.com/golangci/golangci-lint/releases/download/v${GOLANGCILINT_VERSION}/golangci-lint-${GOLANGCILINT_VERSION}-linux-${ARCHITECTURE}.tar.gz" \
    | tar --extract --gunzip --strip-components=1 --directory=/usr/local/bin
}

jq() {
  local binary="jq-linux-${ARCHITECTURE}"
  fetch "https://github.com/jqlang/jq/releases/download/jq-${JQ_VERSION}/${binary}" "/tmp/${binary}"
  fetch "https://raw.githubusercontent.com/jqlang/jq/master/sig/v${JQ_VERSION}/${binary}.asc" "/tmp/${binary}.asc"
  gpgv --keyring=/tmp/gpg-keys/jq-keyring.kbx "/tmp/${binary}.asc" "/tmp/${binary}"
  install -m 0755 "/tmp/${binary}" /usr/local/bin/jq
}

ruby() {
  apt_install autoconf bison build-essential libssl-dev libyaml-dev zlib1g-dev libffi-dev
  su - "${account}" -c "source ${home}/.asdf/asdf.sh && asdf plugin add ruby https://github.com/asdf-vm/asdf-ruby.git"
  su - "${account}" -c "source ${home}/.asdf/asdf.sh && asdf install ruby ${RUBY_VERSION}"
}

packer() {
  local base="https://releases.hashicorp.com/packer/${PACKER_VERSION}" sums="packer_${PACKER_VERSION}_SHA256SUMS" zip="packer_${PACKER_VERSION}_linux_${ARCHITECTURE}.zip"
  cd "$(mktemp -d)"
  for file in "${sums}" "${sums}.sig" "${zip}"; do
    curl --silent --show-error --location --remote-name "${base}/${file}"
  done
  gpg --import /tmp/gpg-keys/hashicorp.gpg
  gpg --trust-model always --verify "${sums}.sig" "${sums}"
  grep "${zip}" "${sums}" | sha256sum --check
  unzip "${zip}" packer -d /usr/local/bin
}

awscli() {
  fetch "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m)-${AWSCLI_VERSION}.zip" /tmp/awscli.zip
  unzip -q /tmp/awscli.zip -d /tmp
  bash /tmp/aws/install
}

kubernetes() {
  fetch "https://dl.k8s.io/release/v${KUBECTL_VERSION}/bin/linux/${ARCHITECTURE}/kubectl" /usr/local/bin/kubectl
  fetch "https://github.com/mikefarah/yq/releases/download/v${YQ_VERSION}/yq_linux_${ARCHITECTURE}" /usr/local/bin/yq
  chmod a+x /usr/local/bin/kubectl /usr/local/bin/yq
}

nodejs() {
  local base="https://nodejs.org/dist/v${NODEJS_VERSION}" archive="node-v${NODEJS_VERSION}-linux-x64.tar.xz"
  cd "$(mktemp -d)"
  fetch "${base}/${archive}" "${archive}"
  fetch "${base}/SHASUMS256.txt.asc" SHASUMS256.txt.asc
  gpgv --keyring=/tmp/gpg-keys/nodejs-keyring.kbx --output SHASUMS256.txt < SHASUMS256.txt.asc
  sha256sum --check SHASUMS256.txt --ignore-missing | grep "${archive}"
  mkdir -p /opt/nodejs
  tar --extract --xz --file="${archive}" --directory=/opt/nodejs --strip-components=1
  export PATH="/opt/nodejs/bin:${PATH}"
  npm install -g npm yarn pnpm
  npm install -g playwright@"${PLAYWRIGHT_VERSION}"
}

launchable() {
  python3 -m venv /usr/local/launchable
  /usr/local/launchable/bin/pip --require-virtualenv --no-cache-dir install setuptools wheel
  /usr/local/launchable/bin/pip --require-virtualenv --no-cache-dir install launchable=="${LAUNCHABLE_VERSION}"
}

datadog() {
  local keyring=/usr/share/keyrings/datadog-keyring.gpg
  gpg --batch --yes --dearmor -o "${keyring}" /tmp/gpg-keys/datadog.gpg
  echo "deb [signed-by=${keyring}] https://apt.datadoghq.com/ stable 7" > /etc/apt/sources.list.d/datadog.list
  apt_install datadog-agent datadog-signing-keys
}

small_things() {
  apt_install openssh-client yamllint rng-tools5 libxml2-utils bc
}

clean_apt; common; user; git_and_lfs; asdf; goss; docker_ce; jdks; datadog; qemu; python; ansible; maven; azure
golang; jq; ruby; packer; awscli; kubernetes; nodejs; launchable; small_things
rm -rf /var/lib/apt/lists/* /root/.npm
