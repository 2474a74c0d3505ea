package interop;

import com.linkedin.data.DataList;
import com.linkedin.data.DataMap;
import com.linkedin.r2.message.rest.RestRequest;
import java.nio.charset.StandardCharsets;

/** What came: requests as they stood on the wire, and the arguments that resources were given. */
public final class Received {
  private static DataList requests = new DataList();
  private static DataList calls = new DataList();

  private Received() {}

  static synchronized void request(RestRequest request) {
    DataMap headers = new DataMap();
    request.getHeaders().forEach((name, value) -> headers.put(name.toLowerCase(), value));
    DataMap line = new DataMap();
    line.put("verb", request.getMethod());
    line.put("target", request.getURI().toString());
    line.put("headers", headers);
    line.put("body", request.getEntity().asString(StandardCharsets.UTF_8));
    requests.add(line);
  }

  /** Notes a call of a resource; arguments that are null were absent. */
  static synchronized void call(String resource, String method, Object... namesAndValues) {
    DataMap call = new DataMap();
    call.put("resource", resource);
    call.put("method", method);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        call.put((String) namesAndValues[i], Plain.of(namesAndValues[i + 1]));
      }
    }
    calls.add(call);
  }

  /** All of it as JSON, and none of it the next time. */
  public static synchronized String take() {
    DataMap both = new DataMap();
    both.put("requests", requests);
    both.put("calls", calls);
    requests = new DataList();
    calls = new DataList();
    return Plain.json(both);
  }
}
