// The jobs, for the plugin Job DSL. The same two Jenkinsfiles run in both folders; what differs is whose keys `aws-baker` are there, as
// Jenkins looks in a job's folder before it looks among the global credentials.
[
    [folder: 'img-mgr', says: 'img-mgr, on its way to production', accessKey: IMG_MGR_ACCESS_KEY, secretKey: IMG_MGR_SECRET_KEY],
    [folder: 'playground', says: 'To try things: another AWS account', accessKey: PLAYGROUND_ACCESS_KEY, secretKey: PLAYGROUND_SECRET_KEY],
].each { team ->
    folder(team.folder) {
        description(team.says)
        properties {
            folderCredentialsProperty {
                domainCredentials {
                    domainCredentials {
                        domain {
                            name('')
                            description('')
                            specifications {}
                        }
                        credentials {
                            awsCredentialsImpl {
                                scope('GLOBAL')
                                id('aws-baker')
                                description("bakes and deploys for ${team.folder}")
                                accessKey(team.accessKey)
                                secretKey(team.secretKey)
                                iamRoleArn('')
                                iamMfaSerialNumber('')
                                iamExternalId('')
                            }
                        }
                    }
                }
            }
        }
    }
    [
        [job: 'img-mgr', file: 'Jenkinsfile', at: ''],
        [job: 'nightly-rebake', file: 'nightly.Jenkinsfile', at: 'H 3 * * *'],
    ].each { one ->
        pipelineJob("${team.folder}/${one.job}") {
            logRotator(-1, 100)
            properties {
                disableConcurrentBuilds()
                if (one.at) {
                    pipelineTriggers {
                        triggers {
                            cron {
                                spec(one.at)
                            }
                        }
                    }
                }
            }
            definition {
                cpsScm {
                    scm {
                        git {
                            remote {
                                url(IMAGES)
                            }
                            branch(IMAGES_BRANCH)
                        }
                    }
                    scriptPath(one.file)
                    lightweight(true)
                }
            }
        }
    }
}
