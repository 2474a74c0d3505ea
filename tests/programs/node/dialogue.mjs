// A sign-in as a dialogue: where a member should go is printed, where they come back is read,
// and what became of it is printed.
import { createInterface } from "node:readline/promises";

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, ACCESS_TOKEN } = process.env;
export const app = { id: CLIENT_ID, secret: CLIENT_SECRET, redirectUrl: REDIRECT_URL };
export const token = ACCESS_TOKEN;

export async function visit(url) {
  console.log(JSON.stringify({ visit: String(url) }));
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return new URL(line);
  }
}

export function tell(what) {
  console.log(JSON.stringify(what));
}
