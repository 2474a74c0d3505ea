import { decodeIdToken, generateState, LinkedIn } from "arctic";
import { app, tell, visit } from "./dialogue.mjs";

const linkedin = new LinkedIn(app.id, app.secret, app.redirectUrl);
const state = generateState();
const back = await visit(
  linkedin.createAuthorizationURL(state, ["openid", "profile", "email"]),
);
const tokens = await linkedin.validateAuthorizationCode(back.searchParams.get("code"));
const renewed = await linkedin.refreshAccessToken(tokens.refreshToken());
const answer = await fetch("https://api.linkedin.com/v2/userinfo", {
  headers: { Authorization: `Bearer ${renewed.accessToken()}` },
});
tell({
  sameState: back.searchParams.get("state") === state,
  claims: decodeIdToken(tokens.idToken()),
  userinfo: await answer.json(),
});
