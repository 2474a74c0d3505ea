package interop;

import com.linkedin.common.callback.Callback;
import com.linkedin.data.ByteString;
import com.linkedin.parseq.Engine;
import com.linkedin.parseq.EngineBuilder;
import com.linkedin.r2.message.QueryTunnelUtil;
import com.linkedin.r2.message.RequestContext;
import com.linkedin.r2.message.rest.RestException;
import com.linkedin.r2.message.rest.RestRequest;
import com.linkedin.r2.message.rest.RestRequestBuilder;
import com.linkedin.r2.message.rest.RestResponse;
import com.linkedin.r2.message.rest.RestResponseBuilder;
import com.linkedin.restli.server.RestLiConfig;
import com.linkedin.restli.server.RestLiServer;
import com.linkedin.restli.server.resources.PrototypeResourceFactory;
import com.linkedin.restli.server.validation.RestLiValidationFilter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * LinkedIn's Rest.li server behind the HTTP server of the JDK, on a free port of loopback.
 *
 * <p>Prints its port, and ends with its standard input.
 */
public final class Main {
  private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

  private final RestLiServer server;

  private Main(RestLiServer server) {
    this.server = server;
  }

  public static void main(String[] arguments) throws IOException {
    Main main = new Main(restLiServer());
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    http.createContext("/", main::answer);
    http.setExecutor(Executors.newFixedThreadPool(4));
    http.start();
    System.out.println(http.getAddress().getPort());
    while (System.in.read() >= 0) {
      // nobody writes there
    }
    System.exit(0);
  }

  private static RestLiServer restLiServer() {
    RestLiConfig config = new RestLiConfig();
    config.addResourcePackageNames("interop.resources");
    config.setServerNodeUri(URI.create("/"));
    config.addFilter(new RestLiValidationFilter());
    ExecutorService workers = Executors.newFixedThreadPool(2);
    Engine engine = new EngineBuilder()
        .setTaskExecutor(workers)
        .setTimerScheduler(Executors.newSingleThreadScheduledExecutor())
        .build();
    return new RestLiServer(config, new PrototypeResourceFactory(), engine);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      RestResponse response;
      try {
        response = ask(read(exchange));
      } catch (Exception error) {
        // What Rest.li throws instead of answering; LinkedIn's HTTP servers make a 500 of it.
        response = new RestResponseBuilder()
            .setStatus(500)
            .setEntity(error.toString().getBytes(StandardCharsets.UTF_8))
            .build();
      }
      send(exchange, response);
    }
  }

  /** LinkedIn's gateway serves resources below /rest and /v2; Rest.li has them at the root. */
  private static RestRequest read(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString().replaceFirst("^/(v2|rest)(?=/)", "");
    RestRequestBuilder request = new RestRequestBuilder(URI.create(target));
    request.setMethod(exchange.getRequestMethod());
    exchange.getRequestHeaders()
        .forEach((name, values) -> request.setHeader(name, String.join(",", values)));
    request.setEntity(exchange.getRequestBody().readAllBytes());
    return request.build();
  }

  private RestResponse ask(RestRequest request) throws Exception {
    if (!request.getURI().getPath().startsWith("/log")) Received.request(request);
    RequestContext context = new RequestContext();
    CompletableFuture<RestResponse> answer = new CompletableFuture<>();
    server.handleRequest(QueryTunnelUtil.decode(request, context), context, new Callback<>() {
      @Override
      public void onError(Throwable error) {
        if (error instanceof RestException) answer.complete(((RestException) error).getResponse());
        else answer.completeExceptionally(error);
      }

      @Override
      public void onSuccess(RestResponse response) {
        answer.complete(response);
      }
    });
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException error) {
      throw error.getCause() instanceof Exception ? (Exception) error.getCause() : error;
    }
  }

  private static void send(HttpExchange exchange, RestResponse response) throws IOException {
    response.getHeaders().forEach((name, value) -> {
      // A key stands raw in X-RestLi-Id, and no HTTP server sends control characters.
      if (!CONTROLS.matcher(value).find()) {
        exchange.getResponseHeaders().set(name, latin1(value));
      }
    });
    ByteString entity = response.getEntity();
    exchange.sendResponseHeaders(response.getStatus(), entity.length() == 0 ? -1 : entity.length());
    try (OutputStream out = exchange.getResponseBody()) {
      entity.write(out);
    }
  }

  /** As Netty does it, by which LinkedIn's servers speak HTTP: a question mark for each char. */
  private static String latin1(String value) {
    StringBuilder text = new StringBuilder();
    value.chars().forEach(unit -> text.append(unit > 0xff ? '?' : (char) unit));
    return text.toString();
  }
}
