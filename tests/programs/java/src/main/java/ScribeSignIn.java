import com.fasterxml.jackson.databind.JsonNode;
import com.github.scribejava.apis.LinkedInApi20;
import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.model.OAuth2AccessToken;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.model.Response;
import com.github.scribejava.core.model.Verb;
import com.github.scribejava.core.oauth.OAuth20Service;
import java.util.Map;

/** Sign in with scribejava. */
public final class ScribeSignIn {
  private ScribeSignIn() {}

  public static void main(String[] arguments) throws Exception {
    try (OAuth20Service service =
        new ServiceBuilder(System.getenv("CLIENT_ID"))
            .apiSecret(System.getenv("CLIENT_SECRET"))
            .callback(System.getenv("REDIRECT_URL"))
            .defaultScope("openid profile email")
            .build(LinkedInApi20.instance())) {
      Map<String, String> back = Dialogue.visit(service.getAuthorizationUrl("here"));
      OAuth2AccessToken token = service.getAccessToken(back.get("code"));
      OAuthRequest request = new OAuthRequest(Verb.GET, "https://api.linkedin.com/v2/userinfo");
      service.signRequest(token, request);
      try (Response response = service.execute(request)) {
        JsonNode userinfo = Dialogue.JSON.readTree(response.getBody());
        Dialogue.tell(
            Map.of("sameState", "here".equals(back.get("state")), "userinfo", userinfo));
      }
    }
  }
}
