import com.echobox.api.linkedin.client.Connection;
import com.echobox.api.linkedin.client.DefaultLinkedInClient;
import com.echobox.api.linkedin.connection.v2.AssetsConnection;
import com.echobox.api.linkedin.connection.v2.OrganizationConnection;
import com.echobox.api.linkedin.connection.v2.UGCShareConnection;
import com.echobox.api.linkedin.types.assets.RegisterUploadRequestBody;
import com.echobox.api.linkedin.types.assets.RelationshipType;
import com.echobox.api.linkedin.types.ugc.UGCShare;
import com.echobox.api.linkedin.types.urn.URN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Read a page, and upload an image, with ebx-linkedin-sdk. */
public final class EbxReads {
  private EbxReads() {}

  public static void main(String[] arguments) throws Exception {
    DefaultLinkedInClient client = new DefaultLinkedInClient(System.getenv("ACCESS_TOKEN"));
    OrganizationConnection organizations = new OrganizationConnection(client);
    URN page = new URN(arguments[0]);
    Map<String, Object> found = new HashMap<>();
    List<String> administered = new ArrayList<>();
    organizations
        .fetchMemberOrganizationAccessControl("ADMINISTRATOR", "APPROVED", null, 100)
        .forEach(each -> administered.add(String.valueOf(each.getOrganizationURN())));
    found.put("administered", administered);
    found.put("name", organizations.retrieveOrganization(page, null).getLocalizedName());
    found.put("followers", organizations.retrieveOrganizationFollowerCount(page));
    found.put(
        "impressions",
        organizations
            .retrieveShareStatistics(page, null, null, 10)
            .get(0)
            .getTotalShareStatistics()
            .getImpressionCount());
    found.put("posts", posts(new UGCShareConnection(client), page));
    RegisterUploadRequestBody.RegisterUploadRequest request =
        new RegisterUploadRequestBody.RegisterUploadRequest(page);
    request.setRecipes(List.of(RegisterUploadRequestBody.RecipeURN.FEED_SHARE_IMAGE));
    request.setServiceRelationships(
        List.of(
            new RegisterUploadRequestBody.ServiceRelationships(
                AssetsConnection.SERVICE_RELATIONSHIPS_IDENTIFIER,
                RelationshipType.OWNER)));
    byte[] bytes = "an image".getBytes(StandardCharsets.UTF_8);
    found.put(
        "asset",
        String.valueOf(
            new AssetsConnection(client)
                .uploadImageAsset(new RegisterUploadRequestBody(request), "image.png", bytes)));
    Dialogue.tell(found);
    System.exit(0);
  }

  private static List<String> posts(UGCShareConnection shares, URN page) {
    List<String> urns = new ArrayList<>();
    Connection<UGCShare> pages = shares.retrieveUGCPostsByAuthors(page, 5);
    for (List<UGCShare> some : pages) {
      some.forEach(each -> urns.add(String.valueOf(each.getId())));
      if (urns.size() >= 10) {
        break;
      }
    }
    return urns;
  }
}
