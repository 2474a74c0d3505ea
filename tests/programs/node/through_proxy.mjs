// Loaded before a program. Node.js knows HTTPS_PROXY by itself from version 24 on
// (NODE_USE_ENV_PROXY=1); before that, these two do the same for `fetch` and for `https`.
import https from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

setGlobalDispatcher(new EnvHttpProxyAgent());
https.globalAgent = new HttpsProxyAgent(process.env.HTTPS_PROXY);
