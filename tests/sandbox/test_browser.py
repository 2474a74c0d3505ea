"""The pages as a person meets them, in a real browser."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from canned import Answer, CannedServer
from chromium import forget, needs_chromium, resize, start_chromium

from linkedin_api import AuthClient, RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.sandbox import App, Sandbox

pytestmark = [pytest.mark.browser, needs_chromium]

WELCOME = Answer(headers={"Content-Type": "text/html"}, body=b"<title>Welcome back</title>")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    with start_chromium(tmp_path_factory.mktemp("profile")) as chromium:
        yield chromium


@pytest.fixture(scope="module")
def application():
    """Where members are sent back to."""
    with CannedServer(WELCOME) as server:
        yield server


@pytest.fixture(scope="module")
def running(application):
    app = App("86browser", "a-secret", (f"{application.url}/back",), name="Ada's <app>")
    with Sandbox(apps=(app,), consent="page", admin=True) as sandbox:
        yield sandbox


@pytest.fixture
def browser(chromium, running):
    resize(chromium, 1200)
    forget(chromium)
    running.tokens.grants.clear()
    running.reset()
    return chromium


@pytest.fixture
def url(running):
    params = {
        "response_type": "code",
        "client_id": running.client_id,
        "redirect_uri": running.redirect_url,
        "state": "a b&c",
        "scope": "openid profile r_ads",
    }
    return f"{running.url}/oauth/v2/authorization?{urlencode(params)}"


def press(browser, text):
    from selenium.webdriver.support.expected_conditions import staleness_of

    button = browser.find_element("xpath", f"//button[normalize-space()='{text}']")
    button.click()
    wait_until(browser, staleness_of(button))


def wait_until(browser, holds):
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.wait import WebDriverWait

    # While a page gives way to the next, what is asked of it may be gone.
    wait = WebDriverWait(browser, 30, 0.02, ignored_exceptions=[WebDriverException])
    wait.until(holds)


def heading(browser):
    return browser.find_element("tag name", "h1").text


def told(browser):
    """What the application was told in its address."""
    wait_until(browser, lambda page: page.title == "Welcome back")
    query = parse_qs(urlsplit(browser.current_url).query)
    return {name: values[0] for name, values in query.items()}


def test_a_member_signs_in_allows_and_the_application_gets_a_token(browser, url, running):
    browser.get(url)
    assert heading(browser) == "Sign in"
    press(browser, "Sign in")
    assert heading(browser) == "Ada's <app> would like to:"
    press(browser, "Allow")
    answer = told(browser)
    assert answer["state"] == "a b&c"
    with AuthClient(
        running.client_id, running.client_secret, running.redirect_url, base_url=running.url
    ) as auth:
        tokens = auth.exchange_auth_code_for_access_token(answer["code"])
    client = RestliClient(base_url=running.url)
    assert client.get("/userinfo", tokens.access_token).entity["given_name"] == "Ada"


def test_somebody_else_can_sign_in(browser, url):
    browser.get(url)
    browser.find_element("xpath", "//label[contains(., 'Charles Babbage')]").click()
    press(browser, "Sign in")
    assert "charles@sandbox.example" in browser.find_element("tag name", "main").text


def test_signing_in_can_be_cancelled(browser, url):
    browser.get(url)
    press(browser, "Cancel")
    answer = told(browser)
    assert (answer["error"], answer["state"]) == ("user_cancelled_login", "a b&c")


def test_consent_can_be_refused(browser, url):
    browser.get(url)
    press(browser, "Sign in")
    press(browser, "Cancel")
    answer = told(browser)
    assert (answer["error"], answer["state"]) == ("user_cancelled_authorize", "a b&c")


def test_whoever_consented_is_not_asked_again(browser, url):
    browser.get(url)
    press(browser, "Sign in")
    press(browser, "Allow")
    first = told(browser)["code"]
    browser.get(url)
    assert told(browser)["code"] != first


def test_a_member_who_is_not_the_right_one_signs_out(browser, url):
    browser.get(url)
    press(browser, "Sign in")
    press(browser, "Not you?")
    assert heading(browser) == "Sign in"


def test_consent_works_with_the_keyboard_alone(browser, url):
    from selenium.webdriver import ActionChains, Keys

    browser.get(url)
    ActionChains(browser).send_keys(Keys.TAB, Keys.ENTER).perform()
    wait_until(browser, lambda page: heading(page).endswith("would like to:"))


def test_a_wrong_request_is_explained(browser, url):
    browser.get(url.replace("r_ads", "r_everything"))
    text = browser.find_element("tag name", "main").text
    assert "Invalid scope" in text
    assert "r_everything" in text


def show_something(running):
    client = RestliClient(
        base_url=running.url, access_token=running.access_token(), version_string="202608"
    )
    client.finder("/adAccounts", "search", query_params={"search": {"test": False}})
    client.batch_get("/adAccounts", [512000001, 512000002])
    client.get("/" + "nothing" * 30)


def test_the_status_page_shows_what_was_asked(browser, running):
    show_something(running)
    browser.get(running.url)
    rows = browser.find_elements("css selector", "table.requests tbody tr")
    assert [row.text.split("\n")[0].partition(" ")[2] for row in rows] == [
        "refused: Not Found",
        "adAccounts BATCH_GET",
        "adAccounts FINDER search",
    ]
    assert 'search {"test": "false"}' in rows[2].text
    assert "keys 512000001, 512000002" in rows[1].text


def test_the_status_page_never_shows_a_whole_token(browser, running):
    token = running.access_token()
    show_something(running)
    browser.get(running.url)
    assert token[:5] in browser.page_source
    assert token[:12] not in browser.page_source
    assert running.client_secret not in browser.page_source


def test_the_status_page_loads_itself_again_when_told_to(browser, running):
    browser.get(f"{running.url}/?refresh=1")
    show_something(running)
    wait_until(browser, lambda page: "adAccounts BATCH_GET" in page.page_source)


def test_a_fault_is_switched_on_and_taken_away_by_hand(browser, running):
    browser.get(running.url)
    browser.find_element("css selector", "option[value=error]").click()
    browser.find_element("name", "resource").send_keys("me")
    press(browser, "Add fault")
    client = RestliClient(base_url=running.url, retry=Retry.none())
    assert client.get("/me", running.access_token()).status_code == 500
    browser.get(running.url)
    assert "struck 1 of 1" in browser.find_element("css selector", "table.faults").text
    press(browser, "Remove")
    assert running.faults.list() == ()
    assert "No faults." in browser.find_element("id", "faults").text


def test_the_clock_is_moved_by_hand(browser, running):
    before = running.clock.now()
    browser.get(running.url)
    days = browser.find_element("name", "days")
    days.clear()
    days.send_keys("61")
    press(browser, "Move the clock")
    assert "61 d ahead" in browser.find_element("css selector", ".facts").text
    assert running.clock.now() - before > 60 * 86_400


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1200, 400])
def test_no_page_is_wider_than_the_window(browser, url, running, width, dark):
    show_something(running)
    resize(browser, width, dark=dark)
    for page in (running.url, url, url.replace("r_ads", "r_everything" * 20)):
        browser.get(page)
        script = "return document.documentElement.scrollWidth <= window.innerWidth"
        assert browser.execute_script(script), page


def test_every_text_can_be_read_on_its_ground(browser, url, running):
    """Contrast of at least 4.5 to 1 (WCAG 2, level AA), in light and in dark."""
    show_something(running)
    running.access_token(expires_in=0)
    for dark in (False, True):
        resize(browser, 1200, dark=dark)
        for page in (running.url, url, url.replace("r_ads", "r_everything")):
            browser.get(page)
            assert browser.execute_script(FAINT) == []


#: Lists the texts of a page whose contrast with their background is too low.
FAINT = """
const channel = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
const colour = text => text.match(/[\\d.]+/g).map(Number);
const ground = node => {
  for (let at = node; at; at = at.parentElement) {
    const found = colour(getComputedStyle(at).backgroundColor);
    if (found.length === 3 || found[3] > 0) return found;
  }
  return [255, 255, 255];
};
const faint = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
  if (!text || !node.checkVisibility()) continue;
  const pair = [colour(getComputedStyle(node).color), ground(node)].map(luminance);
  const ratio = (Math.max(...pair) + .05) / (Math.min(...pair) + .05);
  if (ratio < 4.5) faint.push([text, ratio]);
}
return faint;
"""


_ASK = """
const [url, options, done] = arguments;
fetch(url, options)
  .then(async (answer) => {
    done([answer.status, await answer.text(), answer.headers.get("x-li-uuid")]);
  })
  .catch((error) => done([0, String(error), null]));
