package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * The few calls of IAM that a bake needs: packer may make a role and an instance profile for its instance. They are signed by the
 * SDK's own signer, as its module for IAM is carried by no plugin that this one needs.
 */
public final class IamQuery {
    private static final int LARGEST = 1 << 20;
    private static final String UNKNOWN = "NoSuchEntity";

    private final Function<Region, URI> endpoint;
    private final Function<Region, AwsCredentialsProvider> identity;
    private final Function<URI, SdkHttpClient> http;

    IamQuery(
            Function<Region, URI> endpoint,
            Function<Region, AwsCredentialsProvider> identity,
            Function<URI, SdkHttpClient> http) {
        this.endpoint = endpoint;
        this.identity = identity;
        this.http = http;
    }

    /** The roles of these names that exist. Of one that cannot be asked for, the birth is not known. */
    public List<Dated> roles(Region region, Collection<String> names) {
        return dated(region, names, "GetRole", "RoleName");
    }

    /** The instance profiles of these names that exist. Of one that cannot be asked for, the birth is not known. */
    public List<Dated> profiles(Region region, Collection<String> names) {
        return dated(region, names, "GetInstanceProfile", "InstanceProfileName");
    }

    private List<Dated> dated(Region region, Collection<String> names, String action, String parameter) {
        List<Dated> found = new ArrayList<>();
        for (String name : names) {
            try {
                Answer answer = ask(region, action, Map.of(parameter, name));
                if (answer.succeeded()) {
                    found.add(new Dated(name, born(answer)));
                } else if (!answer.error().equals(UNKNOWN)) {
                    found.add(new Dated(name, Instant.EPOCH));
                }
            } catch (BakeFailedException e) {
                found.add(new Dated(name, Instant.EPOCH));
            }
        }
        return found;
    }

    private static Instant born(Answer answer) {
        return answer.instant("CreateDate").orElse(Instant.EPOCH);
    }

    /** Deletes a role with its own policies; one that is gone already is deleted. */
    public void deleteRole(Region region, String name) {
        Answer policies = required(region, "ListRolePolicies", Map.of("RoleName", name));
        for (String policy : policies.texts("member")) {
            required(region, "DeleteRolePolicy", Map.of("RoleName", name, "PolicyName", policy));
        }
        required(region, "DeleteRole", Map.of("RoleName", name));
    }

    /** Deletes an instance profile, taking its roles out first; one that is gone already is deleted. */
    public void deleteProfile(Region region, String name) {
        Answer profile = required(region, "GetInstanceProfile", Map.of("InstanceProfileName", name));
        for (String role : profile.texts("RoleName")) {
            required(region, "RemoveRoleFromInstanceProfile", Map.of("InstanceProfileName", name, "RoleName", role));
        }
        required(region, "DeleteInstanceProfile", Map.of("InstanceProfileName", name));
    }

    private Answer required(Region region, String action, Map<String, String> parameters) {
        Answer answer = ask(region, action, parameters);
        if (answer.succeeded() || answer.error().equals(UNKNOWN)) {
            return answer;
        }
        AwsError refused =
                new AwsError("Iam", answer.error(), answer.text("Message"), answer.status(), answer.text("RequestId"));
        throw new BakeFailedException(
                refused.failure(new CalledAction("iam:" + action, region, endpoint.apply(region))));
    }

    private Answer ask(Region region, String action, Map<String, String> parameters) {
        URI address = endpoint.apply(region);
        try {
            SignedRequest signed = signed(region, address, body(action, parameters));
            HttpExecuteResponse response = http.apply(address)
                    .prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElseThrow())
                            .build())
                    .call();
            try (InputStream in =
                    response.responseBody().<InputStream>map(body -> body).orElseGet(InputStream::nullInputStream)) {
                return new Answer(response.httpResponse().statusCode(), parse(in.readNBytes(LARGEST)));
            }
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("iam:" + action).initCause(e);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new BakeFailedException(
                    Failure.of(FailureCause.UNREACHABLE, address + " did not answer iam:" + action + ": " + e), e);
        }
    }

    private SignedRequest signed(Region region, URI address, String body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("Content-Length", String.valueOf(body.length()))
                .build();
        AwsCredentials credentials = identity.apply(region).resolveCredentials();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "iam")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, Endpoints.iamRegion(region)));
    }

    private static String body(String action, Map<String, String> parameters) {
        TreeMap<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("Version", "2010-05-08");
        return all.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Document parse(byte[] xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var parser = factory.newDocumentBuilder();
        parser.setErrorHandler(null);
        return parser.parse(new ByteArrayInputStream(xml));
    }

    private record Answer(int status, Document document) {
        boolean succeeded() {
            return status / 100 == 2;
        }

        String error() {
            return text("Code");
        }

        String text(String element) {
            return Optional.of(texts(element))
                    .filter(all -> !all.isEmpty())
                    .map(all -> all.get(0))
                    .orElse("");
        }

        Optional<Instant> instant(String element) {
            try {
                return Optional.of(text(element))
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        List<String> texts(String element) {
            NodeList nodes = document.getElementsByTagName(element);
            return IntStream.range(0, nodes.getLength())
                    .filter(i -> nodes.item(i).getChildNodes().getLength() <= 1)
                    .mapToObj(i -> nodes.item(i).getTextContent().strip())
                    .toList();
        }
    }
}
