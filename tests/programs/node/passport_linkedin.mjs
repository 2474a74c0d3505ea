import passport from "passport-linkedin-oauth2";
import { app, tell, visit } from "./dialogue.mjs";

const options = {
  clientID: app.id,
  clientSecret: app.secret,
  callbackURL: app.redirectUrl,
  scope: ["r_basicprofile"],
};
const strategy = new passport.Strategy(options, (accessToken, refreshToken, profile, done) =>
  done(null, profile),
);

// What the passport middleware does for a strategy.
function authenticate(query, settings) {
  return new Promise((resolve, reject) => {
    const one = Object.create(strategy);
    one.redirect = resolve;
    one.success = resolve;
    one.fail = (challenge, status) => reject(new Error(`${status} ${JSON.stringify(challenge)}`));
    one.error = reject;
    one.authenticate({ query, headers: {}, session: {} }, settings);
  });
}

const back = await visit(await authenticate({}, { state: "here" }));
const profile = await authenticate(Object.fromEntries(back.searchParams), {});
tell({
  id: profile.id,
  displayName: profile.displayName,
  name: profile.name,
  photos: profile.photos,
});
