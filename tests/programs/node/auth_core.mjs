import { Auth } from "@auth/core";
import LinkedIn from "@auth/core/providers/linkedin";
import { app, tell, visit } from "./dialogue.mjs";

const site = new URL("/api/auth", app.redirectUrl);
const profiles = [];
const config = {
  basePath: site.pathname,
  providers: [LinkedIn({ clientId: app.id, clientSecret: app.secret })],
  secret: "a secret of this test alone, long enough",
  trustHost: true,
  callbacks: {
    jwt({ token, profile }) {
      if (profile) profiles.push(profile);
      return token;
    },
  },
};
const cookies = new Map();

async function ask(path, form) {
  const response = await Auth(
    new Request(path instanceof URL ? path : `${site}/${path}`, {
      method: form ? "POST" : "GET",
      body: form && new URLSearchParams(form),
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
    }),
    config,
  );
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
    cookies.set(name, value);
  }
  return response;
}

const { csrfToken } = await (await ask("csrf")).json();
const sent = await ask("signin/linkedin", { csrfToken, callbackUrl: site.origin });
const back = await visit(sent.headers.get("location"));
const ended = await ask(back);
tell({
  to: ended.headers.get("location"),
  claims: profiles[0],
  session: await (await ask("session")).json(),
});
