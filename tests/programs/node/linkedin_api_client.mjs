// Sign in and make calls with LinkedIn's own client for JavaScript.
import linkedin from "linkedin-api-client";
import { app, tell, token, visit } from "./dialogue.mjs";

const auth = new linkedin.AuthClient({
  clientId: app.id,
  clientSecret: app.secret,
  redirectUrl: app.redirectUrl,
});
const back = await visit(auth.generateMemberAuthorizationUrl(["r_ads", "r_basicprofile"], "here"));
const granted = await auth.exchangeAuthCodeForAccessToken(back.searchParams.get("code"));
const inspected = await auth.introspectAccessToken(granted.access_token);

const client = new linkedin.RestliClient();
const versionString = "202608";
const [account] = process.argv.slice(2);
const groups = `/adAccounts/${account}/adCampaignGroups`;

async function call(method, request) {
  const response = await client[method]({ accessToken: token, versionString, ...request });
  return { status: response.status, data: response.data, created: response.createdEntityId };
}

const group = (name) => ({
  account: `urn:li:sponsoredAccount:${account}`,
  name,
  status: "DRAFT",
  runSchedule: { start: 1893456000000 },
});
const created = await call("create", { resourcePath: groups, entity: group("One of JavaScript") });
const batch = await call("batchCreate", {
  resourcePath: groups,
  entities: [group("Two of JavaScript"), group("Three of JavaScript")],
});
const ids = [String(created.created), ...batch.data.elements.map((each) => String(each.id))];
const patched = await call("partialUpdate", {
  resourcePath: `${groups}/{id}`,
  pathKeys: { id: ids[0] },
  patchSetObject: { name: "Renamed by JavaScript" },
});
const several = await call("batchPartialUpdate", {
  resourcePath: groups,
  ids: ids.slice(1),
  patchSetObjects: [{ name: "Second" }, { name: "Third" }],
});
const fetched = await call("batchGet", { resourcePath: groups, ids });
const names = ids.map((id) => fetched.data.results[id].name);
const deleted = await call("delete", { resourcePath: `${groups}/{id}`, pathKeys: { id: ids[0] } });
const emptied = await call("batchDelete", { resourcePath: groups, ids: ids.slice(1) });

tell({
  scopes: granted.scope,
  active: inspected.data.active, // the whole answer, whatever its README says
  renewed: Boolean(
    (await auth.exchangeRefreshTokenForAccessToken(granted.refresh_token)).access_token,
  ),
  own: Boolean((await auth.getTwoLeggedAccessToken()).access_token),
  me: await call("get", {
    resourcePath: "/me",
    queryParams: { fields: "id,localizedFirstName" },
    versionString: undefined,
  }),
  found: await call("finder", {
    resourcePath: "/adAccounts",
    finderName: "search",
    queryParams: { search: { status: { values: ["ACTIVE"] } }, fields: "id,name" },
  }),
  all: await call("getAll", {
    resourcePath: "/fieldsOfStudy",
    queryParams: { start: 0, count: 3 },
    versionString: undefined,
  }),
  may: await call("batchFinder", {
    resourcePath: "/organizationAuthorizations",
    finderName: "authorizationActionsAndImpersonator",
    finderCriteria: {
      name: "authorizationActions",
      value: [
        { OrganizationRoleAuthorizationAction: { actionType: "ADMINISTRATOR_READ" } },
        { OrganizationContentAuthorizationAction: { actionType: "ORGANIC_SHARE_DELETE" } },
      ],
    },
  }),
  upload: await call("action", {
    resourcePath: "/images",
    actionName: "initializeUpload",
    data: { initializeUploadRequest: { owner: "urn:li:person:782bbtaQ" } },
  }),
  written: {
    statuses: [created, batch, patched, several, deleted, emptied].map((each) => each.status),
    names,
  },
});
