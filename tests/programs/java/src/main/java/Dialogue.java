import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A sign-in as a dialogue: where a member should go is printed, where they come back is read. */
final class Dialogue {
  static final ObjectMapper JSON = new ObjectMapper();

  private Dialogue() {}

  static Map<String, String> visit(String url) throws IOException {
    tell(Map.of("visit", url));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Map<String, String> query = new HashMap<>();
    for (String pair : URI.create(input.readLine().strip()).getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  static void tell(Map<String, ?> what) throws IOException {
    System.out.println(JSON.writeValueAsString(what));
  }
}
