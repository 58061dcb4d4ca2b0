package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.BaseQueryJson;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.MadeAmi;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.Survey;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.Surveyor;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import jenkins.security.MasterToSlaveCallable;

/** Asks the cloud from an agent, and as that agent or with given keys, what it has of base AMIs and AMIs. Changes nothing. */
public final class SurveyCall extends MasterToSlaveCallable<SurveyAnswer, IOException> {
    private static final long serialVersionUID = 1L;

    private final RemoteIdentity identity;
    private final String endpoint;
    private final ArrayList<String> queries = new ArrayList<>();
    private final ArrayList<String[]> amis = new ArrayList<>();

    /** @param endpoint another EC2 endpoint than AWS's own; empty for AWS */
    public SurveyCall(
            RemoteIdentity identity, String endpoint, Collection<BaseImageQuery> queries, Collection<MadeAmi> amis) {
        this.identity = identity;
        this.endpoint = endpoint;
        queries.forEach(query -> this.queries.add(BaseQueryJson.text(query)));
        amis.forEach(
                ami -> this.amis.add(new String[] {ami.region().code(), ami.id().value()}));
    }

    @Override
    public SurveyAnswer call() {
        Set<BaseImageQuery> asked = new HashSet<>();
        queries.forEach(query -> asked.add(BaseQueryJson.query(query).orElseThrow()));
        Set<MadeAmi> made = new HashSet<>();
        amis.forEach(ami -> made.add(new MadeAmi(new Region(ami[0]), new AmiId(ami[1]))));
        Optional<String> address = Optional.of(endpoint).filter(text -> !text.isEmpty());
        return SurveyAnswer.of(survey(identity.access(address), asked, made));
    }

    /** Asks from this machine. */
    public static Survey survey(AwsAccess access, Collection<BaseImageQuery> queries, Collection<MadeAmi> amis) {
        try (Cloud cloud = new AwsCloud(access)) {
            return new Surveyor(cloud.bases(), cloud.own(), Instant.now()).ask(queries, amis);
        }
    }
}
