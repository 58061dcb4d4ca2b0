export FORWARDER_HOME=/opt/forwarder
export PATH=$PATH:$FORWARDER_HOME/bin
