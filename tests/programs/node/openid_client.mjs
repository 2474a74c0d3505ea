import * as client from "openid-client";
import { app, tell, visit } from "./dialogue.mjs";

const authentication = {
  post: client.ClientSecretPost,
  basic: client.ClientSecretBasic,
}[process.argv[2]];
const config = await client.discovery(
  new URL("https://www.linkedin.com/oauth"),
  app.id,
  undefined,
  authentication(app.secret),
);
const state = client.randomState();
const url = client.buildAuthorizationUrl(config, {
  redirect_uri: app.redirectUrl,
  scope: "openid profile email",
  state,
});
const tokens = await client.authorizationCodeGrant(config, await visit(url), {
  expectedState: state,
});
const claims = tokens.claims();
const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
tell({ claims, userinfo });
