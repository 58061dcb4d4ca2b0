import jenkins.model.Jenkins

Jenkins.get().setSlaveAgentPort(-1)
Jenkins.get().setNumExecutors(0)
Jenkins.get().save()
