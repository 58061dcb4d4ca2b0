package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
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
 * Calls of a service of which few are needed: signed by the SDK's own signer, so that no further module of the SDK, and no Jenkins plugin
 * that carries it, has to be there.
 *
 * @param service as signatures and IAM actions name it, such as {@code iam}
 * @param signingRegion the region that calls are signed for
 */
record SignedCalls(
        String service,
        Function<Region, URI> endpoint,
        Function<Region, String> signingRegion,
        Function<Region, AwsCredentialsProvider> identity,
        Function<URI, SdkHttpClient> http) {
    private static final int LARGEST = 16 << 20;

    /** What came back, be it good or a refusal. */
    record Reply(int status, byte[] body) {
        boolean succeeded() {
            return status / 100 == 2;
        }
    }

    /** The IAM action of a call. */
    String action(String call) {
        return service + ":" + call;
    }

    /**
     * Posts a body.
     *
     * @param headers the content's type, and what else the service's protocol demands
     * @throws BakeFailedException {@link FailureCause#UNREACHABLE} when there is no answer, or one without end
     * @throws CancellationException when the thread was interrupted; it stays interrupted
     */
    Reply post(Region region, String call, Map<String, String> headers, String body) {
        URI address = endpoint.apply(region);
        try {
            SignedRequest signed = signed(region, address, headers, body);
            HttpExecuteResponse response = http.apply(address)
                    .prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElseThrow())
                            .build())
                    .call();
            try (InputStream in =
                    response.responseBody().<InputStream>map(part -> part).orElseGet(InputStream::nullInputStream)) {
                return new Reply(response.httpResponse().statusCode(), in.readNBytes(LARGEST));
            }
        } catch (SocketTimeoutException e) {
            throw unanswered(address, call, e);
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException(action(call)).initCause(e);
        } catch (IOException e) {
            throw unanswered(address, call, e);
        }
    }

    /** What to throw when an answer cannot be read. */
    BakeFailedException unanswered(URI address, String call, Exception why) {
        return new BakeFailedException(
                Failure.of(FailureCause.UNREACHABLE, address + " did not answer " + action(call) + ": " + why), why);
    }

    /** What to throw for a refusal. */
    BakeFailedException refused(Region region, String call, AwsError error) {
        return new BakeFailedException(error.failure(new CalledAction(action(call), region, endpoint.apply(region))));
    }

    private SignedRequest signed(Region region, URI address, Map<String, String> headers, String body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address)
                .putHeader("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        headers.forEach(request::putHeader);
        AwsCredentials credentials = identity.apply(region).resolveCredentials();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, signingRegion.apply(region)));
    }
}