"""


def ask_from_another_site(browser, application, url, **options):
    """Send a request from a page of the application, with JavaScript."""
    browser.get(f"{application.url}/page")
    return browser.execute_async_script(_ASK, url, options)


def test_a_program_in_the_browser_calls_the_api_from_another_site(browser, running, application):
    status, text, uuid = ask_from_another_site(
        browser, application, f"{running.url}/rest/me",
        headers={
            "Authorization": f"Bearer {running.access_token()}", "LinkedIn-Version": "202609",
            "X-RestLi-Protocol-Version": "2.0.0",
        },
    )  # fmt: skip
    assert status == 200
    assert '"localizedFirstName":"Ada"' in text
    assert uuid


@pytest.mark.parametrize("path", ["/", "/sandbox/requests"])
def test_a_page_of_another_site_cannot_read_what_was_asked(browser, running, application, path):
    assert ask_from_another_site(browser, application, running.url + path)[0] == 0


@pytest.mark.parametrize("path", ["/sandbox/tokens", "/sandbox/reset"])
def test_a_page_of_another_site_steers_nothing(browser, running, application, path):
    running.faults.add(status=500, skip=10)
    for kind in ("application/json", "text/plain"):
        status, text, _ = ask_from_another_site(
            browser, application, running.url + path, method="POST", body="{}",
            headers={"Content-Type": kind},
        )  # fmt: skip
        assert (status, text) == (0, "TypeError: Failed to fetch")
    assert len(running.faults.list()) == 1
